package io.throughline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Resident memory after a thousand calls, with the flags of the launcher. */
final class MemoryBenchmark {

    private static final int CALLS = 1_000;

    private final Workbench workbench;
    private final Path data;

    MemoryBenchmark(Workbench workbench) throws IOException {
        this.workbench = workbench;
        this.data = Files.createTempDirectory(workbench.directory(), "memory-");
    }

    void run() throws IOException {
        workbench.heading("Resident memory after %,d calls of query_backlog".formatted(CALLS));
        var table = new MarkdownTable("Command", "Now MiB (VmRSS)", "Peak MiB (VmHWM)");
        ProcessMemory serve = serve();
        table.row("serve --demo", serve.residentMib(), serve.peakMib());
        ProcessMemory stdio = stdio();
        table.row("stdio --demo", stdio.residentMib(), stdio.peakMib());
        workbench.table(table);
    }

    private ProcessMemory serve() throws IOException {
        List<String> command = List.of(workbench.launcher().toString(), "serve", "--demo", "--port", "0");
        try (ServerProcess server = ServerProcess.start(command, environment(), data.resolve("serve.log"));
                var client = new McpClient(server.address(), server.key())) {
            for (int call = 0; call < CALLS; call++) {
                client.call(client.toolCall("query_backlog", arguments(call)));
            }
            return server.memory();
        }
    }

    private ProcessMemory stdio() throws IOException {
        List<String> command = List.of(workbench.launcher().toString(), "stdio", "--demo");
        try (var process = new StdioProcess(command, environment(), data.resolve("stdio.log"))) {
            process.open();
            for (int call = 0; call < CALLS; call++) {
                process.call(call + 10, "tools/call", """
                        {"name":"query_backlog","arguments":%s}""".formatted(arguments(call)));
            }
            return process.memory();
        }
    }

    private Map<String, String> environment() {
        return Map.of("THROUGHLINE_DATA", data.toString());
    }

    private static String arguments(int call) {
        return switch (call % 3) {
            case 0 -> "{\"limit\":25}";
            case 1 -> "{\"text\":\"driver\",\"mode\":\"full\",\"limit\":50}";
            default -> "{\"countBy\":\"status\"}";
        };
    }
}
