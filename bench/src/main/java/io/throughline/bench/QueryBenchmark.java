package io.throughline.bench;

import io.throughline.access.Principal;
import io.throughline.backlog.BacklogAnswer;
import io.throughline.backlog.BacklogService;
import io.throughline.backlog.QueryBacklogArguments;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** How long {@code query_backlog} takes inside the server, without a wire. */
final class QueryBenchmark {

    private static final int WARM_UP = 300;
    private static final int CALLS = 1_000;
    private static final int PAGE = 1_000;
    private static final int DEEP_FILTERS = 5;

    private final BacklogService service;
    private final Principal principal;
    private final Vocabulary vocabulary;
    private final SplittableRandom random = new SplittableRandom(5);

    QueryBenchmark(Features features, Vocabulary vocabulary) {
        this.service = features.get(BacklogService.class);
        this.principal = features.principal();
        this.vocabulary = vocabulary;
    }

    /** Prints the table for all databases. */
    static void run(Workbench workbench) throws IOException, UnreadableBacklogException {
        workbench.heading("query_backlog on %,d items, 25 to a page, inside the server".formatted(workbench.items()));
        var table = new MarkdownTable("Database", "Call", "Matches", "Calls", "p50 ms", "p95 ms", "p99 ms");
        for (BenchDatabase.Kind kind : workbench.databases()) {
            try (BenchDatabase database = BenchDatabase.open(kind, workbench.directory());
                    var features = new Features(database)) {
                workbench.importInto(features);
                Workbench.tell(kind + ": imported, now asking");
                new QueryBenchmark(features, new Vocabulary()).run(kind.toString(), table);
            }
        }
        workbench.table(table);
    }

    private void run(String database, MarkdownTable table) {
        measured(table, database, "first page, three filters, no text", true, () -> filter(null));
        measured(table, database, "first page, three filters, common word", true, () -> filter(word(1, 20)));
        measured(table, database, "first page, three filters, any word", true, () -> filter(word(1, 1_500)));
        measured(
                table,
                database,
                "first page, three filters, two words",
                true,
                () -> filter(word(1, 60) + " " + word(1, 300)));
        measured(
                table,
                database,
                "first page, three filters, rare word",
                true,
                () -> filter(word(3_000, vocabulary.size())));
        measured(table, database, "first page, text alone", true, () -> new Query(text(word(1, 1_500)), null));
        deepPages(table, database, false);
        deepPages(table, database, true);
        measured(table, database, "counts by status, three filters, any word", false, () -> countBy("status"));
        measured(table, database, "counts by assignee, three filters, any word", false, () -> countBy("assignee"));
    }

    /** A query with the cursor it goes on from. */
    private record Query(
            QueryBacklogArguments arguments, @Nullable String cursor) {}

    /** Makes the next query to ask. */
    @FunctionalInterface
    private interface Queries {
        Query next();
    }

    private void measured(MarkdownTable table, String database, String what, boolean total, Queries queries) {
        for (int call = 0; call < WARM_UP; call++) {
            ask(queries.next());
        }
        var first = new Latencies();
        var again = new Latencies();
        long matches = 0;
        for (int call = 0; call < CALLS; call++) {
            Query query = queries.next();
            long startedAt = System.nanoTime();
            matches += ask(query).total();
            first.add(System.nanoTime() - startedAt);
            startedAt = System.nanoTime();
            ask(query);
            again.add(System.nanoTime() - startedAt);
        }
        if (total) {
            row(table, database, what, matches / CALLS, again);
            row(table, database, what + ", total not known yet", matches / CALLS, first);
        } else {
            row(table, database, what, matches / CALLS, first);
        }
    }

    private static void row(MarkdownTable table, String database, String what, long matches, Latencies latencies) {
        table.row(
                database, what, matches, latencies.size(), latencies.said(50), latencies.said(95), latencies.said(99));
    }

