package io.throughline.bench;

import io.throughline.cli.RecordedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the protocol alone takes: {@code tools/list} and a small {@code tools/call} in both eras, beside servers on the official
 * SDKs that list the same tools and answer the same bytes. Rounds alternate, so that what else the machine does hits all.
 */
final class ProtocolBenchmark {

    private static final int[] CLIENTS = {1, 64};
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration ROUND = Duration.ofSeconds(5);
    /** A round in which others took more of the machine is done again. */
    private static final double OTHERS_PERCENT = 20;

    private static final int ATTEMPTS = 2;
    /** As many as the sample company has. */
    private static final int ITEMS = 319;

    private static final String NO_KEY = "";

    private final Workbench workbench;
    private final Path data;
    private final List<AutoCloseable> open = new ArrayList<>();

    ProtocolBenchmark(Workbench workbench) throws IOException {
        this.workbench = workbench;
        this.data = Files.createTempDirectory(workbench.directory(), "protocol-");
    }

    void run() throws Exception {
        try {
            List<ProtocolTarget> targets = startAll();
            for (ProtocolTarget target : targets) {
                for (Operation operation : Operation.values()) {
                    target.measure(operation, 64, WARM_UP);
                }
                Workbench.tell("warmed up: " + target.name());
            }
            for (Operation operation : Operation.values()) {
                for (int clients : CLIENTS) {
                    table(operation, clients, measure(targets, operation, clients));
                }
            }
        } finally {
            for (AutoCloseable each : open.reversed()) {
                each.close();
            }
        }
    }

    private Map<ProtocolTarget, List<ProtocolRound>> measure(
            List<ProtocolTarget> targets, Operation operation, int clients) throws IOException {
        Map<ProtocolTarget, List<ProtocolRound>> rounds = new java.util.LinkedHashMap<>();
        for (int round = 0; round < workbench.rounds(); round++) {
            for (ProtocolTarget target : targets) {
                ProtocolRound measured = target.measure(operation, clients, ROUND);
                for (int attempt = 1; attempt < ATTEMPTS && measured.othersPercent() > OTHERS_PERCENT; attempt++) {
                    Workbench.tell("again, since others took %.0f %%".formatted(measured.othersPercent()));
                    measured = target.measure(operation, clients, ROUND);
                }
                rounds.computeIfAbsent(target, _ -> new ArrayList<>()).add(measured);
                Workbench.tell("%s, %d clients, %s: %.0f/s, p99 %.2f ms"
                        .formatted(operation, clients, target.name(), measured.perSecond(), measured.p99()));
            }
        }
        return rounds;
    }

    private void table(Operation operation, int clients, Map<ProtocolTarget, List<ProtocolRound>> rounds) {
        workbench.heading("%s, %d client%s".formatted(operation, clients, clients == 1 ? "" : "s"));
        var table = new MarkdownTable(
                "Server",
                "Requests/s",
                "p50 ms",
                "p99 ms",
                "Server CPU µs",
                "Allocated KiB",
                "Answer bytes",
                "Clients' CPU %",
                "Others' CPU %");
        rounds.forEach((target, all) -> {
            ProtocolRound median = ProtocolRound.median(all);
            table.row(
                    target.name(),
                    said("%,.0f", median.perSecond()),
                    said("%.2f", median.p50()),
                    said("%.2f", median.p99()),
                    said("%.0f", median.cpuMicros()),
                    Double.isNaN(median.allocatedKib()) ? "–" : said("%.1f", median.allocatedKib()),
                    said("%,.0f", median.answerBytes()),
                    said("%.0f", median.generatorPercent()),
                    said("%.0f", median.othersPercent()));
        });
        workbench.table(table);
    }

    private List<ProtocolTarget> startAll() throws IOException, InterruptedException {
        var project = new BenchProject(workbench, data);
        project.importItems(ITEMS);
        String key = project.newKey();
        ServerProcess withoutKeys = ours("off");
        ServerProcess withKeys = ours("keys");
        var recording = Recording.of(withoutKeys.address(), NO_KEY, Era.LEGACY);
        Path file = data.resolve("recording.json");
        recording.write(file);
        ServerProcess typeScript = TypeScriptPeer.start(workbench, "protocol.mjs", data, List.of(file.toString(), "0"));
        open.add(typeScript);
        ServerProcess javaSdk = peer(JavaSdkServer.class, file, Map.of());
        ServerProcess recorded = peer(RecordedServer.class, file, environment("off", data.resolve("recorded")));
        JvmAllocation withoutKeysAllocation = allocation(withoutKeys);
        JvmAllocation withKeysAllocation = allocation(withKeys);
        JvmAllocation javaSdkAllocation = allocation(javaSdk);
        JvmAllocation recordedAllocation = allocation(recorded);
        return List.of(
                new ProtocolTarget(
                        "Throughline, modern, recorded answer",
                        recorded,
                        NO_KEY,
                        Era.MODERN,
                        recording,
                        recordedAllocation),
                new ProtocolTarget(
                        "Throughline, legacy, recorded answer",
                        recorded,
                        NO_KEY,
                        Era.LEGACY,
                        recording,
                        recordedAllocation),
                new ProtocolTarget(
                        "Throughline, modern", withoutKeys, NO_KEY, Era.MODERN, recording, withoutKeysAllocation),
                new ProtocolTarget(
                        "Throughline, legacy", withoutKeys, NO_KEY, Era.LEGACY, recording, withoutKeysAllocation),
                new ProtocolTarget(
                        "Throughline, modern, key checked", withKeys, key, Era.MODERN, recording, withKeysAllocation),
                new ProtocolTarget("TypeScript SDK, modern", typeScript, NO_KEY, Era.MODERN, recording, null),
                new ProtocolTarget("TypeScript SDK, legacy", typeScript, NO_KEY, Era.LEGACY, recording, null),
                new ProtocolTarget("Java SDK, legacy", javaSdk, NO_KEY, Era.LEGACY, recording, javaSdkAllocation));
    }

    /** Limits of calls are switched off: the peers have none. */
    private static Map<String, String> environment(String access, Path directory) {
        return Map.of(
                "THROUGHLINE_DATA", directory.toString(),
                "THROUGHLINE_ACCESS", access,
                "THROUGHLINE_CALLS_PER_MINUTE", "0",
                "THROUGHLINE_CONCURRENT_CALLS", "0");
    }

    private ServerProcess ours(String access) throws IOException {
        ServerProcess server = ServerProcess.start(
                List.of(workbench.launcher().toString(), "serve", "--port", "0"),
                environment(access, data),
                data.resolve("serve-" + access + ".log"));
        open.add(server);
        return server;
    }

    private ServerProcess peer(Class<?> program, Path recording, Map<String, String> environment) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ServerProcess server = ServerProcess.start(
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-Xmn64m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        recording.toString()),
                environment,
                data.resolve(program.getSimpleName() + ".log"));
        open.add(server);
        return server;
    }

    private JvmAllocation allocation(ServerProcess server) throws IOException {
        var allocation = JvmAllocation.of(server.processId());
        open.add(allocation);
        return allocation;
    }

    private static String said(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
