package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What only tests may have is not in what people install. */
class ShippedFilesIT {

    @TempDir
    static Path directory;

    @Test
    void noFixtureIsInTheProgramOrItsLibraries() throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.walk(Program.FOLDER)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        assertThat(jars).hasSizeGreaterThan(10);
        for (Path jar : jars) {
            try (JarFile content = new JarFile(jar.toFile())) {
                assertThat(content.stream().map(ZipEntry::getName))
                        .as(jar.toString())
                        .noneMatch(name -> name.startsWith("io/throughline/conformance/"))
                        .noneMatch(name -> name.matches("mcp/schemas/(test_|json_schema_).*"))
                        .noneMatch(name -> name.startsWith("org/junit/"));
            }
        }
    }

    @Test
    void noToolPromptOrResourceOfTheProgramIsAFixture() {
        Program program = Program.on(directory).with("THROUGHLINE_ACCESS", "off");
        try (RunningServer server = program.serve("--demo")) {
            String session = server.openSession("");
            requireNoFixtures(server, session, "tools/list", "/result/tools", "name");
            requireNoFixtures(server, session, "prompts/list", "/result/prompts", "name");
            requireNoFixtures(server, session, "resources/list", "/result/resources", "uri");
        }
    }

    private static void requireNoFixtures(
            RunningServer server, String session, String method, String list, String name) {
        JsonNode listed = Messages.ofHttp(server.post("", Messages.request(1, method), "mcp-session-id", session)
                        .body())
                .at(list);
        assertThat(listed.values())
                .isNotEmpty()
                .noneMatch(each -> each.get(name).asString().matches("(test_|test:|json_schema_).*"));
    }
}
