package io.throughline.timelog.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import io.throughline.timelog.embedded.ErpRefusalException.Reason;
import io.throughline.timelog.embedded.SavedWeek.DayPart;
import io.throughline.timelog.embedded.SavedWeek.ProjectPart;
import io.throughline.timelog.embedded.SavedWeek.TaskPart;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EmbeddedErpSpec {

    private static final String MOBILE = "Atlas / Mobile";
    private static final String INTERNAL = "Internal";
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);

    private final TestServer server;
    private final ErpCompany company;
    private final EmbeddedErp erp;
    private final AtomicInteger people = new AtomicInteger();

    EmbeddedErpSpec(TestDatabase database) {
        server = TestServer.on(database);
        company = new ErpCompany(server, "erp");
        erp = server.get(EmbeddedErp.class);
    }

    @AfterAll
    void close() {
        server.close();
    }

    // --- words of the tests ---

    private Principal person() {
        return company.person("person" + people.incrementAndGet(), Role.MEMBER, List.of(MOBILE, INTERNAL), MONDAY);
    }

    private long weekId(Principal who) {
        return erp.weeksOfYear(who, 2026).stream()
                .filter(head -> head.weekStarting().equals(MONDAY))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private WeekLog week(Principal who) {
        return erp.findWeek(who, weekId(who)).orElseThrow();
    }

    private static DayPart day(LocalDate date, int minutes) {
        return new DayPart(date, minutes, null, false);
    }

    private static TaskPart line(String description, DayPart... days) {
        return new TaskPart(null, description, null, List.of(days));
    }

    private ProjectPart mobile(TaskPart... tasks) {
        return new ProjectPart(null, company.project(MOBILE).id(), null, null, List.of(tasks));
    }

    private ProjectPart internal(TaskPart... tasks) {
        return new ProjectPart(null, company.project(INTERNAL).id(), null, null, List.of(tasks));
    }

    private WeekLog save(Principal who, ProjectPart... projects) {
        WeekLog week = week(who);
        return erp.save(who, week.id(), new SavedWeek(week.modifiedAt(), List.of(projects)));
    }

    /** The week as a client hands it back that changed nothing. */
    private static List<ProjectPart> unchanged(WeekLog week) {
        return week.projects().stream()
                .map(project -> new ProjectPart(
                        project.id(),
                        null,
                        null,
                        null,
                        project.tasks().stream()
                                .map(task -> new TaskPart(
                                        task.id(),
                                        task.description(),
                                        null,
                                        task.days().stream()
                                                .map(EmbeddedErpSpec::unchanged)
                                                .toList()))
                                .toList()))
                .toList();
    }

    private static DayPart unchanged(LoggedDay day) {
        LogLabel label = day.label();
        return new DayPart(day.date(), day.minutes(), label == null ? null : Long.valueOf(label.id()), true);
    }

    private static List<String> lines(WeekLog week) {
        List<String> lines = new ArrayList<>();
        for (WeekProject project : week.projects()) {
            for (LoggedTask task : project.tasks()) {
                lines.add(project.project().subteam() + ": " + task.description() + " "
                        + task.days().stream()
                                .map(day -> day.date().getDayOfMonth() + "=" + day.minutes() + name(day.label()))
                                .toList());
            }
        }
        return lines;
    }

    private static String name(@Nullable LogLabel label) {
        return label == null ? "" : label.name();
    }

    private static ErpRefusalException refused(Reason reason, ThrowingCallable call) {
        ErpRefusalException refusal = catchThrowableOfType(ErpRefusalException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
        return refusal;
    }

    private void invalid(Principal who, String field, String message, ProjectPart... projects) {
        WeekLog before = week(who);
        ErpRefusalException e = refused(Reason.INVALID, () -> save(who, projects));
        assertThat(e.fieldErrors()).isEqualTo(Map.of(field, message));
        assertThat(e).hasMessage(field + ": " + message);
        assertThat(week(who)).isEqualTo(before);
    }

    // --- reading ---

    @Test
    void theWeeksOfAYearAreThoseWhoseMondayLiesInIt() {
        Principal who = company.person(
                "year" + people.incrementAndGet(), Role.MEMBER, List.of(MOBILE), LocalDate.of(2025, 12, 29), MONDAY);
        save(who, mobile(line("Login", day(MONDAY, 90), day(TUESDAY, 30))));

        List<WeekHead> of2026 = erp.weeksOfYear(who, 2026);

        assertThat(erp.weeksOfYear(who, 2025))
                .extracting(WeekHead::weekStarting)
                .containsExactly(LocalDate.of(2025, 12, 29));
        assertThat(of2026.getFirst().weekStarting()).isEqualTo("2026-01-05");
        assertThat(of2026).isSortedAccordingTo((a, b) -> a.weekStarting().compareTo(b.weekStarting()));
        WeekLog week = week(who);
        assertThat(of2026).contains(new WeekHead(week.id(), MONDAY, false, String.valueOf(week.modifiedAt()), 120));
    }

    @Test
    void theWeeksOfAMonthAreAllThatOverlapItOnce() {
        Principal who = company.person(
                "month" + people.incrementAndGet(), Role.MEMBER, List.of(MOBILE), LocalDate.of(2025, 12, 29));

        assertThat(erp.weeksOfMonth(who, YearMonth.of(2026, 1)))
                .extracting(WeekLog::weekStarting)
                .extracting(LocalDate::toString)
                .containsExactly("2025-12-29", "2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26");
    }

    @Test
    void aVersionHasMicroseconds() {
        assertThat(week(person()).modifiedAt()).matches("2026-11-21T09:00:00\\.\\d{6}Z");
    }

    // --- saving ---

    @Test
    void theDocumentIsTheWholeTruthOfAProject() {
        Principal who = person();
        save(who, mobile(line("Login", day(MONDAY, 90), day(TUESDAY, 30)), line("Logout", day(MONDAY, 15))));

        WeekLog saved = save(who, mobile(line("Login", day(MONDAY, 60)), line("Review", day(TUESDAY, 45))));

        assertThat(lines(saved)).containsExactly("Mobile: Login [16=60General]", "Mobile: Review [17=45General]");
        assertThat(saved).isEqualTo(week(who));
    }

    @Test
    void projectsThatAreNotListedStayAndOnesWithoutTasksToo() {
        Principal who = person();
        save(who, mobile(line("Login", day(MONDAY, 90))), internal(line("Meeting", day(MONDAY, 15))));

        WeekLog saved = save(
                who,
                new ProjectPart(null, company.project(MOBILE).id(), null, null, null),
                new ProjectPart(null, null, INTERNAL, "", List.of()));

        assertThat(lines(saved)).containsExactly("Mobile: Login [16=90General]");
    }

    @Test
    void aLineWithoutDaysIsLeftAloneAndAnEmptyListEmptiesIt() {
        Principal who = person();
        WeekLog week = save(who, mobile(line("Login", day(MONDAY, 90)), line("Review", day(MONDAY, 30))));
        List<LoggedTask> tasks = week.projects().getFirst().tasks();

        WeekLog saved = save(
                who,
                mobile(
                        new TaskPart(tasks.getFirst().id(), "Sign-in", null, null),
                        new TaskPart(tasks.getLast().id(), null, null, List.of())));

        assertThat(lines(saved)).containsExactly("Mobile: Sign-in [16=90General]", "Mobile: Review []");
    }

    @Test
    void whatIsHandedBackAsItWasChangesNothing() {
        Principal who = person();
        WeekLog week = save(who, mobile(line("Login", day(MONDAY, 90))), internal(line("Meeting", day(MONDAY, 15))));

        WeekLog saved = erp.save(who, week.id(), new SavedWeek(week.modifiedAt(), unchanged(week)));

        assertThat(saved).isEqualTo(week);
    }

    @Test
    void theSameSaveTwiceIsStaleTheSecondTime() {
        Principal who = person();
        WeekLog week = week(who);
        var document = new SavedWeek(week.modifiedAt(), List.of(mobile(line("Login", day(MONDAY, 90)))));

        WeekLog saved = erp.save(who, week.id(), document);
        ErpRefusalException e = refused(Reason.STALE, () -> erp.save(who, week.id(), document));

        assertThat(e)
                .hasMessage("The week log of 2026-11-16 was changed meanwhile. Read it again and repeat your change.");
        assertThat(e.modifiedAt()).isEqualTo(saved.modifiedAt()).isGreaterThan(week.modifiedAt());
        assertThat(week(who)).isEqualTo(saved);
    }

    @Test
    void aVersionIsAnInstantHoweverItIsWritten() {
        Principal who = person();
        for (String ending : List.of("Z", "+00:00", "000Z", "999+00:00")) {
            WeekLog week = week(who);
            String written = String.valueOf(week.modifiedAt()).replace("Z", ending);
            int minutes = 30 + ending.length();
            erp.save(who, week.id(), new SavedWeek(written, List.of(mobile(line("Login", day(MONDAY, minutes))))));
        }
        WeekLog week = week(who);

        refused(Reason.INVALID, () -> erp.save(who, week.id(), new SavedWeek(null, List.of())));
        assertThat(refused(Reason.INVALID, () -> erp.save(who, week.id(), new SavedWeek("yesterday", List.of())))
                        .fieldErrors())
                .containsOnlyKeys("modified_at");
    }

    @Test
    void zeroMinutesTakeADayAway() {
        Principal who = person();
        save(who, mobile(line("Login", day(MONDAY, 90), day(TUESDAY, 30))));

        assertThat(lines(save(who, mobile(line("Login", day(MONDAY, 0), day(TUESDAY, 30))))))
                .containsExactly("Mobile: Login [17=30General]");
    }

    @Test
    void labelsAreKeptTakenAwayAndGivenAsTheClientSays() {
        Principal who = person();
        save(who, mobile(line("Login", new DayPart(MONDAY, 60, 61L, true), day(TUESDAY, 30))));

        assertThat(lines(week(who))).containsExactly("Mobile: Login [16=60Coding, 17=30General]");
        assertThat(lines(save(who, mobile(line("Login", day(MONDAY, 70), new DayPart(TUESDAY, 30, null, true))))))
                .containsExactly("Mobile: Login [16=70Coding, 17=30]");
    }

    @Test
    void aLabelOutOfUseStaysWhereItIsAndGoesNowhereElse() {
        Principal who = person();
        LogLabel label = company.administration().addLabel(company.owner(), "Travel " + people.get());
        save(who, mobile(line("Train", new DayPart(MONDAY, 60, label.id(), true))));
        company.administration().switchLabel(company.owner(), label.id(), false);

        save(who, mobile(line("Train", new DayPart(MONDAY, 75, label.id(), true))));

        ErpRefusalException e = refused(
                Reason.INVALID,
                () -> save(
                        who,
                        mobile(line(
                                "Train",
                                new DayPart(MONDAY, 75, label.id(), true),
                                new DayPart(TUESDAY, 75, label.id(), true)))));
        assertThat(e.fieldErrors()).containsOnlyKeys("projects[0].tasks[0].days[1].label");
        assertThat(week(who).minutes()).isEqualTo(75);
    }

    @Test
    void whatIsWrongIsSaidOfItsField() {
        Principal who = person();
        String tasks = "projects[0].tasks";
        invalid(
                who,
                tasks + "[0].days[0].date",
                "2026-11-23 is not in the week 2026-11-16 to 2026-11-22.",
                mobile(line("Login", day(MONDAY.plusDays(7), 60))));
        invalid(
                who,
                tasks + "[0].days[1].date",
                "2026-11-16 is listed twice for this line.",
                mobile(line("Login", day(MONDAY, 60), day(MONDAY, 60))));
        invalid(
                who,
                tasks + "[0].days[0].hours",
                "must be from 0 minutes to 24 hours, but was 1441 minutes.",
                mobile(line("Login", day(MONDAY, 1_441))));
        invalid(
                who,
                tasks + "[0].days[0].hours",
                "must be from 0 minutes to 24 hours, but was -1 minutes.",
                mobile(line("Login", day(MONDAY, -1))));
        invalid(
                who,
                tasks + "[1].description",
                "The description is empty. Say in some words what was done.",
                mobile(line("Login", day(MONDAY, 60)), line(" \u00a0", day(MONDAY, 60))));
        invalid(
                who,
                tasks + "[0].description",
                "The description has a control character (U+0007). Leave it out.",
                mobile(line("Bell \u0007 rings", day(MONDAY, 60))));
        invalid(
                who,
                tasks + "[0].id",
                "'Atlas / Mobile' has no line with the id 4711 in this week. Leave the id out for a new line.",
                mobile(new TaskPart(4_711L, "Login", null, List.of())));
        invalid(
                who,
                "projects",
                "2026-11-16 would have 25:00 h over all projects, but a day has 24 hours.",
                mobile(line("Login", day(MONDAY, 900))),
                internal(line("Meeting", day(MONDAY, 600))));
        invalid(
                who,
                "projects[1]",
                "'Atlas / Mobile' is listed twice. List each project once.",
                mobile(),
                new ProjectPart(null, null, null, "mobile", null));
        invalid(
                who,
                "projects[0]",
                "says by no id and no name which project it is.",
                new ProjectPart(null, null, null, null, null));
    }

    @Test
    void aProjectOutsideTheWeekIsRefusedWithThoseThereAre() {
        Principal who = person();

        ErpRefusalException e =
                refused(Reason.INVALID, () -> save(who, new ProjectPart(5L, null, null, null, List.of())));

        assertThat(e.getMessage())
                .startsWith(
                        "projects[0].id: the week log of 2026-11-16 has no project with the id 5. Its projects are: ")
                .contains("Atlas / Mobile", "Internal");
    }

    @Test
    void descriptionsHoldTenThousandCharactersOfAnyScript() {
        Principal who = person();
        String text = "語🚀".repeat(5_000);

        assertThat(save(who, mobile(line(text, day(MONDAY, 60))))
                        .projects()
                        .getFirst()
                        .tasks())
                .extracting(LoggedTask::description)
                .containsExactly(text);
        invalid(
                who,
                "projects[0].tasks[0].description",
                "The description has 10001 characters, but 10000 at most are kept. Shorten it.",
                mobile(line(text + "x", day(MONDAY, 60))));
    }

    @Test
    void equalLinesOfOldDataAreNotMerged() {
        Principal who = person();
        WeekLog twins = save(who, mobile(line("Login", day(MONDAY, 60)), line("Login", day(MONDAY, 30))));
        assertThat(lines(twins)).containsExactly("Mobile: Login [16=60General]", "Mobile: Login [16=30General]");

        WeekLog again = erp.save(who, twins.id(), new SavedWeek(twins.modifiedAt(), unchanged(twins)));

        assertThat(again).isEqualTo(twins);
    }

    // --- completing ---

    @Test
    void aCompletedWeekIsLockedAndTellsWhoAndWhen() {
        Principal who = person();
        WeekLog week = save(who, mobile(line("Login", day(MONDAY, 60))));

        WeekLog completed = erp.complete(who, week.id(), true, null);

        assertThat(completed.completed()).isTrue();
        assertThat(completed.completion())
                .isEqualTo(new WeekLog.Completion("2026-11-21T09:00:00.000000Z", who.personName()));
        assertThat(completed.modifiedAt()).isGreaterThan(week.modifiedAt());
        assertThat(erp.complete(who, week.id(), true, null)).isEqualTo(completed);
        assertThat(refused(Reason.COMPLETED, () -> save(who, mobile())))
                .hasMessage("The week of 2026-11-16 is completed. Open it again by completing it with save_draft true,"
                        + " then change it.");
        assertThat(erp.complete(who, week.id(), false, "forgot Friday").completion())
                .isNull();
        assertThat(server.sql()
                        .sql("select action, reason from week_log_event where week_log_id = :week order by id")
                        .param("week", week.id())
                        .query((row, number) -> row.getString(1) + " " + row.getString(2))
                        .list())
                .containsExactly("completed null", "reopened forgot Friday");
    }

    // --- programs ---

    private ProgramEntry entry(LocalDate date, int minutes, String description) {
        return new ProgramEntry(
                date, minutes, description, company.project(MOBILE).id(), null, null);
    }

    @Test
    void aProgramThatLogsTwiceDoublesNothing() {
        Principal who = person();
        List<ProgramEntry> entries = List.of(entry(MONDAY, 60, "Review"), entry(TUESDAY, 30, " Review "));

        erp.logFromProgram(who, entries);
        WeekLog once = week(who);
        erp.logFromProgram(who, entries);

        assertThat(lines(once)).containsExactly("Mobile: Review [16=60General, 17=30General]");
        assertThat(week(who)).isEqualTo(once);
    }

    @Test
    void aProgramLogsAllOrNothing() {
        Principal who = person();
        WeekLog before = week(who);
        var strange = new ProgramEntry(TUESDAY, 60, "Review", 4_711, null, null);

        assertThat(refused(
                        Reason.NOT_IN_PROJECT,
                        () -> erp.logFromProgram(who, List.of(entry(MONDAY, 60, "Review"), strange))))
                .hasMessage("There is no project 4711 in the week log for 2026-11-17. Nothing was logged. Whoever runs"
                        + " the ERP can assign it.");
        refused(
                Reason.NOT_IN_PROJECT,
                () -> erp.logFromProgram(who, List.of(entry(MONDAY.minusWeeks(9), 60, "Review"))));
        refused(Reason.INVALID, () -> erp.logFromProgram(who, List.of(entry(MONDAY, 0, "Review"))));
        refused(Reason.INVALID, () -> erp.logFromProgram(who, List.of()));
        assertThat(week(who)).isEqualTo(before);
        assertThat(erp.weeksOfMonth(who, YearMonth.of(2026, 9))).isEmpty();
    }

    @Test
    void aProgramMeetsALockedWeek() {
        Principal who = person();
        erp.complete(who, weekId(who), true, null);

        refused(Reason.COMPLETED, () -> erp.logFromProgram(who, List.of(entry(MONDAY, 60, "Review"))));
    }

    // --- others, and the trail ---

    @Test
    void aWeekOfSomebodyElseDoesNotExist() {
        Principal who = person();
        Principal colleague = person();
        Principal stranger = new ErpCompany(server, "stranger" + people.incrementAndGet()).owner();
        WeekLog week = save(who, mobile(line("Login", day(MONDAY, 60))));

        for (Principal other : List.of(colleague, stranger, company.owner())) {
            assertThat(erp.findWeek(other, week.id())).isEmpty();
            assertThat(refused(
                            Reason.NOT_FOUND,
                            () -> erp.save(other, week.id(), new SavedWeek(week.modifiedAt(), List.of()))))
                    .hasMessage("There is no such week log.");
            refused(Reason.NOT_FOUND, () -> erp.complete(other, week.id(), true, null));
        }
        assertThat(erp.weeksOfYear(stranger, 2026)).isEmpty();
        assertThat(week(who)).isEqualTo(week);
    }

    @Test
    void everyWriteAndRefusalIsInTheTrail() {
        ErpCompany own = new ErpCompany(server, "trail" + people.incrementAndGet());
        Principal who = own.person("amina", Role.MEMBER, List.of(MOBILE), MONDAY);
        WeekLog week = erp.findWeek(who, weekId(who)).orElseThrow();
        long project = own.project(MOBILE).id();

        erp.save(who, week.id(), new SavedWeek(week.modifiedAt(), List.of()));
        refused(Reason.INVALID, () -> erp.save(who, week.id(), new SavedWeek(null, List.of())));
        erp.logFromProgram(who, List.of(new ProgramEntry(MONDAY, 60, "Secret", project, null, null)));
        erp.complete(who, week.id(), true, null);
        refused(
                Reason.COMPLETED,
                () -> erp.logFromProgram(who, List.of(new ProgramEntry(MONDAY, 6, "Secret", project, null, null))));

        assertThat(server.get(AccessService.class).auditTrail(who))
                .extracting(entry -> entry.action() + " " + entry.outcome() + " " + entry.detail())
                .filteredOn(entry ->
                        entry.startsWith("erp.save") || entry.startsWith("erp.log") || entry.startsWith("erp.complete"))
                .containsExactly(
                        "erp.save done week log " + week.id(),
                        "erp.save refused week log " + week.id() + ": invalid",
                        "erp.log done 1 entries",
                        "erp.complete done week log " + week.id() + " completed",
                        "erp.log refused 1 entries: completed");
    }
}
