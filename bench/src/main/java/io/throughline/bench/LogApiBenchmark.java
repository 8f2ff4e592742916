package io.throughline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The project-logs REST API of the sample company under many clients, over HTTP, on the packed program and SQLite. */
final class LogApiBenchmark {

    private static final int CLIENTS = 64;
    /** Of the clients; each has a week of its own. */
    private static final int WRITERS = 5;

    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String WEEK = "project-logs/person/get/%d/";

    private final Workbench workbench;

    LogApiBenchmark(Workbench workbench) {
        this.workbench = workbench;
    }

    void run() throws IOException, InterruptedException, ExecutionException {
        Path data = Files.createTempDirectory(workbench.directory(), "log-api-");
        try (ServerProcess server = ServerProcess.start(
                List.of(workbench.launcher().toString(), "serve", "--demo", "--port", "0"),
                Map.of("THROUGHLINE_DATA", data.toString()),
                data.resolve("serve.log"))) {
            List<Long> weeks = weeks(server);
            var table = new MarkdownTable("Clients", "Round", "Requests/s", "p50 ms", "p95 ms", "p99 ms");
            load(server, weeks, 0); // warms up
            for (int round = 1; round <= workbench.rounds(); round++) {
                row(table, "64 reading weeks", round, load(server, weeks, 0));
            }
            for (int round = 1; round <= workbench.rounds(); round++) {
                row(table, "59 reading, 5 saving weeks", round, load(server, weeks, WRITERS));
            }
            workbench.heading("REST API of the time logs, %d clients, SQLite".formatted(CLIENTS));
            workbench.table(table);
        }
    }

    private static List<Long> weeks(ServerProcess server) throws IOException {
        try (var client = new LogApiClient(server.address(), server.key())) {
            List<Long> weeks = new ArrayList<>();
            int year = LocalDate.now(java.time.Clock.system(ZoneOffset.UTC)).getYear();
            for (JsonNode week : JSON.readTree(client.get("project-logs/person/list/?year=" + year))) {
                long id = week.path("id").asLong();
                client.send(
                        "PATCH",
                        "project-logs/person/person-week-log/complete/%d/".formatted(id),
                        "{\"save_draft\":true}");
                weeks.add(id);
            }
            return weeks;
        }
    }

    private static void row(MarkdownTable table, String clients, int round, Latencies latencies) {
        table.row(
                clients,
                round,
                String.format(Locale.ROOT, "%.0f", latencies.size() / (double) ROUND.toSeconds()),
                latencies.said(50),
                latencies.said(95),
                latencies.said(99));
    }

    private static Latencies load(ServerProcess server, List<Long> weeks, int writers)
            throws InterruptedException, ExecutionException {
        long endsAt = System.nanoTime() + ROUND.toNanos();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Latencies>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                long week = weeks.get(client % weeks.size());
                boolean writes = client < writers;
                running.add(executor.submit(() -> writes ? save(server, week, endsAt) : read(server, week, endsAt)));
            }
            var all = new Latencies();
            for (Future<Latencies> each : running) {
                all.addAll(each.get());
            }
            return all;
        }
    }

    private static Latencies read(ServerProcess server, long week, long endsAt) throws IOException {
        var latencies = new Latencies();
        try (var client = new LogApiClient(server.address(), server.key())) {
            while (System.nanoTime() < endsAt) {
                long startedAt = System.nanoTime();
                client.get(WEEK.formatted(week));
                latencies.add(System.nanoTime() - startedAt);
            }
        }
        return latencies;
    }

    /** Changes the first entry of the week to and fro, each time from the document that the last save answered with. */
    private static Latencies save(ServerProcess server, long week, long endsAt) throws IOException {
        var latencies = new Latencies();
        try (var client = new LogApiClient(server.address(), server.key())) {
            JsonNode document = JSON.readTree(client.get(WEEK.formatted(week)));
            while (System.nanoTime() < endsAt) {
                JsonNode day = firstDay(document);
                if (!(day instanceof ObjectNode entry)) {
                    throw new IOException("Week " + week + " has no entry to change.");
                }
                entry.put("hours", entry.path("hours").asInt() == 1 ? 0 : 1).put("minutes", 30);
                entry.remove("decimal_hours");
                long startedAt = System.nanoTime();
                String saved = client.send(
                        "PATCH",
                        "project-logs/person/person-week-log/save/%d/".formatted(week),
                        JSON.writeValueAsString(document));
                latencies.add(System.nanoTime() - startedAt);
                document = JSON.readTree(saved);
            }
        }
        return latencies;
    }

    private static JsonNode firstDay(JsonNode document) {
        for (JsonNode project : document.path("projects")) {
            for (JsonNode task : project.path("tasks")) {
                if (!task.path("days").isEmpty()) {
                    return task.path("days").get(0);
                }
            }
        }
        return JSON.missingNode();
    }
}
