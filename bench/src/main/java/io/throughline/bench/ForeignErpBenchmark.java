package io.throughline.bench;

import io.throughline.access.Principal;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.CallResult;
import io.throughline.mcp.Calls;
import io.throughline.mcp.Content;
import io.throughline.timelog.TimeLogService;
import io.throughline.timelog.Weeks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many requests a fill of 31 days sends to a foreign ERP, which is another Throughline behind a relay that counts. */
final class ForeignErpBenchmark {

    private static final int DAYS = 31;
    /** The known log server reads its projects, the year and the week, and saves, for each day. */
    private static final int KNOWN_SERVER_A_DAY = 4;

    private final Workbench workbench;

    ForeignErpBenchmark(Workbench workbench) {
        this.workbench = workbench;
    }

    void run() throws IOException {
        Path data = Files.createTempDirectory(workbench.directory(), "foreign-");
        Path own = Files.createTempDirectory(workbench.directory(), "own-");
        try (ServerProcess server = ServerProcess.start(
                        List.of(workbench.launcher().toString(), "serve", "--demo", "--port", "0"),
                        Map.of("THROUGHLINE_DATA", data.toString()),
                        data.resolve("serve.log"));
                var relay = new CountingRelay(server.address());
                var features = new Features(
                        Map.of("THROUGHLINE_DATA", own.toString(), "ERP_API_BASE_URL", relay.address() + "/api/v1/"))) {
            Principal caller = features.principal();
            call(features, caller, "authenticate_with_token", Map.of("token", server.key()));
            long project = features.get(TimeLogService.class)
                    .activeProjects(caller)
                    .getFirst()
                    .id();
            // Not the weeks of this month: the sample company has completed most of them.
            LocalDate start = Weeks.mondayOf(LocalDate.now(Clock.system(ZoneOffset.UTC)));
            var table = new MarkdownTable(
                    "Fill of " + DAYS + " days, 5 weeks", "Requests", "Known log server", "ms", "Requests/week");
            for (String what : List.of("first", "other hours, a moment later", "the same again")) {
                relay.takeCount();
                long startedAt = System.nanoTime();
                call(
                        features,
                        caller,
                        "fill_logs_for_days",
                        Map.of(
                                "start_date",
                                start.toString(),
                                "end_date",
                                start.plusDays(DAYS - 1).toString(),
                                "description",
                                "Rollout",
                                "project_id",
                                project,
                                "hours_per_day",
                                what.equals("first") ? 1 : 2));
                double millis = (System.nanoTime() - startedAt) / 1e6;
                int requests = relay.takeCount();
                table.row(
                        what,
                        requests,
                        DAYS * KNOWN_SERVER_A_DAY,
                        String.format(Locale.ROOT, "%.0f", millis),
                        String.format(Locale.ROOT, "%.1f", requests / 5.0));
            }
            workbench.heading("Requests to a foreign ERP");
            workbench.table(table);
        }
    }

    private static void call(Features features, Principal caller, String tool, Map<String, Object> arguments) {
        CallResult result = features.get(Calls.class).callTool(features.tool(tool), arguments, new CallContext(caller));
        if (!(result instanceof CallResult.Done done) || done.failed()) {
            throw new IllegalStateException(tool + ": " + result);
        }
        if (done.content().getFirst() instanceof Content.Text text) {
            Workbench.tell(tool + ": " + text.text().lines().findFirst().orElse(""));
        }
    }
}
