package io.throughline.timelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.access.Principal;
import io.throughline.timelog.EntryOutcome.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every backend of the time logs must do. A subclass gives the backend and the people to try it with; it runs with one
 * instance per class, and each test has a person of its own.
 */
public abstract class BackendContract {

    protected static final String MOBILE = "Atlas / Mobile";
    protected static final String OTHER_MOBILE = "Boreas / Mobile";
    protected static final String INTERNAL = "Internal";

    /** The week of {@code TestServer.NOW}. */
    protected static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    protected abstract TimeLogBackend backend();

    /**
     * A new person, as they call the backend, who may log time on the projects, and whose logs of the weeks are there, open,
     * empty, and have all of the projects. Earlier weeks are not there.
     *
     * @param projects complete names; the last part of each is its short name; the same for several people
     * @param mondays the earliest first
     */
    protected abstract Principal person(List<String> projects, LocalDate... mondays);

    /** Whether a week that is missing is made where it is written to. */
    protected abstract boolean makesWeeks();

    // --- words of the tests ---

    private Principal person() {
        return person(List.of(MOBILE, INTERNAL), MONDAY);
    }

    private LogProject project(Principal who, String team) {
        return backend().activeProjects(who).stream()
                .filter(project -> project.team().equals(team))
                .findFirst()
                .orElseThrow();
    }

    private EntryChange.Put put(Principal who, String team, String description, LocalDate date, int minutes) {
        return new EntryChange.Put(project(who, team), description, null, null, date, minutes, null);
    }

    private EntryChange.Put put(Principal who, String description, LocalDate date, int minutes) {
        return put(who, MOBILE, description, date, minutes);
    }

    private EntryChange.Remove remove(Principal who, String description, LocalDate date) {
        return new EntryChange.Remove(project(who, MOBILE), description, null, null, date);
    }

    private WeekOutcome.Done change(Principal who, EntryChange... changes) {
        LocalDate monday = Weeks.mondayOf(changes[0].date());
        return done(backend().change(who, new WeekChange(monday, List.of(changes))));
    }

    private static WeekOutcome.Done done(WeekOutcome outcome) {
        assertThat(outcome).isInstanceOf(WeekOutcome.Done.class);
        return (WeekOutcome.Done) outcome;
    }

    private EntryOutcome changed(Principal who, EntryChange change) {
        List<EntryOutcome> entries = change(who, change).entries();
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }

    private WeekLog week(Principal who, LocalDate monday) {
        return backend().findWeek(who, monday).orElseThrow();
    }

    private WeekLog week(Principal who) {
        return week(who, MONDAY);
    }

    /** Such as {@code Atlas / Mobile: Login 2026-11-16 120 General}, one for each day. */
    private static List<String> lines(WeekLog week) {
        List<String> lines = new ArrayList<>();
        for (WeekProject project : week.projects()) {
            for (LoggedTask task : project.tasks()) {
                for (LoggedDay day : task.days()) {
                    lines.add(project.project().team() + ": " + task.description() + " " + day.date() + " "
                            + day.minutes() + label(day.label()));
                }
            }
        }
        return lines;
    }

    private static String label(@Nullable LogLabel label) {
        return label == null ? "" : " " + label.name();
    }

    private static List<Kind> kinds(WeekOutcome.Done done) {
        return done.entries().stream().map(EntryOutcome::kind).toList();
    }

    // --- who and what ---

    @Test
    void aPersonIsKnownByAnAddress() {
        LogPerson person = backend().person(person());

        assertThat(person.email()).contains("@").isLowerCase();
        assertThat(person.name()).isNotBlank();
    }

    @Test
    void thePersonsProjectsAreActiveOnes() {
        assertThat(backend().activeProjects(person()))
                .extracting(LogProject::team)
                .containsExactly(MOBILE, INTERNAL);
    }

    @Test
    void thereIsTheLabelThatEntriesHaveByDefault() {
        assertThat(backend().labels(person())).contains(new LogLabel(66, "General"), new LogLabel(61, "Coding"));
    }

    @Test
    void anOpenWeekHasItsProjectsAndAVersion() {
        WeekLog week = week(person());

        assertThat(week.weekStarting()).isEqualTo(MONDAY);
        assertThat(week.completed()).isFalse();
        assertThat(week.modifiedAt()).isNotNull();
        assertThat(week.id()).isPositive();
        assertThat(week.projects())
                .extracting(project -> project.project().team())
                .containsExactlyInAnyOrder(MOBILE, INTERNAL);
    }

