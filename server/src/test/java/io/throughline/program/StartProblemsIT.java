package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps the program from starting: one line that says what and what to do, exit code 2, and nothing overwritten. */
class StartProblemsIT {

    @TempDir
    Path directory;

    private Program program;

    @BeforeEach
    void setUp() {
        program = Program.on(directory);
    }

    @Test
    void aPortInUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(refusal("serve", "--port", port))
                    .isEqualTo(
                            "throughline: Port " + port + " on 127.0.0.1 is in use or may not be bound. Stop the other"
                                    + " program, or choose another --port.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "stdio"})
    void aDataDirectoryUnderAFile(String command) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "text");
        assertThat(refusal(command, "--data", file.resolve("data").toString()))
                .startsWith("throughline: The data directory " + file + "/data cannot be made (")
                .endsWith("Choose one that you may write to with --data or THROUGHLINE_DATA.");
        assertThat(file).hasContent("text");
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenTo() {
        // Works also for root, who may write everywhere else.
        assertThat(refusal("stdio", "--data", "/proc/throughline"))
                .startsWith("throughline: The data directory /proc/throughline cannot be made (")
                .endsWith("Choose one that you may write to with --data or THROUGHLINE_DATA.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "stdio"})
    void aDatabaseOfANewerVersion(String command) throws SQLException, IOException {
        program.print("key", "list");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + program.databaseFile());
                var change = connection.createStatement()) {
            change.execute("""
                    insert into flyway_schema_history
                    select 99, '99', 'future', 'SQL', 'V99__future.sql', 1, 'me', installed_on, 1, 1
                      from flyway_schema_history limit 1
                    """);
        }
        byte[] before = Files.readAllBytes(program.databaseFile());
        assertThat(refusal(command))
                .isEqualTo("throughline: The database in " + program.databaseFile()
                        + " was written by a newer Throughline (its tables are version 99, this program knows 8). Start the"
                        + " newer program, or choose another --data directory. Nothing was changed.");
        assertThat(program.databaseFile()).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "stdio", "key"})
    void aDatabaseFileThatIsNone(String command) throws IOException {
        byte[] garbage = "this is no database. ".repeat(500).getBytes(StandardCharsets.UTF_8);
        Files.write(program.databaseFile(), garbage);
        String[] arguments = command.equals("key") ? new String[] {"key", "list"} : new String[] {command};
        assertThat(refusal(arguments))
                .isEqualTo("throughline: The file " + program.databaseFile()
                        + " is damaged or no SQLite database. It was left as it is; move it away and run './throughline"
                        + " restore BACKUP', or choose another --data directory.");
        assertThat(program.databaseFile()).hasBinaryContent(garbage);
    }

    @Test
    void aDatabaseFileWithADamagedMiddle() throws IOException {
        program.print("key", "list");
        byte[] bytes = Files.readAllBytes(program.databaseFile());
        for (int i = 100; i < Math.min(bytes.length, 12_000); i++) {
            bytes[i] = (byte) (i * 31);
        }
        Files.write(program.databaseFile(), bytes);
        assertThat(refusal("stdio")).contains(program.databaseFile().toString(), "It was left as it is");
        assertThat(program.databaseFile()).hasBinaryContent(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "THROUGHLINE_PORT | 80.5 | THROUGHLINE_PORT is '80.5', but it must be a whole number from 0 to 65535.",
                "PORT | 70000 | PORT is '70000', but it must be a whole number from 0 to 65535.",
                "THROUGHLINE_ACCESS | nobody | THROUGHLINE_ACCESS is 'nobody', but it must be one of keys, off.",
                "THROUGHLINE_SHUTDOWN_GRACE | soon | THROUGHLINE_SHUTDOWN_GRACE is 'soon', but it must be a duration up to one hour, such as 30s or 2m.",
                "THROUGHLINE_PUBLIC_URL | plan.example.com | THROUGHLINE_PUBLIC_URL is 'plan.example.com', but it must be an absolute address such as https://plan.example.com.",
                "THROUGHLINE_HOST | no such host | --host is 'no such host', which is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all.",
                "THROUGHLINE_CONFIG | /no/such/file | THROUGHLINE_CONFIG is '/no/such/file', but there is no such file.",
                "THROUGHLINE_PROT | 80 | THROUGHLINE_PROT is no setting. The nearest are: PORT",
                "THROUGHLINE_LOG_FILE | /proc/no/log | THROUGHLINE_LOG_FILE is '/proc/no/log', but"
            })
    void aWrongSetting(String variable, String value, String expected) {
        program = program.with(variable, value);
        String[] command = variable.endsWith("PORT") ? new String[] {"serve"} : new String[] {"serve", "--port", "0"};
        assertThat(refusal(command)).startsWith("throughline: " + expected);
    }

    @Test
    void aDatabaseAddressWithAPasswordIsNotRepeated() {
        program = program.with("THROUGHLINE_DATABASE_URL", "mysql://me:secret@db/plan");
        assertThat(refusal("stdio"))
                .isEqualTo("throughline: THROUGHLINE_DATABASE_URL must start with postgresql://"
                        + " (postgresql://user:password@host:5432/database). Without it, SQLite in the data directory is"
                        + " used.");
    }

    @Test
    void aDatabaseServerThatDoesNotAnswer() {
        program = program.with("THROUGHLINE_DATABASE_URL", "postgresql://me:secret@127.0.0.1:1/plan");
        assertThat(refusal("stdio"))
                .startsWith("throughline: The database in THROUGHLINE_DATABASE_URL cannot be used: ")
                .endsWith(" Check THROUGHLINE_DATABASE_URL and that the server runs.")
                .doesNotContain("secret");
    }

    @Test
    void aPublicAddressWithoutKeys() {
        program = program.with("THROUGHLINE_ACCESS", "off");
        assertThat(refusal("serve", "--host", "0.0.0.0", "--port", "0"))
                .isEqualTo(
                        "throughline: THROUGHLINE_ACCESS is 'off', but 0.0.0.0 is reachable from other machines. Use keys"
                                + " there, or bind 127.0.0.1.");
        assertThat(program.databaseFile()).doesNotExist();
    }

    @Test
    void aPublicAddressToTheCompanysErpWithoutSayingWhoMayLog() {
        program = program.with("ERP_API_BASE_URL", "https://erp.example.com/api/v1/");
        assertThat(refusal("serve", "--host", "0.0.0.0", "--port", "0"))
                .isEqualTo(
                        "throughline: ERP_API_BASE_URL is set and other machines reach this server, but nothing says who"
                                + " may use the time logs. Set MCP_AUTHORIZED_USERS to their addresses, or to * for everybody whom"
                                + " the ERP knows.");
        assertThat(program.databaseFile()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "serv, Did you mean: throughline serve",
        "serve --prot 1, Unknown option",
        "key crate, create",
        "stdio now, Unmatched argument",
        "'', Usage: throughline"
    })
    void aCommandOrOptionThatDoesNotExist(String arguments, String expected) {
        Program.Finished finished = program.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(finished.exitCode()).isEqualTo(arguments.isEmpty() ? 0 : 2);
        assertThat(finished.err() + finished.out()).contains(expected);
        assertThat(finished.err().lines().count()).isLessThanOrEqualTo(2);
        assertThat(program.databaseFile()).doesNotExist();
    }

    @Test
    void aBackupOntoAFileThatExists() throws IOException {
        program.print("key", "list");
        Path existing = Files.writeString(directory.resolve("precious"), "precious");
        assertThat(refusal("backup", existing.toString()))
                .isEqualTo("throughline: The file " + existing + " exists already. Choose another name.");
        assertThat(existing).hasContent("precious");
    }

    @Test
    void aBackupOfNothingOrToNowhere() {
        assertThat(refusal("backup", directory.resolve("copy").toString()))
                .isEqualTo("throughline: There is no database in " + directory + " to back up.");
        program.print("key", "list");
        assertThat(refusal("backup", directory.resolve("no/such/folder/copy").toString()))
                .isEqualTo("throughline: The folder " + directory.resolve("no/such/folder")
                        + " does not exist. Make it, or choose another.");
    }

    @Test
    void aRestoreOfWhatIsNoBackup() throws IOException, SQLException {
        program.print("user", "add", "ada@example.com");
        byte[] before = Files.readAllBytes(program.databaseFile());
        Path garbage = Files.writeString(directory.resolve("garbage"), "this is no database. ".repeat(500));
        assertThat(refusal("restore", garbage.toString()))
                .isEqualTo("throughline: The file " + garbage
                        + " cannot be restored: it is damaged or no SQLite database. The database was left as it is.");
        Path foreign = directory.resolve("foreign");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + foreign);
                var change = connection.createStatement()) {
            change.execute("create table other (id integer)");
        }
        assertThat(refusal("restore", foreign.toString()))
                .isEqualTo("throughline: The file " + foreign
                        + " cannot be restored: it is no database of Throughline. The database was left as it is.");
        assertThat(refusal("restore", directory.resolve("missing").toString()))
                .isEqualTo("throughline: There is no file " + directory.resolve("missing") + ".");
        assertThat(program.databaseFile()).hasBinaryContent(before);
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("garbage", "foreign", "throughline.db", "migration.lock");
        }
    }

    /** The one line with which a command refuses to start. */
    private String refusal(String... arguments) {
        long start = System.nanoTime();
        Program.Finished finished = program.run(arguments);
        assertThat(finished.exitCode()).as(finished.err()).isEqualTo(2);
        assertThat(finished.err().lines()).as(finished.err()).hasSize(1);
        assertThat(finished.out()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("waited in vain")
                .isLessThan(Duration.ofSeconds(25));
        return finished.err().strip();
    }
}
