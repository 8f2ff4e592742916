package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The commands around the server, each as a process of its own. */
class CommandsIT {

    private static final String OWNER = "marieke.degraaf@larkfield.example";

    @TempDir
    static Path directory;

    private static Program program;

    @BeforeAll
    static void makeSampleCompany() {
        program = Program.on(directory);
        program.print("stdio", "--demo");
    }

    @Test
    void theVersionSaysWhichProgramAndWhichJava() {
        assertThat(program.print("--version")).matches("throughline 0\\.1\\.0 \\(Java 25\\S*\\)\\R");
    }

    @ParameterizedTest
    @CsvSource({
        "'', serve stdio user key demo backup restore doctor",
        "serve, --port --host --demo --data",
        "stdio, --demo --data",
        "user, add link",
        "user add, EMAIL --name --role --workspace --zone",
        "user link, EMAIL",
        "key, create list revoke",
        "key create, --user --scopes --expires --name Example",
        "key list, --tenant",
        "key revoke, ID",
        "demo, remove",
        "demo remove, --data",
        "backup, FILE Example",
        "restore, FILE Example",
        "doctor, --url --key Examples"
    })
    void everyCommandHasHelp(String command, String words) {
        List<String> arguments = new ArrayList<>(command.isEmpty() ? List.of() : List.of(command.split(" ")));
        arguments.add("--help");
        Program.Finished finished = program.run(arguments.toArray(String[]::new));
        assertThat(finished.exitCode()).isZero();
        assertThat(finished.err()).isEmpty();
        assertThat(finished.out()).startsWith("Usage: throughline " + command).contains(words.split(" "));
    }

    @Test
    void aPersonAKeyAndItsEnd() {
        assertThat(program.print("user", "add", "Ada@Example.com", "--name", "Ada", "--tenant", "sample"))
                .isEqualTo("ada@example.com is member of APP, PLAT." + System.lineSeparator());
        Program.Finished made = program.run(
                "key", "create", "--user", "ada@example.com", "--scopes", "mcp:enabled backlog:read", "--name", "mine");
        assertThat(made.err()).isEmpty();
        assertThat(made.out()).matches("pm33_live_[A-Za-z0-9_-]{43}\\R");
        String key = made.out().strip();

        String listed = line(program.print("key", "list", "--tenant", "sample"), "mine");
        assertThat(listed)
                .contains("ada@example.com", "good", "never", "mcp:enabled backlog:read")
                .doesNotContain(key);

        String id = listed.substring(0, listed.indexOf(' '));
        assertThat(program.print("key", "revoke", id, "--tenant", "sample"))
                .isEqualTo("Key " + id + " is revoked." + System.lineSeparator());
        assertThat(line(program.print("key", "list", "--tenant", "sample"), "mine"))
                .contains("revoked");
        assertThat(program.run("key", "revoke", id, "--tenant", "sample").err())
                .isEqualTo("throughline: There is no key " + id + " that could be revoked. See: throughline key list"
                        + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "key create --user nobody@example.com | There is no person with the address nobody@example.com. Add one with: throughline user add nobody@example.com",
                "key create --user marieke.degraaf@larkfield.example --scopes mcp:enabled,backlog:reed | Invalid scope: 'backlog:reed' does not exist. The nearest are: backlog:read",
                "key create --user marieke.degraaf@larkfield.example --scopes backlog:read | Invalid scope: the set lacks mcp:enabled, which every call needs. Add it.",
                "key create --user marieke.degraaf@larkfield.example --expires never | --expires is 'never', but must be days or hours such as 90d or 12h.",
                "key list --tenant sampel | There is no tenant 'sampel'. There are:",
                "user add nonsense | 'nonsense' is no e-mail address. Give one such as ada@example.com.",
                "user add eve@example.com --role king | --role is 'king', but must be owner, admin, member or viewer.",
                "user add eve@example.com --tenant sample --workspace APPS | --workspace is 'APPS', but there is none of that key. There are: APP",
                "user add eve@example.com --zone Mars | --zone is 'Mars'"
            })
    void aMistakeIsOneLineThatSaysWhatWouldBeRight(String arguments, String expected) {
        Program.Finished finished = program.run(arguments.split(" "));
        assertThat(finished.exitCode()).isEqualTo(2);
        assertThat(finished.out()).isEmpty();
        assertThat(finished.err()).startsWith("throughline: " + expected);
        assertThat(finished.err().lines()).hasSize(1);
    }

