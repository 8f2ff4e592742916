package io.throughline.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * {@code tools/call query_backlog} over HTTP beside a minimal server on the official TypeScript SDK that answers the same from
 * the same SQLite file. Rounds alternate, so that what else the machine does hits both.
 */
final class HttpBenchmark {

    private static final int CLIENTS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final String ARGUMENTS = "{\"limit\":25}";
    /** The cursors hold a fingerprint that the peer leaves empty. */
    private static final Pattern CURSOR = Pattern.compile("(cursor |\"nextCursor\":\")[A-Za-z0-9_-]+");

    private static final Pattern ITEMS = Pattern.compile("\"items\":\\[.*?]");

    private final Workbench workbench;

    HttpBenchmark(Workbench workbench) {
        this.workbench = workbench;
    }

    void run() throws IOException, InterruptedException, ExecutionException {
        Path data = Files.createTempDirectory(workbench.directory(), "http-");
        List<LoadRound> ours = new ArrayList<>();
        List<LoadRound> theirs = new ArrayList<>();
        try (ServerProcess server = startOurs(data);
                ServerProcess other = startPeer(data)) {
            URI us = server.address();
            requireSameAnswer(server, other);
            Workbench.tell("both answer the same, warming up");
            LoadRound.run(us, server.key(), CLIENTS, WARM_UP, ARGUMENTS);
            LoadRound.run(other.address(), "none", CLIENTS, WARM_UP, ARGUMENTS);
            for (int round = 0; round < workbench.rounds(); round++) {
                ours.add(LoadRound.run(us, server.key(), CLIENTS, ROUND, ARGUMENTS));
                theirs.add(LoadRound.run(other.address(), "none", CLIENTS, ROUND, ARGUMENTS));
                Workbench.tell("%.0f/s beside %.0f/s"
                        .formatted(ours.getLast().perSecond(), theirs.getLast().perSecond()));
            }
        }
        workbench.heading(
                "tools/call query_backlog over HTTP, %d clients, 25 items, same SQLite file".formatted(CLIENTS));
        var table = new MarkdownTable("Server", "Rounds", "Calls", "Median calls/s", "Median p50 ms", "Median p99 ms");
        row(table, "Throughline, as shipped (keys, log)", ours);
        row(table, "TypeScript SDK, minimal server", theirs);
        workbench.table(table);
        workbench
                .out()
                .printf(
                        Locale.ROOT,
                        "Throughline serves %.2f times as many calls; its p99 is %.2f times the other's.%n",
                        median(ours, LoadRound::perSecond) / median(theirs, LoadRound::perSecond),
                        median(ours, round -> round.latencies().percentileMillis(99))
                                / median(theirs, round -> round.latencies().percentileMillis(99)));
    }

    private ServerProcess startOurs(Path data) throws IOException {
        List<String> command = List.of(workbench.launcher().toString(), "serve", "--demo", "--port", "0");
        return ServerProcess.start(command, Map.of("THROUGHLINE_DATA", data.toString()), data.resolve("serve.log"));
    }

    private ServerProcess startPeer(Path data) throws IOException, InterruptedException {
        return TypeScriptPeer.start(
                workbench,
                "server.mjs",
                data,
                List.of(data.resolve("throughline.db").toString(), "APP", "0"));
    }

    private static void requireSameAnswer(ServerProcess server, ServerProcess other) throws IOException {
        String ours = answer(server, server.key());
        String theirs = answer(other, "none");
        if (!items(ours).equals(items(theirs)) || Math.abs(ours.length() - theirs.length()) > 100) {
            throw new IOException("The servers answer differently:\n" + ours + "\n" + theirs);
        }
    }

    private static String answer(ServerProcess server, String key) throws IOException {
        try (var client = new McpClient(server.address(), key)) {
            HttpConnection.Response response = client.call(client.toolCall("query_backlog", ARGUMENTS));
            return CURSOR.matcher(response.text()).replaceAll("$1");
        }
    }

    private static String items(String answer) {
        var matcher = ITEMS.matcher(answer);
        if (!matcher.find()) {
            throw new IllegalStateException("The answer has no items: " + answer);
        }
        return matcher.group().replace(".0,", ","); // JavaScript writes 3 for 3.0
    }

    private static void row(MarkdownTable table, String server, List<LoadRound> rounds) {
        table.row(
                server,
                rounds.size(),
                rounds.stream().mapToInt(round -> round.latencies().size()).sum(),
                said("%.0f", median(rounds, LoadRound::perSecond)),
                said("%.1f", median(rounds, round -> round.latencies().percentileMillis(50))),
                said("%.1f", median(rounds, round -> round.latencies().percentileMillis(99))));
    }

    private static String said(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static double median(List<LoadRound> rounds, ToDoubleFunction<LoadRound> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
