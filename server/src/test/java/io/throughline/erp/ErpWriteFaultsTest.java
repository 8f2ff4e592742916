package io.throughline.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.erp.FaultyErp.Fault;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekOutcome;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever the ERP does, the answer is true, nothing is doubled, and nothing is lost: seen at what the ERP holds then. */
class ErpWriteFaultsTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final String SAVE = "PATCH project-logs/person/person-week-log/save/";
    private static final String SLACK = "POST project-logs/person/person-week-log-from-slack/";
    private static final String LIST = "GET project-logs/person/list/";
    private static final String WEEK = "GET project-logs/person/get/";

    private final ErpTestBench bench = new ErpTestBench();
    private final FaultyErp erp = bench.erp;

    @AfterEach
    void close() {
        bench.close();
    }

    private ErpTestBench.Someone ada() {
        return bench.person(List.of("Atlas / Mobile", "Internal"), MONDAY);
    }

    private LogProject project(String team) {
        return new LogProject(
                erp.state.project(team),
                team,
                team.substring(team.lastIndexOf('/') + 1).strip());
    }

    private EntryChange.Put put(String description, LocalDate date, int minutes) {
        return new EntryChange.Put(project("Internal"), description, null, null, date, minutes, null);
    }

    private EntryChange.Remove remove(String description, LocalDate date) {
        return new EntryChange.Remove(project("Internal"), description, null, null, date);
    }

    private WeekOutcome change(ErpTestBench.Someone who, EntryChange... changes) {
        return bench.backend.change(who.principal(), new WeekChange(MONDAY, List.of(changes)));
    }

    private static List<EntryOutcome.Kind> kinds(WeekOutcome outcome) {
        assertThat(outcome).isInstanceOf(WeekOutcome.Done.class);
        return ((WeekOutcome.Done) outcome)
                .entries().stream().map(EntryOutcome::kind).toList();
    }

    private List<String> lines(ErpTestBench.Someone who) {
        return erp.state.lines(who.person());
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<TimeLogProblemException> problem(
            Kind kind, ThrowingCallable call) {
        return assertThatExceptionOfType(TimeLogProblemException.class)
                .isThrownBy(call)
                .satisfies(problem ->
                        assertThat(problem.kind()).as(problem.getMessage()).isEqualTo(kind))
                .satisfies(
                        problem -> assertThat(problem.getMessage()).doesNotContainIgnoringCase("secret", "traceback"));
    }

    // --- saves ---

    @ParameterizedTest
    @EnumSource(names = {"APPLY_AND_500", "APPLY_AND_DROP", "APPLY_AND_PAGE", "APPLY_AND_SLOW"})
    void aSaveThatArrivedIsToldAsDoneWhateverTheErpAnswered(Fault fault) {
        var who = ada();
        erp.next(SAVE, fault);

        assertThat(kinds(change(who, put("Review", MONDAY, 60)))).containsExactly(EntryOutcome.Kind.CREATED);
        assertThat(lines(who)).containsExactly("Internal: Review 2026-11-16 60 66");
    }

    @ParameterizedTest
    @EnumSource(names = {"APPLY_AND_500", "APPLY_AND_DROP", "APPLY_AND_PAGE", "APPLY_AND_SLOW"})
    void aRemovalThatArrivedIsToldAsDoneWhateverTheErpAnswered(Fault fault) {
        var who = ada();
        change(who, put("Review", MONDAY, 60), put("Other", MONDAY, 5));
        erp.next(SAVE, fault);

        assertThat(kinds(change(who, remove("Review", MONDAY)))).containsExactly(EntryOutcome.Kind.REMOVED);
        assertThat(lines(who)).containsExactly("Internal: Other 2026-11-16 5 66");
    }

    @ParameterizedTest
    @EnumSource(names = {"STATUS_500", "STATUS_503", "DROP", "CHANGED_MEANWHILE", "CONFLICT", "RETRY_AFTER_0"})
    void aSaveThatDidNotArriveIsSentAgain(Fault fault) {
        var who = ada();
        erp.next(SAVE, fault, fault);

        assertThat(kinds(change(who, put("Review", MONDAY, 60)))).containsExactly(EntryOutcome.Kind.CREATED);
        assertThat(lines(who)).contains("Internal: Review 2026-11-16 60 66");
        assertThat(lines(who)).hasSize(fault == Fault.CHANGED_MEANWHILE ? 3 : 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"STATUS_500", "DROP", "SLOW"})
    void anErpThatNeverSavesIsSaidToHaveSavedNothing(Fault fault) {
        var who = ada();
        erp.next(SAVE, fault, fault, fault, fault, fault);

        problem(Kind.UNREACHABLE, () -> change(who, put("Review", MONDAY, 60)))
                .withMessageContaining("read again afterwards: the change is not in it");
        assertThat(lines(who)).isEmpty();
    }

    @Test
    void aRedirectIsNoSuccessAndIsNotFollowed() {
        var who = ada();
        erp.next(SAVE, Fault.REDIRECT);

        problem(Kind.UNREADABLE, () -> change(who, put("Review", MONDAY, 60)))
                .withMessage(
                        "The ERP of the test sends elsewhere (status 302, to sso.example.com), where we do not follow"
                                + " with your token. ERP_API_BASE_URL must be the very address of its REST API; perhaps you are"
                                + " signed out there. The week was read again afterwards: the change is not in it.");
        assertThat(lines(who)).isEmpty();
    }

    @Test
    void whatTheErpRefusesIsToldWithItsReason() {
        var who = ada();
        erp.next(SAVE, Fault.BAD_REQUEST);

        problem(Kind.REFUSED, () -> change(who, put("Review", MONDAY, 60)))
                .withMessage("The ERP of the test refused this with status 400. It says: \"label: Unknown label.\"");
        assertThat(erp.requests())
                .filteredOn(request -> request.startsWith("PATCH"))
                .hasSize(1);
    }

    @Test
    void othersWhoAreAlwaysFasterAreNotOverwritten() {
        var who = ada();
        Fault faster = Fault.CHANGED_MEANWHILE;
        erp.next(SAVE, faster, faster, faster, faster, faster, faster);

        problem(Kind.REFUSED, () -> change(who, put("Review", MONDAY, 60)))
                .withMessage("The week of 2026-11-16 was changed by others each time before we could save. Nothing was"
                        + " written. Try again.");
        assertThat(lines(who)).hasSize(3).noneMatch(line -> line.contains("Review"));
    }

    @Test
    void itIsUnknownOnlyWhereTheLookAfterwardsFailsToo() {
        var who = ada();
        change(who, put("Warm", MONDAY, 5));
        erp.next(SAVE, Fault.APPLY_AND_DROP);
        erp.next(WEEK, Fault.CHANGED_MEANWHILE); // the first read goes well
        erp.next(WEEK, Fault.STATUS_500, Fault.STATUS_500, Fault.STATUS_500);

        problem(Kind.UNCERTAIN, () -> change(who, put("Review", MONDAY, 60)))
                .withMessageContaining("Look at the week before you try again.");
        assertThat(lines(who)).contains("Internal: Review 2026-11-16 60 66");
    }

    @Test
    void ofTheErpsDocumentNothingIsLostThatWeDoNotKnow() {
        var who = ada();
        ObjectNode week = erp.state.week(who.person(), MONDAY);
        erp.state.addLine(week, 0, "Of the web page", MONDAY, 45, 62);
        String version = week.path("modified_at").asString();

        change(who, put("Review", MONDAY, 60));

        JsonNode sent = ErpState.JSON.readTree(erp.lastBody());
        assertThat(sent.path("modified_at").asString()).isEqualTo(version);
        assertThat(sent.path("vendor_note").asString()).isEqualTo("keep me");
        assertThat(sent.path("projects").get(0).path("tasks"))
                .isEqualTo(ErpState.JSON.readTree(
                        week.path("projects").get(0).path("tasks").toString()));
        assertThat(sent.path("projects").get(1).path("tasks").toString())
                .isEqualTo("[{\"description\":\"Review\",\"days\":[{\"date\":\"2026-11-16\",\"hours\":1,\"minutes\":0,"
                        + "\"decimal_hours\":1.0,\"label\":66}]}]");
    }

    @Test
    void aDayThatTheErpKeepsIsSentAsZero() {
        erp.state.keepsAbsentDays = true;
        var who = ada();
        change(who, put("Review", MONDAY, 60), put("Review", MONDAY.plusDays(1), 30));

        assertThat(kinds(change(who, remove("Review", MONDAY)))).containsExactly(EntryOutcome.Kind.REMOVED);
        assertThat(lines(who)).containsExactly("Internal: Review 2026-11-17 30 66");
    }

    @Test
    void twoProjectsOfOneNameAreNeverMixedUp() {
        erp.shapes.namesOnly = true;
        var who = bench.somebody();
        long first = erp.state.addProject("Internal");
        long second = erp.state.addProject("Internal");
        erp.state.assign(who.person(), first);
        erp.state.addWeek(who.person(), MONDAY);
        erp.state.assign(who.person(), second); // after the week was made: it has the other alone
        bench.signIn.signInWithToken(who.principal(), who.token());

        WeekOutcome outcome = change(
                who,
                new EntryChange.Put(
                        new LogProject(second, "Internal", "Internal"), "Review", null, null, MONDAY, 60, null));

        assertThat(kinds(outcome)).containsExactly(EntryOutcome.Kind.REFUSED);
        assertThat(((WeekOutcome.Done) outcome).entries().getFirst().note())
                .isEqualTo(
                        "You have several projects named 'Internal', and the ERP does not say which of them is the one"
                                + " in this week. Nothing was logged, since it could land on the wrong one. Log it in the ERP"
                                + " itself.");
        assertThat(lines(who)).isEmpty();
    }

    // --- weeks that are not there ---

    @Test
    void timeOfAMissingWeekIsLoggedOnceThoughTheConnectionBreaks() {
        erp.state.makesWeeks = true;
        var who = bench.person(List.of("Internal"));
        erp.next(SLACK, Fault.APPLY_AND_DROP);

        WeekOutcome outcome = change(who, put("Review", MONDAY, 150));

        assertThat(kinds(outcome)).containsExactly(EntryOutcome.Kind.CREATED);
        assertThat(((WeekOutcome.Done) outcome).weekCreated()).isTrue();
        assertThat(lines(who)).containsExactly("Internal: Review 2026-11-16 150 66");
        assertThat(erp.lastBody())
                .isEqualTo("{\"email\":\"person1@corp.example\",\"logs\":[{\"date\":\"2026-11-16\",\"time_spent\":"
                        + "\"02:30\",\"description\":\"Review\",\"subteam\":" + erp.state.project("Internal")
                        + ",\"label_id\":66}]}");
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP", "STATUS_503"})
    void whatDidNotArriveIsLoggedAtTheSecondTry(Fault fault) {
        erp.state.makesWeeks = true;
        var who = bench.person(List.of("Internal"));
        erp.next(SLACK, fault);

        assertThat(kinds(change(who, put("Review", MONDAY, 150)))).containsExactly(EntryOutcome.Kind.CREATED);
        assertThat(lines(who)).hasSize(1);
    }

    @Test
    void anErpThatMayStillBeAtItIsNotAskedTwice() {
        erp.state.makesWeeks = true;
        var who = bench.person(List.of("Internal"));
        erp.next(SLACK, Fault.SLOW);

        problem(Kind.UNREACHABLE, () -> change(who, put("Review", MONDAY, 150)))
                .withMessageContaining("may still arrive");
        assertThat(erp.requests())
                .filteredOn(request -> request.startsWith("POST"))
                .hasSize(1);
    }

    @Test
    void aMissingWeekIsSaidToBeMissingAndAnyOtherCauseByItsName() {
        var who = bench.person(List.of("Internal"));

        assertThat(change(who, put("Review", MONDAY, 60))).isInstanceOf(WeekOutcome.NoWeek.class);
        erp.next(SLACK, Fault.STATUS_403);
        problem(Kind.REFUSED, () -> change(who, put("Review", MONDAY, 60)))
                .withMessage("The ERP of the test refused this with status 403. It says: \"Not yours.\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"STATUS_500", "PAGE", "REDIRECT", "DEEP", "SLOW"})
    void aListThatFailsNeverLeadsToASecondWeek(Fault fault) {
        var who = ada();
        erp.next(LIST, fault);

        assertThatExceptionOfType(TimeLogProblemException.class)
                .isThrownBy(() -> change(who, put("Review", MONDAY, 60)));
        assertThat(erp.requests()).allMatch(request -> request.startsWith("GET"));
        assertThat(lines(who)).isEmpty();
    }
}