    @Test
    void aWeekThatIsNotThereIsEmptyAndNoError() {
        Principal who = person();

        assertThat(backend().findWeek(who, MONDAY.minusWeeks(5))).isEmpty();
        assertThat(backend().complete(who, MONDAY.minusWeeks(5), true, null)).isEmpty();
        assertThat(backend().weeks(who, MONDAY.minusWeeks(6), MONDAY.minusWeeks(4)))
                .isEqualTo(new WeeksRead(List.of(), List.of()));
    }

    @Test
    void weeksOfARangeAreThoseThatOverlapItEachOnceAcrossAYear() {
        LocalDate[] mondays = {LocalDate.of(2025, 12, 22), LocalDate.of(2025, 12, 29), LocalDate.of(2026, 1, 5)};
        Principal who = person(List.of(MOBILE), mondays);
        change(who, put(who, "New year", LocalDate.of(2026, 1, 1), 30));

        WeeksRead read = backend().weeks(who, LocalDate.of(2025, 12, 28), LocalDate.of(2026, 1, 4));

        assertThat(read.problems()).isEmpty();
        assertThat(read.weeks()).extracting(WeekLog::weekStarting).containsExactly(mondays[0], mondays[1]);
        assertThat(lines(read.weeks().getLast())).containsExactly(MOBILE + ": New year 2026-01-01 30 General");
    }

    // --- entries ---

    @Test
    void aNewEntryIsInTheWeekAndInTheAnswer() {
        Principal who = person();
        String before = week(who).modifiedAt();

        WeekOutcome.Done done = change(who, put(who, "Login screen", MONDAY.plusDays(1), 150));

        EntryOutcome entry = done.entries().getFirst();
        assertThat(entry.kind()).isEqualTo(Kind.CREATED);
        assertThat(entry.before()).isNull();
        assertThat(entry.taskId()).isPositive();
        assertThat(done.weekCreated()).isFalse();
        assertThat(done.week()).isEqualTo(week(who));
        assertThat(done.week().modifiedAt()).isNotEqualTo(before);
        assertThat(lines(done.week())).containsExactly(MOBILE + ": Login screen 2026-11-17 150 General");
    }

    @Test
    void theSameAgainChangesNothingNotEvenTheVersion() {
        Principal who = person();
        WeekLog first = change(who, put(who, "Login", MONDAY, 60)).week();

        WeekOutcome.Done again = change(who, put(who, "Login", MONDAY, 60));

        assertThat(kinds(again)).containsExactly(Kind.UNCHANGED);
        assertThat(again.week()).isEqualTo(first);
    }

    @Test
    void anUpdateReplacesTheTimeAndKeepsTheLabel() {
        Principal who = person();
        var coding = new LogLabel(61, "Coding");
        change(who, new EntryChange.Put(project(who, MOBILE), "Login", null, null, MONDAY, 60, coding));

        EntryOutcome entry = changed(who, put(who, "Login", MONDAY, 90));

        assertThat(entry.kind()).isEqualTo(Kind.UPDATED);
        assertThat(entry.before()).extracting(LoggedDay::minutes).isEqualTo(60);
        assertThat(entry.after()).extracting(LoggedDay::minutes).isEqualTo(90);
        assertThat(lines(week(who))).containsExactly(MOBILE + ": Login 2026-11-16 90 Coding");
    }

    @Test
    void aLineIsFoundButForCaseAndBlanksAndKeepsItsText() {
        Principal who = person();
        change(who, put(who, "Login screen", MONDAY, 60));

        change(who, put(who, "LOGIN  screen", MONDAY.plusDays(6), 30));

        assertThat(lines(week(who)))
                .containsExactly(
                        MOBILE + ": Login screen 2026-11-16 60 General",
                        MOBILE + ": Login screen 2026-11-22 30 General");
    }

    @Test
    void aLineCanBeSaidByItsNumber() {
        Principal who = person();
        long taskId = changed(who, put(who, "Login", MONDAY, 60)).taskId();

        change(who, new EntryChange.Put(project(who, MOBILE), "anything", null, taskId, MONDAY.plusDays(2), 45, null));

        assertThat(lines(week(who)))
                .containsExactly(MOBILE + ": Login 2026-11-16 60 General", MOBILE + ": Login 2026-11-18 45 General");
    }

    @Test
    void textComesBackAsItWasWritten() {
        Principal who = person();
        String text = "Zürich <b>\"quoted\"</b> & 100 % – 日本 🚀\nsecond line\t.";

        change(who, put(who, text, MONDAY, 60));

        assertThat(lines(week(who))).containsExactly(MOBILE + ": " + text + " 2026-11-16 60 General");
    }