    /** The page after {@value #PAGE} others, for several filters that each have as many. */
    private void deepPages(MarkdownTable table, String database, boolean text) {
        List<Query> queries = new ArrayList<>();
        long matches = 0;
        for (int filter = 1; filter <= DEEP_FILTERS; filter++) {
            QueryBacklogArguments arguments = deepFilter(text ? vocabulary.ofRank(filter) : null, filter);
            String cursor = cursorOfPage(arguments, PAGE);
            queries.add(new Query(arguments, cursor));
            matches += ask(queries.getLast()).total();
        }
        String what = "page 1,000, three filters, " + (text ? "common word" : "no text");
        for (int call = 0; call < WARM_UP; call++) {
            ask(queries.get(call % queries.size()));
        }
        var latencies = new Latencies();
        for (int call = 0; call < CALLS; call++) {
            Query query = queries.get(call % queries.size());
            long startedAt = System.nanoTime();
            ask(query);
            latencies.add(System.nanoTime() - startedAt);
        }
        row(table, database, what, matches / DEEP_FILTERS, latencies);
    }

    /** Goes to the page with pages of 200, the longest there are. */
    private String cursorOfPage(QueryBacklogArguments arguments, int page) {
        String cursor = null;
        for (int left = (page - 1) * 25; left > 0; left -= 200) {
            BacklogAnswer answer = service.query(principal, with(arguments, cursor, Math.min(left, 200)));
            cursor =
                    Objects.requireNonNull(answer.nextCursor(), "Only " + answer.total() + " items match " + arguments);
        }
        return Objects.requireNonNull(cursor);
    }

    private BacklogAnswer ask(Query query) {
        return service.query(principal, with(query.arguments(), query.cursor(), null));
    }

    private String word(int fromRank, int toRank) {
        return vocabulary.ofRank(fromRank + random.nextInt(toRank - fromRank));
    }

    private Query filter(@Nullable String text) {
        return new Query(filtered(text, null), null);
    }

    private Query countBy(String by) {
        return new Query(filtered(word(1, 1_500), by), null);
    }

    private QueryBacklogArguments filtered(@Nullable String text, @Nullable String countBy) {
        List<String> types = random.nextBoolean() ? List.of("story", "bug") : List.of("story", "task", "spike");
        List<String> statuses =
                random.nextBoolean() ? List.of("todo", "in_progress") : List.of("To Do", "In Review", "Done");
        return arguments("full", types, statuses, teams(2 + random.nextInt(6)), text, countBy);
    }

    private static QueryBacklogArguments deepFilter(@Nullable String text, int number) {
        return arguments(
                "full",
                List.of("story", "bug", "task"),
                List.of("To Do", "In Progress", "Done"),
                allTeamsBut(number),
                text,
                null);
    }

    private List<String> teams(int count) {
        List<String> teams = new ArrayList<>();
        for (int left = count; left > 0; left--) {
            teams.add(GeneratedBacklog.team(random.nextInt(GeneratedBacklog.TEAMS)));
        }
        return teams;
    }

    private static List<String> allTeamsBut(int number) {
        List<String> teams = new ArrayList<>();
        for (int team = 0; team < GeneratedBacklog.TEAMS; team++) {
            if (team != number) {
                teams.add(GeneratedBacklog.team(team));
            }
        }
        return teams;
    }

    private static QueryBacklogArguments text(String text) {
        return arguments("full", null, null, null, text, null);
    }

    private static QueryBacklogArguments arguments(
            String mode,
            @Nullable List<String> types,
            @Nullable List<String> statuses,
            @Nullable List<String> teams,
            @Nullable String text,
            @Nullable String countBy) {
        return new QueryBacklogArguments(
                null, mode, types, statuses, teams, null, null, null, null, text, null, null, null, null, null, null,
                null, null, countBy, null);
    }

    private static QueryBacklogArguments with(
            QueryBacklogArguments base, @Nullable String cursor, @Nullable Integer limit) {
        return new QueryBacklogArguments(
                base.workspaceId(),
                base.mode(),
                base.types(),
                base.statuses(),
                base.teams(),
                base.assignees(),
                base.labels(),
                base.themes(),
                base.parent(),
                base.text(),
                base.ids(),
                base.updatedSince(),
                base.blocked(),
                base.unestimated(),
                base.sort(),
                limit,
                cursor,
                base.columns(),
                base.countBy(),
                base.responseFormat());
    }
}
