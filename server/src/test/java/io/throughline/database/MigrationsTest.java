package io.throughline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.problem.StartProblemException;
import io.throughline.settings.Settings;
import io.throughline.settings.SettingsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationsTest {

    @TempDir
    private Path directory = Path.of("set by JUnit");

    private static Settings sqlite(Path dataDirectory) {
        return TestDatabase.SQLITE.fresh(dataDirectory);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void theVersionIsThatOfTheNewestFile(Dialect dialect) throws IOException {
        int newest = 0;
        for (String folder : List.of("common", dialect.folder())) {
            try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration", folder))) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    assertThat(name).matches("V\\d+__[a-z0-9_]+\\.sql");
                    newest = Math.max(newest, Integer.parseInt(name.substring(1, name.indexOf("__"))));
                }
            }
        }
        assertThat(newest).isEqualTo(Migrations.VERSION);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anEmptyDatabaseIsBroughtUpToDateOnceAndThenOpened(TestDatabase kind) {
        Settings settings = kind.fresh(directory);
        for (int start = 0; start < 3; start++) {
            try (Database database = Database.open(settings)) {
                assertThat(database.answers()).isTrue();
                assertThat(database.describe())
                        .containsIgnoringCase(database.dialect().name())
                        .endsWith(", tables of version " + Migrations.VERSION);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aDatabaseOfANewerProgramIsLeftAlone(TestDatabase kind) throws SQLException {
        Settings settings = kind.fresh(directory);
        execute(
                settings,
                "insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                        + " execution_time, success) values (99, '99', 'future', 'SQL', 'V99', 'x', 1, true)");
        String place = kind == TestDatabase.SQLITE
                ? directory.resolve("throughline.db").toString()
                : "THROUGHLINE_DATABASE_URL";

        refused(
                settings,
                "The database in " + place
                        + " was written by a newer Throughline (its tables are version 99, this program"
                        + " knows " + Migrations.VERSION
                        + "). Start the newer program, or choose another --data directory. Nothing was changed.");
    }

    private static void execute(Settings settings, String statement) throws SQLException {
        try (Database database = Database.open(settings);
                var connection = database.dataSource().getConnection();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftByteForByte() throws IOException {
        byte[] content = "These are my notes, not a database.\n".repeat(300).getBytes(StandardCharsets.UTF_8);
        untouched(content);
    }

    @Test
    void aDamagedDatabaseIsLeftByteForByte() throws IOException {
        Settings settings = sqlite(directory);
        Database.open(settings).close();
        byte[] content = Files.readAllBytes(file());
        for (int at = 100; at < content.length; at++) {
            content[at] = (byte) (at * 31);
        }
        untouched(content);
    }

    @Test
    void aTruncatedDatabaseIsLeftByteForByte() throws IOException {
        Database.open(sqlite(directory)).close();
        byte[] whole = Files.readAllBytes(file());
        untouched(Arrays.copyOf(whole, 5_000));
    }

    private Path file() {
        return directory.resolve("throughline.db");
    }

    private void untouched(byte[] content) throws IOException {
        Files.write(file(), content);
        refused(
                sqlite(directory),
                "The file " + file() + " is damaged or no SQLite database. It was left as it is; move it away and run"
                        + " './throughline restore BACKUP', or choose another --data directory.");
        assertThat(Files.readAllBytes(file())).isEqualTo(content);
    }

    @Test
    void aDirectoryThatCannotBeMadeIsOneClearLine() throws IOException {
        Path inTheWay = Files.writeString(directory.resolve("file"), "x");
        refused(
                sqlite(inTheWay.resolve("data")),
                "The data directory " + inTheWay.resolve("data")
                        + " cannot be made (FileSystemException). Choose one that"
                        + " you may write to with --data or THROUGHLINE_DATA.");
        refused(
                sqlite(inTheWay),
                "The data directory " + inTheWay
                        + " cannot be made (FileAlreadyExistsException). Choose one that you may"
                        + " write to with --data or THROUGHLINE_DATA.");
    }

    @Test
    void aServerThatIsNotThereIsOneClearLineWithoutThePassword() {
        Settings settings = SettingsReader.read(
                Map.of("DATA", directory.toString(), "DATABASE_URL", "postgresql://u:secret@127.0.0.1:1/db"), Map.of());
        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> Database.open(settings))
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .startsWith("The database in THROUGHLINE_DATABASE_URL cannot be used: ")
                        .endsWith(" Check THROUGHLINE_DATABASE_URL and that the server runs.")
                        .doesNotContain("secret")
                        .hasLineCount(1));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void manyMayStartOnAnEmptyDatabaseAtOnce(TestDatabase kind) throws InterruptedException, ExecutionException {
        Settings settings = kind.fresh(directory);
        int many = 6;
        var together = new CountDownLatch(many);
        Callable<Boolean> start = () -> {
            together.countDown();
            together.await();
            try (Database database = Database.open(settings)) {
                return database.answers();
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> starts = new ArrayList<>();
            for (int number = 0; number < many; number++) {
                starts.add(threads.submit(start));
            }
            for (Future<Boolean> each : starts) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aReadSeesOneStateFromBeginToEnd(TestDatabase kind) throws InterruptedException {
        try (Database database = Database.open(kind.fresh(directory))) {
            var transactions = new DatabaseConfiguration().transactions(database);
            var sql = new DatabaseConfiguration().jdbcClient(database);
            List<Long> seen = transactions.read(() -> {
                long before = count(sql);
                Thread other = Thread.ofPlatform()
                        .start(() -> transactions.write(
                                () -> sql.sql("insert into tenant (key, name, created_at_micros) values ('x', 'x', 0)")
                                        .update()));
                join(other);
                return List.of(before, count(sql));
            });
            assertThat(seen).containsExactly(0L, 0L);
            assertThat(transactions.read(() -> count(sql))).isEqualTo(1);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(JdbcClient sql) {
        return sql.sql("select count(*) from tenant")
                .query((row, number) -> row.getLong(1))
                .single();
    }

    private static void refused(Settings settings, String message) {
        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> Database.open(settings))
                .withMessage(message);
    }
}