    @Test
    void aLineRemembersItsBacklogItem() {
        Principal who = person();
        LogProject mobile = project(who, MOBILE);
        change(who, new EntryChange.Put(mobile, "Review", "APP-12", null, MONDAY, 60, null));
        change(who, new EntryChange.Put(mobile, "Review", "APP-13", null, MONDAY, 30, null));
        change(who, new EntryChange.Put(mobile, "Review", "APP-12", null, MONDAY.plusDays(1), 15, null));

        WeekLog week = week(who);
        List<LoggedTask> tasks = week.projects().stream()
                .flatMap(project -> project.tasks().stream())
                .toList();

        assertThat(tasks)
                .extracting(task -> task.itemKey() + " " + task.description() + " " + task.minutes())
                .containsExactlyInAnyOrder("APP-12 Review 75", "APP-13 Review 30");
    }

    @Test
    void projectsOfTheSameShortNameAreTwo() {
        Principal who = person(List.of(MOBILE, OTHER_MOBILE), MONDAY);

        change(who, put(who, OTHER_MOBILE, "Login", MONDAY, 60));

        assertThat(lines(week(who))).containsExactly(OTHER_MOBILE + ": Login 2026-11-16 60 General");
    }

    @Test
    void whatIsTakenAwayIsGoneAndItsLineWithTheLastDay() {
        Principal who = person();
        change(who, put(who, "Login", MONDAY, 60), put(who, "Login", MONDAY.plusDays(1), 45));

        EntryOutcome first = changed(who, remove(who, "login", MONDAY));
        assertThat(first.kind()).isEqualTo(Kind.REMOVED);
        assertThat(first.before()).extracting(LoggedDay::minutes).isEqualTo(60);
        assertThat(first.after()).isNull();
        assertThat(lines(week(who))).containsExactly(MOBILE + ": Login 2026-11-17 45 General");

        change(who, remove(who, "Login", MONDAY.plusDays(1)));
        assertThat(week(who).projects()).allMatch(project -> project.tasks().isEmpty());
    }

    @Test
    void whatIsNotThereCannotBeTakenAway() {
        Principal who = person();
        WeekLog before = change(who, put(who, "Login", MONDAY, 60)).week();

        EntryOutcome noDay = changed(who, remove(who, "Login", MONDAY.plusDays(1)));
        EntryOutcome noLine = changed(who, remove(who, "Logout", MONDAY));

        assertThat(noDay.kind()).isEqualTo(Kind.REFUSED);
        assertThat(noDay.note()).isEqualTo("The line 'Login' has no time on 2026-11-17. It has time on: 2026-11-16.");
        assertThat(noLine.kind()).isEqualTo(Kind.REFUSED);
        assertThat(week(who)).isEqualTo(before);
    }

    @Test
    void aChangeThatIsRefusedKeepsNoOtherBack() {
        Principal who = person();

        WeekOutcome.Done done = change(
                who,
                put(who, "Long", MONDAY, 1_440),
                put(who, INTERNAL, "Too much", MONDAY, 1),
                put(who, "Login", MONDAY.plusDays(1), 60));

        assertThat(kinds(done)).containsExactly(Kind.CREATED, Kind.REFUSED, Kind.CREATED);
        assertThat(done.entries().get(1).note())
                .isEqualTo("2026-11-16 has 24:00 h on other lines already; with 0:01 h more it would be longer than 24"
                        + " hours.");
        assertThat(lines(week(who)))
                .containsExactlyInAnyOrder(
                        MOBILE + ": Long 2026-11-16 1440 General", MOBILE + ": Login 2026-11-17 60 General");
    }

    // --- versions, previews, completion ---

    @Test
    void aChangeForAVersionThatIsNoLongerThereIsRefused() {
        Principal who = person();
        String seen = week(who).modifiedAt();
        WeekLog current = change(who, put(who, "Login", MONDAY, 60)).week();

        WeekOutcome late = backend().change(who, new WeekChange(MONDAY, List.of(put(who, "Late", MONDAY, 60)), seen));
        WeekOutcome fresh = backend()
                .change(who, new WeekChange(MONDAY, List.of(put(who, "Fresh", MONDAY, 60)), current.modifiedAt()));

        assertThat(late).isEqualTo(new WeekOutcome.Stale(current));
        assertThat(kinds(done(fresh))).containsExactly(Kind.CREATED);
    }