    @Test
    void aBackupOfARunningServerBringsEverythingBack() throws IOException {
        Path copy = directory.resolve("copy.db");
        String answers;
        try (RunningServer server = program.serve("--demo")) {
            assertThat(program.print("backup", copy.toString())).matches(".*copy\\.db: [\\d,.]+ bytes, checked\\.\\R");
            Program.Finished refused = program.run("restore", copy.toString());
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .isEqualTo("throughline: The database " + program.databaseFile()
                            + " is in use. Stop the server and the clients that started one, then restore again."
                            + System.lineSeparator());
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            answers = everything(program);
        }

        Program other = Program.on(Program.emptyDirectory(directory, "restored"));
        assertThat(other.print("restore", copy.toString())).contains("is now that of " + copy);
        assertThat(everything(other)).isEqualTo(answers);

        Program third = Program.on(Program.emptyDirectory(directory, "third"));
        third.print("user", "add", "before@example.com");
        String said = third.print("restore", copy.toString());
        assertThat(said).contains("The former one is " + third.databaseFile() + ".before-");
        assertThat(everything(third)).isEqualTo(answers);
        try (var files = Files.list(third.dataDirectory())) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("throughline.db.before-")))
                    .hasSize(1);
        }
    }

    @Test
    void theSampleCompanyCanBeRemovedAndNothingElse() throws IOException, SQLException {
        Program own = Program.on(Program.emptyDirectory(directory, "removed"));
        own.print("user", "add", "ada@example.com");
        own.print("stdio", "--demo");
        assertThat(own.print("demo", "remove")).isEqualTo("The sample company is gone." + System.lineSeparator());
        assertThat(own.print("demo", "remove")).isEqualTo("There was no sample company." + System.lineSeparator());
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + own.databaseFile());
                var statement = connection.createStatement()) {
            try (var items =
                    statement.executeQuery("select (select count(*) from item), (select count(*) from tenant)")) {
                items.next();
                assertThat(items.getInt(1)).isZero();
                assertThat(items.getInt(2)).isEqualTo(1);
            }
            try (var people = statement.executeQuery(
                    "select group_concat(email, ' ') from (select email from person order by email)")) {
                people.next();
                assertThat(people.getString(1)).isEqualTo("ada@example.com me@localhost");
            }
        }
    }

    @Test
    void theDoctorFindsItsOwnServerWell() {
        assertThat(program.print("doctor"))
                .contains("tools, about", "query_backlog", "pm33://workspaces:", "All is well.");
    }

    @Test
    void theDoctorTellsARunningServerFromADeadOne() {
        String key = program.print("key", "create", "--user", OWNER, "--tenant", "sample")
                .strip();
        String address;
        try (RunningServer server = program.serve()) {
            address = server.mcpUrl();
            assertThat(program.print("doctor", "--url", address, "--key", key))
                    .contains("\"key\":\"APP\"", "All is well.");

            Program.Finished wrongKey = program.run("doctor", "--url", address, "--key", "pm33_live_wrong");
            assertThat(wrongKey.exitCode()).isEqualTo(1);
            assertThat(wrongKey.err())
                    .contains(
                            "could not connect: Authorization error",
                            "Check the address, that the server runs, and the key.");
            assertThat(wrongKey.err().lines()).hasSize(1);

            Program.Finished wrongPath = program.run("doctor", "--url", server.url() + "/elsewhere", "--key", key);
            assertThat(wrongPath.exitCode()).isEqualTo(1);
            assertThat(wrongPath.err().lines()).hasSize(1);
        }
        Program.Finished dead = program.run("doctor", "--url", address, "--key", key);
        assertThat(dead.exitCode()).isEqualTo(1);
        assertThat(dead.err()).contains("could not connect", "Check the address, that the server runs, and the key.");
        assertThat(dead.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "http://", "ftp://127.0.0.1/mcp"})
    void theDoctorTakesOnlyAWebAddress(String address) {
        Program.Finished finished = program.run("doctor", "--url", address);
        assertThat(finished.exitCode()).isEqualTo(2);
        assertThat(finished.err())
                .isEqualTo("throughline: --url is '" + address + "', but must be an address such as"
                        + " http://127.0.0.1:8080/mcp." + System.lineSeparator());
    }

    /** Every item of the sample company, as a client sees it. */
    private static String everything(Program of) {
        try (RunningProgram running = of.start("stdio", "--demo")) {
            running.send(Messages.INITIALIZE + "\n" + Messages.INITIALIZED + "\n");
            var items = new StringBuilder();
            String cursor = "";
            int id = 1;
            do {
                running.send(Messages.queryBacklog(
                                id, "{\"mode\":\"full\",\"limit\":200,\"columns\":[\"full\"]" + cursor + "}")
                        + "\n");
                int wanted = id;
                List<JsonNode> answers = Messages.lines(running.awaitOut(out -> Messages.lines(out).stream()
                        .anyMatch(answer -> answer.path("id").asInt() == wanted)));
                JsonNode answer = answers.getLast().at("/result/structuredContent");
                items.append(answer.get("items"));
                cursor = answer.has("nextCursor") ? ",\"cursor\":" + answer.get("nextCursor") : "";
                id++;
            } while (!cursor.isEmpty());
            assertThat(items.length()).isGreaterThan(50_000);
            return items.toString();
        }
    }

    private static String line(String text, String word) {
        return text.lines().filter(each -> each.contains(word)).findFirst().orElseThrow();
    }
}
