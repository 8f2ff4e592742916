package io.throughline.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.backlog.imports.Draft;
import io.throughline.backlog.imports.ImportedSprint;
import io.throughline.backlog.imports.MemoryFile;
import io.throughline.demo.DemoService;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is asked, both databases answer alike: nobody should notice which one is below. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameAnswersTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SORTS =
            List.of("rank", "-rank", "updated", "-updated", "created", "-created", "due", "-due", "size", "-size");

    private final TestServer sqlite = TestServer.on(TestDatabase.SQLITE);
    private final TestServer postgresql = TestServer.on(TestDatabase.POSTGRESQL);

    @AfterAll
    void close() {
        sqlite.close();
        postgresql.close();
    }

    @Test
    void theSampleCompanyIsTheSame() {
        Principal onSqlite = sqlite.get(DemoService.class).localPerson();
        Principal onPostgresql = postgresql.get(DemoService.class).localPerson();
        Both both = new Both(new Query(sqlite, onSqlite), new Query(postgresql, onPostgresql));
        List<String> workspaces = sqlite.get(WorkspaceService.class).workspaces(onSqlite).stream()
                .map(Workspace::key)
                .toList();

        assertThat(workspaces).hasSize(2);
        for (String workspace : workspaces) {
            for (String sort : SORTS) {
                both.walk(Map.of(
                        "workspaceId",
                        workspace,
                        "mode",
                        "full",
                        "sort",
                        sort,
                        "limit",
                        29,
                        "responseFormat",
                        "detailed"));
            }
            for (String by : List.of("status", "type", "team", "theme", "assignee")) {
                both.ask(Map.of("workspaceId", workspace, "countBy", by, "mode", "full"));
                both.ask(Map.of("workspaceId", workspace, "countBy", by, "text", "a"));
            }
            for (String text : List.of("payment", "in", "the app", "\"as a\"", "e -the", "invoice retry", "2")) {
                both.walk(Map.of("workspaceId", workspace, "mode", "full", "text", text));
            }
            both.ask(Map.of(
                    "workspaceId", workspace, "blocked", true, "columns", List.of("scheduling", "blockedReason")));
            both.ask(Map.of("workspaceId", workspace, "unestimated", true, "sort", "due"));
            assertThat(summary(sqlite, onSqlite, workspace)).isEqualTo(summary(postgresql, onPostgresql, workspace));
        }
    }

    private static JsonNode summary(TestServer server, Principal principal, String workspace) {
        return plain(JSON.valueToTree(server.get(BacklogService.class).summary(principal, workspace)));
    }

    @Test
    void randomItemsAreTheSame() {
        var random = new SplittableRandom(20_261_121);
        List<Draft> drafts = IntStream.range(0, 600)
                .mapToObj(number -> draft(number, random))
                .toList();
        MemoryFile file = MemoryFile.of(drafts.toArray(Draft[]::new));
        TestServer.Company onSqlite = sqlite.company("random");
        TestServer.Company onPostgresql = postgresql.company("random");
        assertThat(file.into(sqlite, onSqlite)).isEqualTo(file.into(postgresql, onPostgresql));
        Both both = new Both(new Query(sqlite, onSqlite.principal()), new Query(postgresql, onPostgresql.principal()));

        for (String sort : SORTS) {
            both.walk(Map.of("mode", "full", "sort", sort, "limit", 37, "responseFormat", "detailed"));
        }
        for (int round = 0; round < 400; round++) {
            Map<String, Object> arguments = query(random);
            if (arguments.containsKey("countBy")) {
                both.ask(arguments);
            } else {
                both.walk(arguments);
            }
        }
        assertThat(summary(sqlite, onSqlite.principal(), "APP"))
                .isEqualTo(summary(postgresql, onPostgresql.principal(), "APP"));
    }

    private static Draft draft(int number, SplittableRandom random) {
        Draft draft = Draft.of("R-" + number)
                .title(words(random, 1 + random.nextInt(8)))
                .description(random.nextBoolean() ? null : words(random, random.nextInt(30)))
                .type(List.of(ItemType.values()).get(random.nextInt(ItemType.values().length)))
                .rank(random.nextInt(4) == 0 ? null : one(random, "a", "B", "ä", "0|i0000", "~", "é", "Z", "😀", "ﬀ"))
                .points(random.nextInt(3) == 0 ? null : random.nextInt(5) / 3.0)
                .assignee(random.nextBoolean() ? null : one(random, "Ada", "ada b", "Ömer", "Zoë", "张伟"), null)
                .team(random.nextBoolean() ? null : one(random, "web", "Web 2", "Änderung", "data"))
                .parent(random.nextInt(3) == 0 ? "R-" + random.nextInt(600) : null)
                .updated(
                        random.nextInt(4) == 0
                                ? null
                                : Instant.ofEpochSecond(1_790_000_000L + random.nextInt(9))
                                        .toString())
                .created(
                        random.nextInt(4) == 0
                                ? null
                                : Instant.ofEpochSecond(1_780_000_000L + random.nextInt(9))
                                        .toString())
                .due(random.nextInt(3) == 0 ? null : LocalDate.of(2026, 12, 1).plusDays(random.nextInt(9)));
        StatusCategory category = List.of(StatusCategory.values()).get(random.nextInt(4));
        draft.status(one(random, "Open", "öffen", "zu", "Zu", "In Review"), category);
        if (random.nextInt(3) == 0) {
            draft.labels(one(random, "x", "X", "é", "e"));
        }
        if (random.nextInt(3) == 0) {
            draft.themes(one(random, "Growth", "growth", "Ärger"), one(random, "Trust", "trust"));
        }
        if (random.nextInt(4) == 0) {
            draft.waitsFor("R-" + random.nextInt(600));
        }
        if (random.nextInt(9) == 0) {
            draft.blocked("because");
        }
        if (random.nextInt(5) == 0) {
            draft.sprints(new ImportedSprint("Sprint " + random.nextInt(4), SprintState.CLOSED, null, null));
        }
        return draft;
    }

    /** Words as trackers hold them: names, numbers, hashes, versions, several scripts, and some that are hardly words. */
    private static String words(SplittableRandom random, int count) {
        List<String> words = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            words.add(word(random));
        }
        return String.join(one(random, " ", "-", ", ", "/", "_", ". ", "@", ":"), words);
    }

    private static String word(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> one(random, "login", "Login", "LOG", "page", "café", "cafe", "naïve", "the", "a");
            case 1 -> one(random, "отчёт", "Ёлка", "страница", "ключ");
            case 2 -> one(random, "登录", "页面", "ログイン", "カート", "한국어", "ไทย", "हिन्दी", "مرحبا", "שלום");
            case 3 -> hex(random);
            case 4 ->
                one(random, "1e5", "1e5a", "0x1F", "12ab", "007", "3.14", "1,000", "v2.0.1", "-5", "+3", "1e", "e5");
            case 5 ->
                one(random, "https://a.example/b?c=d", "x@y.example", "/usr/local/bin", "a&b", "<b>", "&amp;", "C++");
            case 6 -> one(random, "ﬁne", "①②", "ⅷ", "½", "x²", "ß", "İ", "ǅ", "٣٤", "𝔘𝔫𝔦", "ﾊﾝ", "ª", "ʰ", "µ");
            default -> unicode(random);
        };
    }

    private static String hex(SplittableRandom random) {
        var text = new StringBuilder();
        for (int at = 0; at < 1 + random.nextInt(9); at++) {
            text.append("0123456789abcdef".charAt(random.nextInt(16)));
        }
        return text.toString();
    }

    private static String unicode(SplittableRandom random) {
        var text = new StringBuilder();
        for (int at = 0; at < 1 + random.nextInt(4); at++) {
            int character = random.nextInt(0x20, random.nextBoolean() ? 0x3000 : 0x20000);
            text.appendCodePoint(Character.getType(character) == Character.SURROGATE ? 'x' : character);
        }
        return text.toString();
    }

    private static String one(SplittableRandom random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static Map<String, Object> query(SplittableRandom random) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("limit", 1 + random.nextInt(200));
        arguments.put("sort", SORTS.get(random.nextInt(SORTS.size())));
        if (random.nextBoolean()) {
            arguments.put("mode", "full");
        }
        if (random.nextInt(4) > 0) {
            arguments.put("text", text(random));
        }
        if (random.nextInt(4) == 0) {
            arguments.put("types", List.of("bug", "story", "epic"));
        }
        if (random.nextInt(5) == 0) {
            arguments.put("statuses", List.of(one(random, "zu", "done", "in_progress", "Open")));
        }
        if (random.nextInt(5) == 0) {
            arguments.put("assignees", List.of(one(random, "none", "zoë", "张伟", "ADA"), "Ömer"));
        }
        if (random.nextInt(6) == 0) {
            arguments.put("labels", List.of(one(random, "x", "é", "e")));
        }
        if (random.nextInt(6) == 0) {
            arguments.put("blocked", random.nextBoolean());
        }
        if (random.nextInt(6) == 0) {
            arguments.put("unestimated", random.nextBoolean());
        }
        if (random.nextInt(6) == 0) {
            arguments.put("parent", "R-" + random.nextInt(600));
        }
        if (random.nextInt(6) == 0) {
            arguments.put("countBy", one(random, "status", "type", "team", "theme", "assignee"));
        }
        return arguments;
    }

    private static String text(SplittableRandom random) {
        String word = word(random);
        int end = word.offsetByCodePoints(0, 1 + random.nextInt(word.codePointCount(0, word.length())));
        return switch (random.nextInt(5)) {
            case 0 -> word;
            case 1 -> word.substring(0, end);
            case 2 -> "\"" + word(random) + " " + word(random) + "\"";
            case 3 -> word.substring(0, end) + " -" + word(random);
            default -> word.substring(0, end) + " " + word(random);
        };
    }

    /** The same question to both. */
    private record Both(Query sqlite, Query postgresql) {

        void ask(Map<String, Object> arguments) {
            assertThat(answer(postgresql, arguments))
                    .as("on PostgreSQL: " + arguments)
                    .isEqualTo(answer(sqlite, arguments));
        }

        void walk(Map<String, Object> arguments) {
            ask(arguments);
            assertThat(keys(postgresql, arguments))
                    .as("on PostgreSQL: " + arguments)
                    .isEqualTo(keys(sqlite, arguments));
        }

        private static List<String> keys(Query query, Map<String, Object> arguments) {
            try {
                return query.walk(arguments);
            } catch (CallerMistakeException e) {
                return List.of("refused: " + e.getMessage());
            }
        }

        private static @Nullable Object answer(Query query, Map<String, Object> arguments) {
            try {
                return plain(JSON.valueToTree(query.ask(arguments)));
            } catch (CallerMistakeException e) {
                return e.getMessage();
            }
        }
    }

    /** Without the ids, which each database gives out as it likes. */
    private static JsonNode plain(JsonNode answer) {
        if (answer instanceof ObjectNode object) {
            object.remove(List.of("id", "workspaceId", "nextCursor"));
        }
        answer.forEach(SameAnswersTest::plain);
        return answer;
    }
}