    @Test
    void aPreviewTellsTheSameAndWritesNothing() {
        Principal who = person();
        WeekLog before = change(who, put(who, "Login", MONDAY, 60)).week();
        var wanted = new WeekChange(
                MONDAY,
                List.of(
                        put(who, "Login", MONDAY, 90),
                        put(who, "New", MONDAY, 30),
                        remove(who, "Nothing", MONDAY),
                        put(who, "Login", MONDAY.plusDays(9), 90)));

        WeekOutcome.Done preview = done(backend().preview(who, wanted));
        assertThat(kinds(preview)).containsExactly(Kind.UPDATED, Kind.CREATED, Kind.REFUSED, Kind.REFUSED);
        assertThat(week(who)).isEqualTo(before);

        assertThat(kinds(done(backend().change(who, wanted)))).isEqualTo(kinds(preview));
    }

    @Test
    void aCompletedWeekIsLockedUntilItIsOpenedAgain() {
        Principal who = person();
        change(who, put(who, "Login", MONDAY, 60));

        WeekLog completed = backend().complete(who, MONDAY, true, null).orElseThrow();
        assertThat(completed.completed()).isTrue();
        assertThat(backend().complete(who, MONDAY, true, null).orElseThrow().completed())
                .isTrue();
        var change = new WeekChange(MONDAY, List.of(put(who, "Late", MONDAY, 30)));
        assertThat(backend().change(who, change)).isInstanceOf(WeekOutcome.Locked.class);
        assertThat(backend().preview(who, change)).isInstanceOf(WeekOutcome.Locked.class);
        assertThat(lines(week(who))).containsExactly(MOBILE + ": Login 2026-11-16 60 General");

        WeekLog open = backend().complete(who, MONDAY, false, "forgot Monday").orElseThrow();
        assertThat(open.completed()).isFalse();
        assertThat(kinds(done(backend().change(who, change)))).containsExactly(Kind.CREATED);
    }

    @Test
    void aMissingWeekIsMadeOrSaidToBeMissing() {
        Principal who = person(List.of(MOBILE), MONDAY.minusWeeks(3), MONDAY);
        Principal other = person(List.of(MOBILE), MONDAY.minusWeeks(3));
        LocalDate missing = MONDAY.plusWeeks(20);
        var change = new WeekChange(missing, List.of(put(who, "Ahead", missing, 60)));

        WeekOutcome preview = backend().preview(who, change);
        assertThat(backend().findWeek(who, missing)).isEmpty();
        WeekOutcome outcome = backend().change(who, change);

        if (makesWeeks()) {
            assertThat(done(preview).weekCreated()).isTrue();
            assertThat(done(outcome).weekCreated()).isTrue();
            assertThat(lines(week(who, missing))).containsExactly(MOBILE + ": Ahead " + missing + " 60 General");
        } else {
            assertThat(preview).isInstanceOf(WeekOutcome.NoWeek.class);
            assertThat(outcome).isInstanceOf(WeekOutcome.NoWeek.class);
        }
        var removal = new WeekChange(missing, List.of(remove(other, "Ahead", missing)));
        assertThat(backend().change(other, removal)).isInstanceOf(WeekOutcome.NoWeek.class);
        assertThat(backend().findWeek(other, missing)).isEmpty();
    }

    // --- others ---

    @Test
    void nobodySeesWhatAnotherLogged() {
        Principal who = person();
        Principal other = person();
        change(who, put(who, "Secret", MONDAY, 60));

        assertThat(week(other).minutes()).isZero();
        assertThat(week(other).id()).isNotEqualTo(week(who).id());
        assertThat(backend().person(other).email())
                .isNotEqualTo(backend().person(who).email());
        change(other, put(other, "Mine", MONDAY, 15));
        assertThat(lines(week(who))).containsExactly(MOBILE + ": Secret 2026-11-16 60 General");
    }

    @Test
    void writersOfTheSameWeekLoseNothing() throws Exception {
        Principal who = person();
        int writers = 8;
        List<EntryChange.Put> wanted = new ArrayList<>();
        for (int at = 0; at < writers; at++) {
            wanted.add(put(who, "Line " + at, MONDAY.plusDays(at % 5), 10 + at));
        }
        List<Future<WeekOutcome>> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (EntryChange.Put put : wanted) {
                outcomes.add(threads.submit(() -> backend().change(who, new WeekChange(MONDAY, List.of(put)))));
            }
        }
        int confirmed = 0;
        for (Future<WeekOutcome> outcome : outcomes) {
            confirmed += done(outcome.get()).entries().getFirst().kind() == Kind.CREATED ? 1 : 0;
        }

        assertThat(confirmed).isEqualTo(writers);
        assertThat(lines(week(who))).hasSize(writers);
        Optional<WeekLog> week = backend().findWeek(who, MONDAY);
        assertThat(week.orElseThrow().minutes()).isEqualTo(8 * 10 + 28);
    }
}
