package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An import is all or nothing, also for those who read meanwhile and when the machine fails in the middle of it. */
class ImportCrashIT {

    private static final int ROWS = 8_000;
    private static final double[] MOMENTS = {0.35, 0.6, 0.8, 0.95};

    @TempDir
    static Path directory;

    private static Path export;

    @BeforeAll
    static void writeExport() throws IOException {
        export = directory.resolve("export.csv");
        try (var out = new PrintWriter(Files.newBufferedWriter(export))) {
            out.println("id,key,title,type,status,story points,parent,created,updated,description");
            for (int i = 1; i <= ROWS; i++) {
                boolean epic = i % 10 == 1;
                out.printf(
                        "%d,APP-%d,Item %d of the crash test,%s,%s,%d,%s,2026-01-01T10:00:00Z,2026-02-01T10:00:00Z,%s%n",
                        i,
                        i,
                        i,
                        epic ? "epic" : "story",
                        i % 3 == 0 ? "Done" : "To Do",
                        i % 8 + 1,
                        epic ? "" : "APP-" + (i - (i - 1) % 10),
                        "\"Words about number " + i + ", so that the row has some weight to it\"");
            }
        }
    }

    @Test
    void anImportThatIsKilledLeavesAWholeDatabaseAndCanBeRepeated() throws Exception {
        Program program = Program.on(Program.emptyDirectory(directory, "killed"));
        program.print("key", "list"); // so that only the import is under way when the process ends
        long begin = System.nanoTime();
        Program measured = Program.on(Program.emptyDirectory(directory, "measured"));
        measured.print("key", "list");
        importAll(measured);
        Duration whole = Duration.ofNanos(System.nanoTime() - begin);

        for (double moment : MOMENTS) {
            try (RunningProgram running = program.start(arguments())) {
                running.closeInput();
                Thread.sleep((long) (whole.toMillis() * moment));
                running.kill();
            }
            assertThat(wholeItems(program)).isIn(0, ROWS);
            program.print("key", "list");
        }
        importAll(program);
        assertThat(wholeItems(program)).isEqualTo(ROWS);
        assertThat(importAll(program)).contains("0 new, 0 changed, 8,000 unchanged, 0 refused.");
        assertThat(rows(program)).isEqualTo(rows(measured));
    }

    @Test
    void thoseWhoReadDuringAnImportSeeAllOrNothing() throws Exception {
        Program program = Program.on(Program.emptyDirectory(directory, "read"));
        program.print("stdio", "--demo");
        List<Integer> totals = new ArrayList<>();
        try (RunningProgram reader = program.start("stdio");
                RunningServer server = program.serve("--demo")) {
            reader.send(Messages.INITIALIZE + "\n" + Messages.INITIALIZED + "\n");
            String key = Files.readString(program.dataDirectory().resolve("sample-api-key"))
                    .strip();
            String session = server.openSession(key);
            try (RunningProgram writer = program.start(arguments())) {
                writer.closeInput();
                int id = 1;
                for (boolean more = true; more; id++) {
                    more = writer.runs();
                    totals.add(askForTotal(reader, id));
                    var answer = server.post(
                            key, Messages.queryBacklog(id, "{\"workspaceId\":\"PLAT\"}"), "mcp-session-id", session);
                    assertThat(Messages.ofHttp(answer.body())
                                    .at("/result/isError")
                                    .asBoolean(true))
                            .isFalse();
                }
                assertThat(writer.awaitExit(Duration.ofSeconds(60)))
                        .as(writer.err())
                        .isZero();
            }
            assertThat(askForTotal(reader, totals.size() + 1)).isEqualTo(ROWS);
        }
        assertThat(totals).hasSizeGreaterThan(10).containsOnly(0, ROWS).isSorted();
    }

    /** Items of the workspace that is imported into, as a client sees it; 0 while there is none. */
    private static int askForTotal(RunningProgram reader, int id) {
        reader.send(Messages.queryBacklog(id, "{\"workspaceId\":\"APP\",\"mode\":\"full\",\"limit\":1}") + "\n");
        String out = reader.awaitOut(text -> text.contains("\"id\":" + id + ",") && text.endsWith("\n"));
        List<JsonNode> answers = Messages.lines(out);
        JsonNode result = answers.getLast().get("result");
        return result.at("/structuredContent/total").asInt(0);
    }

    private static String importAll(Program program) {
        return program.print(arguments());
    }

    private static String[] arguments() {
        return new String[] {"import", export.toString(), "--workspace", "APP", "--create", "Crash test"};
    }

    /** The number of items in a database that is whole. */
    private static int wholeItems(Program program) throws SQLException {
        try (Connection connection = connect(program);
                Statement statement = connection.createStatement()) {
            try (ResultSet check = statement.executeQuery("pragma integrity_check")) {
                assertThat(check.next()).isTrue();
                assertThat(check.getString(1)).isEqualTo("ok");
            }
            try (ResultSet check = statement.executeQuery("pragma foreign_key_check")) {
                assertThat(check.next()).isFalse();
            }
            try (ResultSet count = statement.executeQuery("select count(*) from item")) {
                count.next();
                return count.getInt(1);
            }
        }
    }

    private static List<String> rows(Program program) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect(program);
                Statement statement = connection.createStatement();
                ResultSet items = statement.executeQuery("""
                        select item.key || ' ' || item.title || ' ' || item.type || ' ' || coalesce(parent.key, '-') as row
                          from item left join item as parent on parent.id = item.parent_id
                         order by item.key
                        """)) {
            while (items.next()) {
                rows.add(items.getString("row"));
            }
        }
        return rows;
    }

    private static Connection connect(Program program) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + program.databaseFile());
    }
}
