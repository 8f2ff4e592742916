package io.throughline.timelog.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.access.AuditFilter;
import io.throughline.access.AuditRow;
import io.throughline.access.AuditService;
import io.throughline.timelog.embedded.ErpAdministration;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reading and saving weeks, as clients of the ERP do it. Every test has a week of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WeekLogsSpec {

    private static final String LIST = "project-logs/person/list/";

    private final ApiServer api;

    WeekLogsSpec(TestDatabase database) {
        api = new ApiServer(database);
    }

    @AfterAll
    void close() {
        api.close();
    }

    private ObjectNode fresh(String monday) {
        api.get(ErpAdministration.class)
                .ensureWeek(api.company.principal(), api.company.owner().email(), LocalDate.parse(monday));
        return api.week(monday);
    }

    /** A day of a new line on Mobile. */
    private static ObjectNode logged(ObjectNode week, String description, String date, int hours, int minutes) {
        ObjectNode task = mobile(week).withArray("tasks").addObject();
        task.put("description", description);
        ObjectNode day = task.withArray("days").addObject();
        day.put("date", date).put("hours", hours).put("minutes", minutes).put("label", 66);
        return day;
    }

    private static ObjectNode mobile(ObjectNode week) {
        for (JsonNode project : week.path("projects")) {
            if (project.path("subteam").asString().equals("Mobile")) {
                return (ObjectNode) project;
            }
        }
        throw new AssertionError("Mobile is not in " + week);
    }

    private void requireSaved(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void requireInvalid(HttpResponse<String> answer, String field, String message) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonNode body = ApiServer.json(answer);
        assertThat(body.path("code").asString()).isEqualTo("invalid");
        assertThat(body.path("detail").asString()).contains(message);
        assertThat(body.path("errors").path(field).path(0).asString())
                .as(answer.body())
                .isNotBlank();
    }

    // --- reading ---

    @Test
    void aPersonIsToldWhoTheyAre() {
        assertThat(api.get("core/person/").body())
                .isEqualTo(
                        "{\"id\":" + api.company.owner().id()
                                + ",\"email\":\"owner@firm.example\",\"name\":\"Ada Owner\",\"username\":\"owner\",\"is_active\":true}");
    }

    @Test
    void projectsAndLabelsArePlainLists() {
        assertThat(api.get("project-logs/person/active_project_list/").body())
                .isEqualTo(
                        "[{\"id\":" + api.mobile.id() + ",\"team\":\"Atlas / Mobile\",\"subteam\":\"Mobile\"},{\"id\":"
                                + api.internal.id() + ",\"team\":\"Internal\",\"subteam\":\"Internal\"}]");
        assertThat(api.get("project-logs/log_labels/").body()).contains("{\"id\":66,\"name\":\"General\"}");
        assertThat(api.get("project-logs/person/active_project_list/?email=Owner%40firm.example")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> other = api.get("project-logs/person/active_project_list/?email=bo@firm.example");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).isEqualTo("{\"detail\":\"You do not have permission to perform this action.\"}");
    }

    @Test
    void aYearHasTheWeeksWhoseMondayLiesInIt() {
        fresh("2024-12-30");
        fresh("2025-12-29");

        assertThat(api.read(LIST + "?year=2024")).hasSize(1);
        JsonNode boundary = api.read(LIST + "?year=2025");
        assertThat(boundary).hasSize(1);
        assertThat(boundary.path(0).path("week_starting").asString()).isEqualTo("2025-12-29");
        assertThat(boundary.path(0).path("week_ending").asString()).isEqualTo("2026-01-04");
        assertThat(boundary.path(0).path("year").asInt()).isEqualTo(2025);
        assertThat(boundary.path(0).path("month").asString()).isEqualTo("December");
        assertThat(boundary.path(0).path("is_completed").asBoolean()).isFalse();
        assertThat(api.get(LIST + "?year=2026").body()).doesNotContain("2025-12-29");
        assertThat(api.read(LIST)).as("this year").isEqualTo(api.read(LIST + "?year=2026"));
        assertThat(api.read(LIST + "?year=1")).isEmpty();
        assertThat(api.read(LIST + "?year=9999")).isEmpty();
        for (String year : List.of("0", "10000", "abc", "-5", "2026.0", "99999999999", "2026&year=2025", "%D9%A2")) {
            HttpResponse<String> answer = api.get(LIST + "?year=" + year);
            assertThat(answer.statusCode()).as(year).isEqualTo(400);
            assertThat(ApiServer.json(answer).path("errors").path("year").isMissingNode())
                    .isFalse();
        }
    }

    @Test
    void theListCanBePostedFor() {
        JsonNode read = api.read(LIST + "?year=2026");
        assertThat(ApiServer.json(api.send("POST", LIST, api.token, "{\"year\":2026}")))
                .isEqualTo(read);
        assertThat(ApiServer.json(api.send("POST", LIST, api.token, "{}"))).isEqualTo(read);
        assertThat(api.send("POST", LIST, api.token, "{\"year\":\"2026\"}").statusCode())
                .isEqualTo(400);
        assertThat(api.send("POST", LIST, api.token, "{\"year\":0}").statusCode())
                .isEqualTo(400);
        assertThat(api.send("POST", LIST, api.token, "{\"year\":2026.5}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void theListCanBeByMonth() {
        fresh("2023-01-02");
        fresh("2023-01-09");
        fresh("2023-09-04");

        JsonNode months = api.read(LIST + "?year=2023&shape=envelope").path("person_week_logs");
        assertThat(months).hasSize(12);
        assertThat(months.path(0).path("month").asString()).isEqualTo("January");
        assertThat(months.path(0)
                        .path("months_log")
                        .path(1)
                        .path("week_starting")
                        .asString())
                .isEqualTo("Mon, Jan 9");
        assertThat(months.path(8)
                        .path("months_log")
                        .path(0)
                        .path("week_starting")
                        .asString())
                .isEqualTo("Mon, Sep 4");
        assertThat(months.path(8).path("months_log").path(0).path("year").asInt())
                .isEqualTo(2023);
        assertThat(months.path(1).path("months_log").isArray()).isTrue();
        assertThat(api.read(LIST + "?year=2023&shape=flat")).hasSize(3);
        assertThat(api.get(LIST + "?year=2023&shape=round").statusCode()).isEqualTo(400);
    }

    @Test
    void aMonthHasEveryWeekThatOverlapsItOnce() {
        fresh("2022-01-31");
        fresh("2022-02-07");
        fresh("2022-02-28");

        JsonNode february = api.read("project-logs/person/month-list/?year=2022&month=2");
        assertThat(february).hasSize(3);
        assertThat(february.path(0).path("week_starting").asString()).isEqualTo("2022-01-31");
        assertThat(february.path(0).path("projects").isArray()).isTrue();
        assertThat(api.read("project-logs/person/month-list/?year=2022&month=3"))
                .hasSize(1);
        for (String query : List.of(
                "",
                "?year=2022",
                "?month=2",
                "?year=2022&month=0",
                "?year=2022&month=13",
                "?year=0&month=1",
                "?year=x&month=1")) {
            assertThat(api.get("project-logs/person/month-list/" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void aDocumentHasNoNullWhereClientsCrash() {
        ObjectNode week = fresh("2026-05-04");
        logged(week, "Login screen", "2026-05-05", 5, 30);
        JsonNode saved = ApiServer.json(api.save(week));
        JsonNode day = mobile((ObjectNode) saved).at("/tasks/0/days/0");

        assertThat(day.path("hours").isIntegralNumber()).isTrue();
        assertThat(day.path("hours").asInt()).isEqualTo(5);
        assertThat(day.path("minutes").asInt()).isEqualTo(30);
        assertThat(day.path("decimal_hours").asDouble()).isEqualTo(5.5);
        assertThat(day.path("label").asInt()).isEqualTo(66);
        assertThat(day.path("label_option").asString()).isEqualTo("General");
        assertThat(mobile((ObjectNode) saved).path("nsubteam_id").asLong()).isEqualTo(api.mobile.id());
        assertThat(mobile((ObjectNode) saved).path("id").asLong()).isNotZero();
        assertThat(saved.path("total_minutes").asInt()).isEqualTo(330);
        assertThat(saved.path("person_name").asString()).isEqualTo("Ada Owner");
        assertThat(saved.path("week_ending").asString()).isEqualTo("2026-05-10");
        assertThat(saved.toString()).doesNotContain("null");
        assertThat(saved.path("modified_at").asString()).matches("2026-11-21T09:00:00\\.\\d{6}Z");
    }

    // --- saving ---

    @Test
    void aDocumentThatIsSentBackAsItIsChangesNothing() {
        ObjectNode week = fresh("2026-05-11");
        logged(week, "Login screen", "2026-05-12", 5, 30);
        logged(week, "Ünïcode & <b>tags</b> 🎉", "2026-05-13", 0, 1);
        requireSaved(api.save(week));
        ObjectNode read = api.week("2026-05-11");

        HttpResponse<String> again = api.save(read);

        requireSaved(again);
        assertThat(ApiServer.json(again)).isEqualTo(read);
        assertThat(api.week("2026-05-11")).as("the version, too").isEqualTo(read);
    }

    @Test
    void anAnswerCanBeGoneOnWith() {
        ObjectNode week = fresh("2026-05-18");
        for (int day = 18; day <= 22; day++) {
            logged(week, "Day " + day, "2026-05-" + day, 7, 20);
            HttpResponse<String> saved = api.save(week);
            requireSaved(saved);
            week = (ObjectNode) ApiServer.json(saved);
        }
        assertThat(week.path("total_minutes").asInt()).isEqualTo(5 * 440);
        assertThat(mobile(week).path("tasks")).hasSize(5);
    }

    @Test
    void theVersionIsAnInstantHoweverItIsWritten() {
        ObjectNode week = fresh("2026-05-25");
        logged(week, "One", "2026-05-25", 1, 0);
        week = (ObjectNode) ApiServer.json(api.save(week));
        Instant version = Instant.parse(week.path("modified_at").asString());
        for (String spelling : List.of(
                version.toString(),
                version.toString().replace("Z", "+00:00"),
                version.atOffset(java.time.ZoneOffset.ofHours(2)).toString(),
                week.path("modified_at").asString().replace("Z", "000Z"))) {
            requireSaved(api.save(week.deepCopy().put("modified_at", spelling)));
        }
        ObjectNode stale = week.deepCopy()
                .put("modified_at", version.minus(1, ChronoUnit.MICROS).toString());
        HttpResponse<String> answer = api.save(stale);
        assertThat(answer.statusCode()).isEqualTo(409);
        JsonNode body = ApiServer.json(answer);
        assertThat(body.path("code").asString()).isEqualTo("STALE_WEEK_LOG");
        assertThat(body.path("error").asString()).contains("changed meanwhile");
        assertThat(body.path("modified_at").asString())
                .isEqualTo(week.path("modified_at").asString());
        for (String wrong : List.of("yesterday", "", "2026-05-25")) {
            assertThat(api.save(week.deepCopy().put("modified_at", wrong)).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        ObjectNode without = week.deepCopy();
        without.remove("modified_at");
        requireInvalid(api.save(without), "modified_at", "modified_at");
        ObjectNode number = week.deepCopy().put("modified_at", 5);
        requireInvalid(api.save(number), "modified_at", "must be a text");
    }

    @Test
    void theVersionMayStandInTheHeaders() {
        ObjectNode week = fresh("2026-06-01");
        String path =
                "project-logs/person/person-week-log/save/" + week.path("id").asLong() + "/";
        String version = week.path("modified_at").asString();
        HttpResponse<String> read =
                api.get("project-logs/person/get/" + week.path("id").asLong() + "/");
        assertThat(read.headers().firstValue("etag")).hasValue('"' + version + '"');
        logged(week, "By header", "2026-06-01", 1, 0);
        week.remove("modified_at");

        HttpResponse<String> stale =
                api.send("PATCH", path, api.token, week.toString(), "If-Match", "\"2020-01-01T00:00:00Z\"");
        assertThat(stale.statusCode()).isEqualTo(409);
        HttpResponse<String> saved = api.send(
                "PATCH",
                path,
                api.token,
                week.toString(),
                "If-Match",
                read.headers().firstValue("etag").orElseThrow());
        requireSaved(saved);
        assertThat(saved.headers().firstValue("etag"))
                .hasValue('"' + ApiServer.json(saved).path("modified_at").asString() + '"');
        HttpResponse<String> both = api.send(
                "PATCH",
                path,
                api.token,
                week.deepCopy().put("modified_at", version).toString(),
                "If-Match",
                "\"other\"");
        assertThat(both.statusCode()).isEqualTo(400);
    }

    @Test
    void ofManyWritersOfOneVersionOneSucceeds() throws Exception {
        ObjectNode week = fresh("2026-06-08");
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 12; writer++) {
                ObjectNode mine = week.deepCopy();
                logged(mine, "Writer " + writer, "2026-06-09", 1, 0);
                answers.add(writers.submit(() -> api.save(mine)));
            }
        }
        int saved = 0;
        for (Future<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isIn(200, 409);
            saved += answer.get().statusCode() == 200 ? 1 : 0;
        }
        assertThat(saved).isEqualTo(1);
        assertThat(mobile(api.week("2026-06-08")).path("tasks")).hasSize(1);
    }

    @Test
    void hoursAreReadStrictly() {
        ObjectNode week = fresh("2026-06-15");
        String document = week.deepCopy().toString();
        ObjectNode probe = ((ObjectNode) ApiServer.JSON.readTree(document));
        ObjectNode day = logged(probe, "Probe", "2026-06-16", 1, 0);
        day.remove(List.of("hours", "minutes"));
        String before = probe.toString();
        for (String time : List.of(
                "\"hours\":\"5\"",
                "\"hours\":true",
                "\"hours\":[]",
                "\"hours\":null",
                "\"hours\":1.5",
                "\"hours\":-1",
                "\"hours\":25",
                "\"hours\":1e309",
                "\"hours\":1e99999",
                "\"hours\":1e-99999",
                "\"hours\":24,\"minutes\":1",
                "\"hours\":1,\"minutes\":60",
                "\"hours\":1,\"minutes\":-1",
                "\"minutes\":0.5",
                "\"decimal_hours\":\"1.5\"",
                "\"decimal_hours\":-0.5",
                "\"decimal_hours\":24.01",
                "\"decimal_hours\":1e309",
                "\"decimal_hours\":null",
                "\"x\":1")) {
            HttpResponse<String> answer = sendText(week, before.replace("\"label\":66", "\"label\":66," + time));
            assertThat(answer.statusCode()).as(time + answer.body()).isEqualTo(400);
            assertThat(ApiServer.json(answer).path("errors").toString())
                    .as(time)
                    .contains("projects[0].tasks[0].days[0].");
        }
        for (String bad : List.of("NaN", "Infinity", "+1", "01", ".5", "0x1")) {
            assertThat(sendText(week, before.replace("\"label\":66", "\"label\":66,\"hours\":" + bad))
                            .statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
        assertThat(api.week("2026-06-15")).as("nothing was changed").isEqualTo(week);
        requireMinutes(week, before, "\"hours\":2.0,\"minutes\":5", 125);
        requireMinutes(week, before, "\"minutes\":45", 45);
        requireMinutes(week, before, "\"hours\":1e1", 600);
        requireMinutes(week, before, "\"decimal_hours\":8.1", 486);
        requireMinutes(week, before, "\"decimal_hours\":7.33", 440);
        requireMinutes(week, before, "\"hours\":1,\"minutes\":0,\"decimal_hours\":\"nonsense\"", 60);
        requireMinutes(week, before, "\"hours\":24,\"minutes\":0", 1_440);
        requireMinutes(week, before, "\"hours\":0,\"minutes\":0", 0);
    }

    private void requireMinutes(ObjectNode week, String document, String time, int minutes) {
        ObjectNode current = api.week(week.path("week_starting").asString());
        String body = document.replace("\"label\":66", "\"label\":66," + time)
                .replace(
                        week.path("modified_at").asString(),
                        current.path("modified_at").asString());
        HttpResponse<String> answer = sendText(week, body);
        assertThat(answer.statusCode()).as(time + answer.body()).isEqualTo(200);
        assertThat(ApiServer.json(answer).path("total_minutes").asInt())
                .as(time)
                .isEqualTo(minutes);
    }

    private HttpResponse<String> sendText(JsonNode week, String body) {
        return api.send(
                "PATCH",
                "project-logs/person/person-week-log/save/" + week.path("id").asLong() + "/",
                api.token,
                body);
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() {
        ObjectNode week = fresh("2026-06-22");
        ObjectNode outside = week.deepCopy();
        logged(outside, "Outside", "2026-06-29", 1, 0);
        requireInvalid(api.save(outside), "projects[0].tasks[0].days[0].date", "2026-06-29");
        ObjectNode noDate = week.deepCopy();
        logged(noDate, "No date", "2026-6-22", 1, 0);
        requireInvalid(api.save(noDate), "projects[0].tasks[0].days[0].date", "'2026-6-22' is no date");
        ObjectNode blank = week.deepCopy();
        logged(blank, "  \u00a0 ", "2026-06-22", 1, 0);
        requireInvalid(api.save(blank), "projects[0].tasks[0].description", "empty");
        ObjectNode label = week.deepCopy();
        logged(label, "Label", "2026-06-22", 1, 0).put("label", 9_999);
        requireInvalid(api.save(label), "projects[0].tasks[0].days[0].label", "9999");
        ObjectNode sum = week.deepCopy();
        logged(sum, "Night", "2026-06-22", 14, 0);
        logged(sum, "Day", "2026-06-22", 10, 1);
        assertThat(api.save(sum).statusCode()).isEqualTo(400);
        ObjectNode project = week.deepCopy();
        ((ArrayNode) project.path("projects")).addObject().put("id", 999_999).putArray("tasks");
        assertThat(api.save(project).statusCode()).isEqualTo(400);
        ObjectNode nothing = week.deepCopy();
        nothing.remove("projects");
        requireInvalid(api.save(nothing), "projects", "projects is missing");
        requireInvalid(api.save(week.deepCopy().put("projects", 1)), "projects", "must be an array");
        assertThat(api.week("2026-06-22")).isEqualTo(week);
    }

    @Test
    void whatIsNotSentBackIsDeletedAndWhatIsLeftOutStays() {
        ObjectNode week = fresh("2026-07-06");
        logged(week, "Goes", "2026-07-06", 1, 0);
        logged(week, "Stays", "2026-07-07", 2, 0);
        week = (ObjectNode) ApiServer.json(api.save(week));
        ObjectNode untouched = week.deepCopy();
        mobile(untouched).remove("tasks");
        requireSaved(api.save(untouched));
        ObjectNode none = week.deepCopy();
        none.putArray("projects");
        requireSaved(api.save(none));
        assertThat(api.week("2026-07-06").path("total_minutes").asInt()).isEqualTo(180);

        ((ArrayNode) mobile(week).path("tasks")).remove(0);
        requireSaved(api.save(week));
        ObjectNode left = api.week("2026-07-06");
        assertThat(left.path("total_minutes").asInt()).isEqualTo(120);
        mobile(left).putArray("tasks");
        requireSaved(api.save(left));
        assertThat(api.week("2026-07-06").path("total_minutes").asInt()).isZero();
    }

    @Test
    void clientsThatKnowNoIdsAreUnderstood() {
        ObjectNode week = fresh("2026-07-13");
        String body = "{\"modified_at\":\"" + week.path("modified_at").asString()
                + "\",\"is_completed\":true,\"unknown\":{\"x\":null},\"projects\":[{\"team\":\"Atlas / Mobile\",\"tasks\":[{\"description\":\"By name\","
                + "\"days\":[{\"date\":\"2026-07-13\",\"hours\":8,\"minutes\":0,\"decimal_hours\":8.0,\"label\":66}]}]}]}";
        HttpResponse<String> answer = sendText(week, body);
        requireSaved(answer);
        assertThat(ApiServer.json(answer).path("is_completed").asBoolean()).isFalse();
        assertThat(ApiServer.json(answer).path("total_minutes").asInt()).isEqualTo(480);
        ObjectNode texts = (ObjectNode) ApiServer.json(answer);
        mobile(texts).put("id", String.valueOf(mobile(texts).path("id").asLong()));
        requireSaved(api.save(texts));
    }

    @Test
    void aWeekMayNameABacklogItem() {
        ObjectNode week = fresh("2026-07-20");
        logged(week, "For an item", "2026-07-20", 1, 0);
        ((ObjectNode) mobile(week).at("/tasks/0")).put("item_key", "APP-12");
        HttpResponse<String> answer = api.save(week);
        requireSaved(answer);
        assertThat(mobile((ObjectNode) ApiServer.json(answer))
                        .at("/tasks/0/item_key")
                        .asString())
                .isEqualTo("APP-12");
    }

    // --- completing ---

    private HttpResponse<String> complete(long id, String body) {
        return api.send("PATCH", "project-logs/person/person-week-log/complete/" + id + "/", api.token, body);
    }

    @Test
    void aCompletedWeekIsLockedUntilItIsOpenedAgain() {
        ObjectNode week = fresh("2026-07-27");
        long id = week.path("id").asLong();
        HttpResponse<String> completed = complete(id, "{\"save_draft\":false}");
        requireSaved(completed);
        assertThat(ApiServer.json(completed).path("is_completed").asBoolean()).isTrue();
        requireSaved(complete(id, "{}"));

        ObjectNode locked = api.week("2026-07-27");
        logged(locked, "Too late", "2026-07-27", 1, 0);
        HttpResponse<String> refused = api.save(locked);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(ApiServer.json(refused).path("code").asString()).isEqualTo("WEEK_COMPLETED");
        assertThat(ApiServer.json(refused).path("error").asString()).contains("2026-07-27", "completed");
        HttpResponse<String> slack = slack("2026-07-27", "01:00", api.mobile.id());
        assertThat(slack.statusCode()).isEqualTo(409);

        HttpResponse<String> opened = complete(id, "{\"save_draft\":true,\"reason\":\"forgot a day\"}");
        assertThat(ApiServer.json(opened).path("is_completed").asBoolean()).isFalse();
        ObjectNode again = api.week("2026-07-27");
        logged(again, "In time", "2026-07-27", 1, 0);
        requireSaved(api.save(again));
        for (String wrong : List.of("\"true\"", "1", "[]", "\"\"")) {
            assertThat(complete(id, "{\"save_draft\":" + wrong + "}").statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(complete(999_999, "{}").statusCode()).isEqualTo(404);
    }

    // --- entry by entry ---

    private HttpResponse<String> slack(String date, String time, long subteam) {
        return api.send(
                "POST",
                "project-logs/person/person-week-log-from-slack/",
                api.token,
                "{\"logs\":[{\"date\":\"" + date + "\",\"time_spent\":\"" + time
                        + "\",\"description\":\"Code review\",\"subteam\":" + subteam + "}]}");
    }

    @Test
    void anEntryIsLoggedOnceHoweverOftenItIsSent() {
        fresh("2026-08-03");
        for (String time : List.of("02:30", "02:30", "03:00")) {
            HttpResponse<String> answer = slack("2026-08-04", time, api.mobile.id());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        ObjectNode week = api.week("2026-08-03");
        assertThat(week.path("total_minutes").asInt()).isEqualTo(180);
        assertThat(mobile(week).at("/tasks/0/days/0/label").asInt()).isEqualTo(66);
    }

    @Test
    void aRepeatedCallWithItsKeyDoesNothingMore() {
        fresh("2026-08-24");
        assertThat(slackWithKey("first", "01:00").statusCode()).isEqualTo(200);
        requireSaved(slack("2026-08-24", "03:00", api.mobile.id()));

        assertThat(slackWithKey("first", "01:00").statusCode()).isEqualTo(200);

        assertThat(api.week("2026-08-24").path("total_minutes").asInt())
                .as("the repetition is no change")
                .isEqualTo(180);
        HttpResponse<String> other = slackWithKey("first", "02:00");
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(ApiServer.json(other).path("detail").asString()).contains("used for another call");
        long id = api.week("2026-08-24").path("id").asLong();
        complete(id, "{}");
        assertThat(slackWithKey("second", "04:00").statusCode()).isEqualTo(409);
        complete(id, "{\"save_draft\":true}");
        assertThat(slackWithKey("second", "04:00").statusCode())
                .as("a refused call may be made again")
                .isEqualTo(200);
        assertThat(api.week("2026-08-24").path("total_minutes").asInt()).isEqualTo(240);
    }

    private HttpResponse<String> slackWithKey(String key, String time) {
        return api.send(
                "POST",
                "project-logs/person/person-week-log-from-slack/",
                api.token,
                "{\"logs\":[{\"date\":\"2026-08-24\",\"time_spent\":\"" + time
                        + "\",\"description\":\"Code review\",\"subteam\":" + api.mobile.id() + "}]}",
                "Idempotency-Key",
                key);
    }

    @Test
    void anEntryWithoutItsProjectIsRefused() {
        fresh("2026-08-10");
        for (HttpResponse<String> answer :
                List.of(slack("2026-08-10", "01:00", 999_999), slack("2019-01-07", "01:00", api.mobile.id()))) {
            assertThat(answer.statusCode()).isEqualTo(400);
            JsonNode body = ApiServer.json(answer);
            assertThat(body.path("code").asString()).isEqualTo("UNAUTHORIZED_PROJECT_ACCESS");
            assertThat(body.path("error").asString())
                    .isEqualTo("Request unsuccessful. You are not part of the project(s)");
            assertThat(body.path("detail").asString()).isNotBlank();
        }
        for (String time : List.of("2:30", "24:01", "00:00", "12:60", "2.5", "", "-1:00", "25:00")) {
            assertThat(slack("2026-08-10", time, api.mobile.id()).statusCode())
                    .as(time)
                    .isEqualTo(400);
        }
        requireSaved(slack("2026-08-11", "24:00", api.mobile.id()));
        assertThat(slack("2026-08-11", "00:01", api.internal.id()).statusCode())
                .as("more than a day")
                .isEqualTo(400);
    }

    @Test
    void everyWriteAndRefusalIsInTheTrail() {
        ObjectNode week = fresh("2026-08-17");
        logged(week, "Secret words", "2026-08-17", 1, 0);
        requireSaved(api.save(week));
        assertThat(api.save(week).statusCode()).isEqualTo(409);
        List<AuditRow> rows = api.get(AuditService.class).page(api.company.principal(), AuditFilter.ALL, null, 2);
        assertThat(rows.toString()).contains("erp.save", "refused").doesNotContain("Secret words");
    }
}
