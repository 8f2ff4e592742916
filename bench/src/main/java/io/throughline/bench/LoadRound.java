package io.throughline.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients that call one server for a while, each as soon as its last answer is there.
 *
 * @param seconds from the first call to the last answer
 */
record LoadRound(Latencies latencies, double seconds) {

    static LoadRound run(URI server, String key, int clients, Duration time, String arguments)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            long startedAt = System.nanoTime();
            long endsAt = startedAt + time.toNanos();
            List<Future<Latencies>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                running.add(executor.submit(() -> callUntil(endsAt, server, key, arguments)));
            }
            var all = new Latencies();
            for (Future<Latencies> each : running) {
                all.addAll(each.get());
            }
            return new LoadRound(all, (System.nanoTime() - startedAt) / 1e9);
        }
    }

    private static Latencies callUntil(long endsAt, URI server, String key, String arguments) throws IOException {
        var latencies = new Latencies();
        try (var client = new McpClient(server, key)) {
            byte[] call = client.toolCall("query_backlog", arguments);
            while (System.nanoTime() < endsAt) {
                long startedAt = System.nanoTime();
                client.call(call);
                latencies.add(System.nanoTime() - startedAt);
            }
        }
        return latencies;
    }

    double perSecond() {
        return latencies.size() / seconds;
    }
}
