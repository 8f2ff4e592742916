package io.throughline.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.backlog.imports.Draft;
import io.throughline.backlog.imports.ImportedSprint;
import io.throughline.backlog.imports.MemoryFile;
import io.throughline.database.PublicId;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.WorkspaceService;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueryBacklogSpec {

    private static final StatusCategory DONE = StatusCategory.DONE;

    private final TestServer server;
    private final TestServer.Company company;
    private final Query query;

    QueryBacklogSpec(TestDatabase database) {
        server = TestServer.on(database);
        company = server.company("acme");
        MemoryFile.of(
                        Draft.of("APP-1")
                                .type(ItemType.EPIC)
                                .rank("a")
                                .title("Sign-in without passwords")
                                .themes("Security")
                                .created("2026-01-05T09:00:00Z")
                                .updated("2026-11-01T09:00:00Z"),
                        Draft.of("APP-2")
                                .parent("APP-1")
                                .rank("b")
                                .title("Login page keeps the café's address")
                                .description("The address in Zürich is \"lost\" on reload; see RFC 6749.")
                                .points(3.0)
                                .team("Web")
                                .assignee("Ada Owner", "owner@acme.example")
                                .labels("ui", "bug-hunt")
                                .updated("2026-11-10T09:00:00Z")
                                .due(LocalDate.of(2026, 12, 1)),
                        Draft.of("APP-3")
                                .parent("APP-1")
                                .rank("c")
                                .type(ItemType.BUG)
                                .title("登录页面 crashes on Übergröße")
                                .status("In Progress", StatusCategory.IN_PROGRESS)
                                .points(5.0)
                                .team("Web")
                                .assignee("Grace", null)
                                .labels("UI")
                                .waitsFor("APP-2")
                                .updated("2026-11-20T23:30:00Z"),
                        Draft.of("APP-4")
                                .rank("d")
                                .type(ItemType.BUG)
                                .title("Отчёт показывает вчерашние данные")
                                .status("Done", DONE)
                                .points(8.0)
                                .team("Data")
                                .themes("Reporting", "Security")
                                .updated("2026-10-01T00:00:00Z")
                                .due(LocalDate.of(2026, 10, 1)),
                        Draft.of("APP-5")
                                .rank("e")
                                .type(ItemType.TASK)
                                .title("Rotate the keys; drop table item --")
                                .points(3.0)
                                .team("Data")
                                .blocked("waits for the vendor")
                                .waitsFor("APP-4")
                                .sprints(new ImportedSprint("Sprint 7", SprintState.ACTIVE, null, null)),
                        Draft.of("APP-6")
                                .rank("f")
                                .title("Cancelled idea about logins")
                                .status("Won't do", StatusCategory.CANCELLED))
                .into(server, company);
        query = new Query(server, company.principal());
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void withoutArgumentsTheOpenItemsComeInBacklogOrder() {
        BacklogAnswer answer = query.ask(Map.of());

        assertThat(answer.workspace()).isEqualTo("APP");
        assertThat(answer.workspaceId()).isEqualTo(company.workspace().publicId());
        assertThat(answer.asOf()).isEqualTo("2026-11-21");
        assertThat(answer.total()).isEqualTo(4);
        assertThat(answer.returned()).isEqualTo(4);
        assertThat(answer.nextCursor()).isNull();
        assertThat(query.keys()).containsExactly("APP-1", "APP-2", "APP-3", "APP-5");
    }

    @Test
    void modeFullTakesTheClosedOnesIn() {
        assertThat(query.keys("mode", "full")).hasSize(6);
        assertThat(query.keys("mode", "ACTIVE")).hasSize(4);
        refused(
                Map.of("mode", "all"),
                "mode is 'all', but must be active (neither done nor cancelled) or full (all items).");
    }

    @Test
    void whoNamesStatusesOrItemsGetsClosedOnesToo() {
        assertThat(query.keys("statuses", List.of("done"))).containsExactly("APP-4");
        assertThat(query.keys("ids", List.of("APP-6", "APP-1"))).containsExactly("APP-1", "APP-6");
        assertThat(query.keys("statuses", List.of("done"), "mode", "active")).isEmpty();
    }

    @Test
    void anEmptyListAsksForNothing() {
        for (String name : List.of("types", "statuses", "teams", "assignees", "labels", "themes", "ids", "columns")) {
            assertThat(query.keys(name, List.of())).as(name).containsExactly("APP-1", "APP-2", "APP-3", "APP-5");
            assertThat(query.keys(name, List.of(" "))).as(name).containsExactly("APP-1", "APP-2", "APP-3", "APP-5");
            assertThat(query.keys(name, Arrays.asList((Object) null)))
                    .as(name)
                    .containsExactly("APP-1", "APP-2", "APP-3", "APP-5");
        }
        for (String name : List.of("workspaceId", "mode", "parent", "text", "updatedSince", "sort", "cursor")) {
            assertThat(query.keys(name, " ")).as(name).containsExactly("APP-1", "APP-2", "APP-3", "APP-5");
        }
    }

    @Test
    void typesAreAnyOfThoseNamed() {
        assertThat(query.keys("types", List.of("Bug", "epic"))).containsExactly("APP-1", "APP-3");
        refused(
                Map.of("types", List.of("bugg")),
                "types has 'bugg', but the types are: bug, epic, task, other, spike, story, feature, subtask and 1"
                        + " more.");
    }

    @Test
    void statusesAreNamesOrCategories() {
        assertThat(query.keys("statuses", List.of("in progress"))).containsExactly("APP-3");
        assertThat(query.keys("statuses", List.of("in_progress", "cancelled"))).containsExactly("APP-3", "APP-6");
        refused(
                Map.of("statuses", List.of("Doing")),
                "statuses has 'Doing', which does not occur in workspace APP; the statuses are: Done, done, To Do, todo,"
                        + " Won't do, cancelled, In Progress, in_progress.");
    }

    @Test
    void teamsAreNamesOrIds() {
        long web = server.get(WorkspaceService.class).teams(company.workspace()).stream()
                .filter(team -> team.name().equals("Web"))
                .findFirst()
                .orElseThrow()
                .id();

        assertThat(query.keys("teams", List.of("web"))).containsExactly("APP-2", "APP-3");
        assertThat(query.keys("teams", List.of(PublicId.TEAM.of(web), "Data")))
                .containsExactly("APP-2", "APP-3", "APP-5");
        refused(
                Map.of("teams", List.of("Mobile")),
                "teams has 'Mobile', which does not occur in workspace APP; the teams are: Web, Data.");
    }

    @Test
    void assigneesAreNamesAddressesMeOrNone() {
        assertThat(query.keys("assignees", List.of("grace"))).containsExactly("APP-3");
        assertThat(query.keys("assignees", List.of("OWNER@acme.example"))).containsExactly("APP-2");
        assertThat(query.keys("assignees", List.of("me"))).containsExactly("APP-2");
        assertThat(query.keys("assignees", List.of("none"))).containsExactly("APP-1", "APP-5");
        assertThat(query.keys("assignees", List.of("None", "Grace"))).containsExactly("APP-1", "APP-3", "APP-5");
        refused(
                Map.of("assignees", List.of("Linus")),
                "assignees has 'Linus', which does not occur in workspace APP; the members are: Grace, Ada Owner.");
    }

    @Test
    void labelsAndThemesIgnoreCase() {
        assertThat(query.keys("labels", List.of("ui"))).containsExactly("APP-2", "APP-3");
        assertThat(query.keys("themes", List.of("security"), "mode", "full")).containsExactly("APP-1", "APP-4");
        refused(
                Map.of("labels", List.of("uix")),
                "labels has 'uix', which does not occur in workspace APP; the labels are: UI, ui, bug-hunt.");
        refused(
                Map.of("themes", List.of("ui")),
                "themes has 'ui', which does not occur in workspace APP; the themes are: Security, Reporting.");
    }

    @Test
    void parentMeansDirectChildren() {
        String id = Objects.requireNonNull(
                        query.ask(Map.of("ids", List.of("APP-1"))).items())
                .getFirst()
                .id();

        assertThat(query.keys("parent", "APP-1")).containsExactly("APP-2", "APP-3");
        assertThat(query.keys("parent", id)).containsExactly("APP-2", "APP-3");
        refused(
                Map.of("parent", "APP-77"),
                "parent has 'APP-77', but workspace APP has no such item. Similar keys: APP-1, APP-2, APP-3, APP-4,"
                        + " APP-5, APP-6.");
    }

    @Test
    void idsThatDoNotExistAreNamedWithNearOnes() {
        refused(
                Map.of("ids", List.of("APP-1", "WEB-1")),
                "ids has 'WEB-1', but workspace APP has no such item. Similar keys: none.");
        refused(
                Map.of("ids", List.of("i999999999999999999")),
                "ids has 'i999999999999999999', but workspace APP has no such item. Similar keys: none.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"APP\0-1", "\0", "\ud800", "😀", "APP-\udc00", "'; drop table item; --", "%", "i-1"})
    void idsOfAnyCharactersAreRefusedAsUnknown(String id) {
        for (Map<String, Object> arguments :
                List.<Map<String, Object>>of(Map.of("ids", List.of(id)), Map.of("parent", id))) {
            assertThatExceptionOfType(CallerMistakeException.class)
                    .isThrownBy(() -> query.ask(arguments))
                    .withMessageContaining("but workspace APP has no such item.");
        }
    }

    @Test
    void blockedIsMarkedOrWaitingForAnOpenItem() {
        assertThat(query.keys("blocked", true)).containsExactly("APP-3", "APP-5");
        assertThat(query.keys("blocked", false)).containsExactly("APP-1", "APP-2");
        List<Item> items =
                Objects.requireNonNull(query.ask(Map.of("columns", List.of("blocked", "blockedBy", "blockedReason")))
                        .items());
        assertThat(items).extracting(Item::blocked).containsExactly(null, null, true, true);
        assertThat(items.get(2).blockedBy()).containsExactly("APP-2");
        assertThat(items.get(3).blockedBy()).as("what is done blocks nobody").isNull();
        assertThat(items.get(3).blockedReason()).isEqualTo("waits for the vendor");
    }

    @Test
    void unestimatedHasNoPoints() {
        assertThat(query.keys("unestimated", true)).containsExactly("APP-1");
        assertThat(query.keys("unestimated", false)).containsExactly("APP-2", "APP-3", "APP-5");
    }

    @Test
    void updatedSinceIsADayOfThePersonOrAnInstant() {
        assertThat(query.keys("updatedSince", "2026-11-10")).containsExactly("APP-2", "APP-3");
        assertThat(query.keys("updatedSince", "2026-11-21T00:00:00+01:00")).containsExactly("APP-3");
        assertThat(query.keys("updatedSince", "2026-11-20T23:30:00.000001Z")).isEmpty();
        for (String wrong : List.of("yesterday", "21.11.2026", "2026-02-30", "1969-01-01", "9999-12-31")) {
            refused(
                    Map.of("updatedSince", wrong),
                    "updatedSince is '" + wrong
                            + "', but must be a date such as 2026-11-21 or an instant such as 2026-11-21T09:30:00Z.");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            login                    | APP-2
            log                      | APP-2
            LOGIN page               | APP-2
            page login               | APP-2
            "login page"             | APP-2
            "page login"             |
            "login pag"              |
            cafe                     | APP-2
            café                     | APP-2
            CAFÉ'S                   | APP-2
            zurich                   | APP-2
            Zürich                   | APP-2
            app-2                    | APP-2
            app                      | APP-1,APP-2,APP-3,APP-5
            app -login               | APP-1,APP-3,APP-5
            app -log                 | APP-1,APP-3,APP-5
            app -"login page" -keys  | APP-1,APP-3
            6749                     | APP-2
            67                       | APP-2
            登录                      | APP-3
            登录页面                   | APP-3
            录登                      |
            页                       | APP-3
            ubergroße                | APP-3
            Übergrö                  | APP-3
            отчет                    |
            drop table               | APP-5
            '; drop table item; --   | APP-5
            keys; drop               | APP-5
            sign-in                  | APP-1
            "sign in"                | APP-1
            signin                   |
            login OR keys            |
            login AND page           |
            (login)                  | APP-2
            login*                   | APP-2
            log:*                    | APP-2
            NEAR(login page)         |
            title:login              |
            ^login                   | APP-2
            login & page             | APP-2
            !login                   | APP-2
            <->                      | ?
            'login'                  | APP-2
            \\login                   | APP-2
            "unfinished login        |
            "login                   | APP-2
            """)
    void textFindsWholeWordsAndBeginnings(String text, String expected) {
        if ("?".equals(expected)) {
            refused(
                    Map.of("text", text),
                    "text is '" + text
                            + "', which has no word to look for. Give at least one word that does not start with '-'.");
        } else {
            assertThat(query.keys("text", text))
                    .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split(",", -1)));
        }
    }

    @Test
    void cyrillicIsFoundWithoutItsMarks() {
        assertThat(query.keys("mode", "full", "text", "отчет")).containsExactly("APP-4");
        assertThat(query.keys("mode", "full", "text", "ВЧЕРАШ")).containsExactly("APP-4");
    }

    @Test
    void textNeedsAWordAndNotTooMany() {
        refused(
                Map.of("text", "-login"),
                "text is '-login', which has no word to look for. Give at least one word that does not start with '-'.");
        refused(
                Map.of("text", "word ".repeat(21)),
                "text has 21 words, but at most 20 can be searched at once. Leave out the common ones.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "页", "1", "é", "😀a", "ß", "e", "\u0130", "\u0660", "\ud800"})
    void endlessTextIsNoFault(String unit) {
        for (int times : List.of(100, 3_000, 50_000)) {
            for (String text : List.of(unit.repeat(times), "app " + unit.repeat(times), "app -" + unit.repeat(times))) {
                try {
                    assertThat(query.keys("text", text)).hasSizeLessThan(5);
                } catch (CallerMistakeException e) {
                    assertThat(e.getMessage()).startsWith("text ");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rank     | APP-1 APP-2 APP-3 APP-4 APP-5 APP-6
            -rank    | APP-6 APP-5 APP-4 APP-3 APP-2 APP-1
            RANK     | APP-1 APP-2 APP-3 APP-4 APP-5 APP-6
            updated  | APP-3 APP-2 APP-1 APP-4 APP-6 APP-5
            -updated | APP-4 APP-1 APP-2 APP-3 APP-5 APP-6
            created  | APP-1 APP-6 APP-5 APP-4 APP-3 APP-2
            -created | APP-1 APP-2 APP-3 APP-4 APP-5 APP-6
            due      | APP-4 APP-2 APP-1 APP-3 APP-5 APP-6
            -due     | APP-2 APP-4 APP-6 APP-5 APP-3 APP-1
            size     | APP-4 APP-3 APP-5 APP-2 APP-6 APP-1
            -size    | APP-2 APP-5 APP-3 APP-4 APP-1 APP-6
            """)
    void whatIsUnknownComesLastBothWays(String sort, String expected) {
        assertThat(query.keys("mode", "full", "sort", sort)).containsExactly(expected.split(" ", -1));
        for (int limit = 1; limit <= 7; limit++) {
            assertThat(query.walk(Map.of("mode", "full", "sort", sort, "limit", limit)))
                    .containsExactly(expected.split(" ", -1));
        }
    }

    @Test
    void sortIsOneOfFive() {
        refused(
                Map.of("sort", "priority"),
                "sort is 'priority', but must be one of rank, updated, created, due, size; a leading '-' reverses the"
                        + " order.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 201, 10_000, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void limitsOutOfRangeAreRefused(int limit) {
        refused(
                Map.of("limit", limit),
                "limit is " + limit + ", but must be from 1 to 200. For more items, go on with nextCursor as cursor.");
    }

    @Test
    void limitMayBeWrittenAsText() {
        assertThat(query.keys("limit", "2")).hasSize(2);
        refused(Map.of("limit", "many"), "limit is 'many', but must be a whole number up to 2147483647.");
        refused(Map.of("limit", 2.5), "limit is 2.5, but must be a whole number up to 2147483647.");
    }

    @Test
    void aCursorGoesOnlyWithItsQuery() {
        String cursor = Objects.requireNonNull(query.ask(Map.of("limit", 2)).nextCursor());
        String message =
                "This cursor belongs to another query. Repeat the arguments of the query that gave it, unchanged"
                        + " but for limit and columns, or leave out the cursor to start at the first page.";

        assertThat(query.keys("limit", 200, "cursor", cursor, "columns", List.of("full")))
                .containsExactly("APP-3", "APP-5");
        refused(Map.of("cursor", cursor, "sort", "-rank"), message);
        refused(Map.of("cursor", cursor, "mode", "full"), message);
        refused(Map.of("cursor", cursor, "types", List.of("bug")), message);
        refused(Map.of("cursor", cursor, "text", "app"), message);
        refused(
                Map.of("cursor", cursor, "countBy", "status"),
                "countBy gives all counts at once and takes no cursor. Leave one of them out.");
    }

    @Test
    void aCursorOfAnotherWorkspaceIsRefused() {
        var other = server.get(WorkspaceService.class).create(company.principal(), "OTHER", "Another one");
        String cursor = Objects.requireNonNull(query.ask(Map.of("limit", 2)).nextCursor());

        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> query.ask(Map.of("limit", 2, "cursor", cursor, "workspaceId", other.key())))
                .withMessageStartingWith("This cursor belongs to another query.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "!!!", "AQ", "AQAAAAAAAAAAAAAAAAAAAAAA", "null", "\0", "' or 1=1 --", "ÄÖÜ"})
    void whatIsNoCursorIsRefused(String text) {
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> query.ask(Map.of("cursor", text)))
                .withMessageMatching("This (is no cursor|cursor belongs to another query)\\..*");
    }

    @Test
    void forgedPlacesInACursorAreNoFault() {
        var filter = Objects.requireNonNull(
                query.ask(Map.of("sort", "size", "limit", 1)).nextCursor());
        byte[] bytes = Base64.getUrlDecoder().decode(filter);
        long fingerprint = ByteBuffer.wrap(bytes, 1, Long.BYTES).getLong();
        for (String value : List.of("NaN", "Infinity", "-Infinity", "1e400", "-0.0", "9e99", "0x1p3", "1d")) {
            String cursor = new QueryCursor(fingerprint, value, Long.MAX_VALUE).encoded();
            assertThat(query.keys("sort", "size", "limit", 1, "cursor", cursor)).hasSizeLessThan(2);
        }
        for (String value : List.of("", "x", "1; drop table item", "'")) {
            refused(
                    Map.of("sort", "size", "limit", 1, "cursor", new QueryCursor(fingerprint, value, 1).encoded()),
                    "This is no cursor. Give nextCursor of the page before exactly as it was, or leave out the cursor to"
                            + " start at the first page.");
        }
    }

    @Test
    void columnsAreSetsAndNamesInAnyMixture() {
        Item minimal = only(Map.of("ids", List.of("APP-2"), "columns", List.of("minimal")));
        assertThat(minimal)
                .isEqualTo(
                        new Columns("APP-2", "story", "To Do").of(minimal.id(), "Login page keeps the café's address"));
        Item mixed = only(Map.of("ids", List.of("APP-2"), "columns", List.of("DueOn", "labels")));
        assertThat(mixed.dueOn()).isEqualTo("2026-12-01");
        assertThat(mixed.labels()).containsExactly("bug-hunt", "ui");
        assertThat(mixed.sizePoints()).isNull();
        assertThat(only(Map.of("ids", List.of("APP-2"), "responseFormat", "detailed"))
                        .description())
                .contains("RFC 6749");
        assertThat(only(Map.of("ids", List.of("APP-5"), "columns", List.of("scheduling")))
                        .sprint())
                .isEqualTo("Sprint 7");
        refused(
                Map.of("columns", List.of("dueDate")),
                "columns has 'dueDate', which is neither a set (minimal, scoring, scheduling, full) nor a column. The"
                        + " nearest are: doneAt, dueOn, team, updatedAt, createdAt, full, id, key and 30 more.");
        refused(Map.of("responseFormat", "verbose"), "responseFormat is 'verbose', but must be concise or detailed.");
    }

    /** An item of which only the least is told. */
    private record Columns(String key, String type, String status) {
        Item of(String id, String title) {
            return new Item(
                    id, key, title, type, status, null, null, null, null, null, null, null, null, null, null, null,
                    null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null);
        }
    }

    @Test
    void countsComeWithTheLargestFirstAndItemsWithoutLast() {
        assertThat(counts("status", "full")).containsExactly("To Do=3", "Done=1", "In Progress=1", "Won't do=1");
        assertThat(counts("type", "full")).containsExactly("bug=2", "story=2", "epic=1", "task=1");
        assertThat(counts("team", "full")).containsExactly("Data=2", "Web=2", "null=2");
        assertThat(counts("assignee", "active")).containsExactly("null=2", "Ada Owner=1", "Grace=1");
        assertThat(counts("theme", "full")).containsExactly("null=4", "Security=2", "Reporting=1");
        assertThat(query.ask(Map.of("countBy", "theme")).notes())
                .containsExactly(
                        "Done and cancelled items are left out; mode full includes them.",
                        "An item with several themes counts once for each, so the counts may add up to more than the"
                                + " total.");
        assertThat(query.ask(Map.of("countBy", "theme", "mode", "full")).total())
                .isEqualTo(6);
        refused(
                Map.of("countBy", "label"),
                "countBy is 'label', but must be one of status, type, team, theme, assignee.");
    }

    private List<String> counts(String by, String mode) {
        return Objects.requireNonNull(
                        query.ask(Map.of("countBy", by, "mode", mode)).counts())
                .stream()
                .map(count -> count.value() + "=" + count.count())
                .toList();
    }

    @Test
    void theSummaryAddsUp() {
        BacklogSummary summary = server.get(BacklogService.class).summary(company.principal(), "APP");

        assertThat(summary.total()).isEqualTo(6);
        assertThat(summary.open()).isEqualTo(4);
        assertThat(summary.openPoints()).isEqualTo(11);
        assertThat(summary.openUnestimated()).isEqualTo(1);
        assertThat(summary.openBlocked()).isEqualTo(2);
        assertThat(summary.byStatus())
                .containsExactlyInAnyOrder(
                        new BacklogSummary.StatusFigures("To Do", "todo", 3),
                        new BacklogSummary.StatusFigures("In Progress", "in_progress", 1),
                        new BacklogSummary.StatusFigures("Done", "done", 1),
                        new BacklogSummary.StatusFigures("Won't do", "cancelled", 1));
        assertThat(summary.byType())
                .containsExactlyInAnyOrder(
                        new BacklogSummary.TypeFigures("epic", 1, 1),
                        new BacklogSummary.TypeFigures("story", 2, 1),
                        new BacklogSummary.TypeFigures("bug", 2, 1),
                        new BacklogSummary.TypeFigures("task", 1, 1));
    }

    @Test
    void keysThatTwoSourcesShareMustBeNamedById() {
        TestServer.Company twins = server.company("twins");
        MemoryFile.of(Draft.of("APP-1")).into(server, twins);
        MemoryFile.of("other", List.of(Draft.of("APP-1").item())).into(server, twins);
        Query asked = new Query(server, twins.principal());
        List<String> ids = Objects.requireNonNull(asked.ask(Map.of()).items()).stream()
                .map(Item::id)
                .toList();

        assertThat(asked.keys("ids", ids)).hasSize(2);
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> asked.ask(Map.of("parent", "APP-1")))
                .withMessage("parent has 'APP-1', a key that 2 items of workspace APP bear. Use the id of one: "
                        + String.join(", ", ids) + ".");
    }

    @Test
    void pagesGiveEveryItemOnceEvenWhereAllAreAlike() {
        TestServer.Company many = server.company("many");
        List<Double> sizes = Arrays.asList(null, 0.0, 1.0, 0.1 + 0.2, 1.0 / 3, 2.0 / 3, 1e15 + 0.3, 123456.78901234567);
        List<Draft> drafts = new ArrayList<>();
        for (int at = 0; at < 330; at++) {
            drafts.add(Draft.of("M-" + at)
                    .rank(at % 3 == 0 ? "same" : at % 3 == 1 ? "Same" : "ähnlich")
                    .points(sizes.get(at % sizes.size()))
                    .due(at % 5 == 0 ? null : LocalDate.of(2026, 12, 1 + at % 2))
                    .updated(at % 4 == 0 ? null : "2026-11-01T00:00:00.00000" + at % 3 + "Z"));
        }
        Collections.shuffle(drafts, new Random(4));
        MemoryFile.of(drafts.toArray(Draft[]::new)).into(server, many);
        Query asked = new Query(server, many.principal());
        List<String> all = IntStream.range(0, 330).mapToObj(at -> "M-" + at).toList();

        for (String sort : List.of(
                "rank", "-rank", "size", "-size", "due", "-due", "updated", "-updated", "created", "-created")) {
            List<String> expected = asked.walk(Map.of("sort", sort, "limit", 200));
            assertThat(expected).as(sort).containsExactlyInAnyOrderElementsOf(all);
            assertThat(asked.walk(Map.of("sort", sort, "limit", 7))).as(sort).isEqualTo(expected);
        }
    }

    @Test
    void totalsFollowEveryChange() {
        TestServer.Company growing = server.company("growing");
        Query asked = new Query(server, growing.principal());
        for (int size = 1; size <= 4; size++) {
            MemoryFile.of(Draft.of("G-" + size)).into(server, growing);
            assertThat(asked.ask(Map.of("limit", 1)).total()).isEqualTo(size);
        }
    }

    private void refused(Map<String, Object> arguments, String message) {
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> query.ask(arguments))
                .withMessage(message);
    }

    private Item only(Map<String, Object> arguments) {
        List<Item> items = Objects.requireNonNull(query.ask(arguments).items());
        assertThat(items).hasSize(1);
        return items.getFirst();
    }
}
