package io.throughline.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A data directory with a backlog in the workspace APP, made with the shipped commands. */
final class BenchProject {

    private static final String PERSON = "ada@example.com";

    private final Workbench workbench;
    private final Path data;

    BenchProject(Workbench workbench, Path data) {
        this.workbench = workbench;
        this.data = data;
    }

    /** The first so many of the generated items; those that are there already stay as they are. */
    void importItems(int count) throws IOException, InterruptedException {
        Path csv = data.resolve("backlog-" + count + ".csv");
        JiraCsv.write(new GeneratedBacklog(count, new Vocabulary()), csv);
        launch("import", csv.toString(), "--format", "jira-csv", "--workspace", "APP", "--create");
    }

    String newKey() throws IOException, InterruptedException {
        launch("user", "add", PERSON);
        return launch("key", "create", "--user", PERSON, "--scopes", "mcp:enabled backlog:read");
    }

    private String launch(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(workbench.launcher().toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("THROUGHLINE_DATA", data.toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("A command failed: " + command);
        }
        return out.strip();
    }
}
