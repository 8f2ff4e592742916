package io.throughline.timelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.timelog.EntryOutcome.Kind;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeekEditTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final LogPerson AMINA = new LogPerson(7L, "Amina Qadri", "amina@corp.example");
    private static final LogLabel GENERAL = new LogLabel(66, "General");
    private static final LogLabel CODING = new LogLabel(61, "Coding");
    private static final LogProject MOBILE = new LogProject(501, "Atlas / Mobile", "Mobile");
    private static final LogProject INTERNAL = new LogProject(504, "Internal", "Internal");

    private static WeekLog week(LocalDate monday, WeekProject... projects) {
        return new WeekLog(9001, AMINA, monday, false, null, "2026-01-06T09:15:27.103482Z", List.of(projects));
    }

    /** A week in which the first project has these lines and the second has none. */
    private static WeekLog week(LoggedTask... tasks) {
        return week(
                MONDAY, new WeekProject(70011, MOBILE, List.of(tasks)), new WeekProject(70012, INTERNAL, List.of()));
    }

    private static LoggedTask line(long id, String description, LoggedDay... days) {
        return new LoggedTask(id, description, null, List.of(days));
    }

    private static LoggedDay day(LocalDate date, int minutes) {
        return new LoggedDay(date.getDayOfMonth(), date, minutes, CODING);
    }

    private static EntryChange.Put put(String description, LocalDate date, int minutes) {
        return put(MOBILE, description, date, minutes, null);
    }

    private static EntryChange.Put put(
            LogProject project, String description, LocalDate date, int minutes, @Nullable LogLabel label) {
        return new EntryChange.Put(project, description, null, null, date, minutes, label);
    }

    private static EntryChange.Remove remove(String description, LocalDate date) {
        return new EntryChange.Remove(MOBILE, description, null, null, date);
    }

    private static EntryOutcome one(WeekLog week, EntryChange change) {
        return WeekEdit.apply(week, List.of(change), GENERAL).entries().getFirst();
    }

    private static @Nullable String refusal(WeekLog week, EntryChange change) {
        EntryOutcome outcome = one(week, change);
        assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
        assertThat(outcome.after()).isNull();
        return outcome.note();
    }

    // --- which line is meant ---

    @Test
    void theExactTextComesBeforeOneThatDiffersInCase() {
        WeekLog week = week(line(1, "login", day(MONDAY, 60)), line(2, "Login", day(TUESDAY, 30)));

        assertThat(one(week, put("Login", MONDAY, 45)).taskId()).isEqualTo(2);
        assertThat(one(week, put("login", TUESDAY, 45)).taskId()).isEqualTo(1);
    }

    @Test
    void caseBlanksAndTheWayOfComposingDoNotCount() {
        WeekLog week = week(line(1, "Caf\u00e9 Straße", day(MONDAY, 60)));

        assertThat(one(week, put("cafe\u0301\u00a0 STRASSE", MONDAY, 45)).taskId())
                .isEqualTo(1);
    }

    @Test
    void amongEqualLinesTheOneThatHasTheDayIsMeant() {
        WeekLog week = week(line(1, "Login", day(MONDAY, 60)), line(2, "Login", day(TUESDAY, 30)));

        EntryOutcome outcome = one(week, put("Login", TUESDAY, 45));

        assertThat(outcome.taskId()).isEqualTo(2);
        assertThat(outcome.kind()).isEqualTo(Kind.UPDATED);
        assertThat(outcome.before()).isEqualTo(day(TUESDAY, 30));
    }

    @Test
    void equalLinesThatCannotBeToldApartAreNotGuessed() {
        WeekLog week = week(line(1, "Login", day(MONDAY, 60)), line(2, "Login", day(MONDAY, 30)));

        assertThat(refusal(week, put("Login", MONDAY, 45)))
                .isEqualTo("'Atlas / Mobile' has 2 lines 'Login' in this week, and several with time on 2026-01-05."
                        + " Change it where the lines can be told apart: in the week page of the console or in the ERP"
                        + " itself.");
        assertThat(refusal(week, remove("Login", TUESDAY))).contains("and none with time on 2026-01-06");
    }

    @Test
    void aLineSaidByItsNumberIsThatLine() {
        WeekLog week = week(line(1, "Login", day(MONDAY, 60)), line(2, "Login", day(MONDAY, 30)));

        assertThat(one(week, new EntryChange.Put(MOBILE, "Login", null, 2L, MONDAY, 45, null))
                        .before())
                .isEqualTo(day(MONDAY, 30));
    }

    @Test
    void aLineOfAnotherItemIsAnotherLine() {
        WeekLog week = week(new LoggedTask(1, "Review", "APP-12", List.of(day(MONDAY, 60))));

        EntryOutcome same = one(week, new EntryChange.Put(MOBILE, "Review", "APP-12", null, TUESDAY, 45, null));
        EntryOutcome other = one(week, new EntryChange.Put(MOBILE, "Review", "APP-13", null, TUESDAY, 45, null));

        assertThat(same.taskId()).isEqualTo(1);
        assertThat(other.taskId()).isNegative();
    }

    @Test
    void aLineWithoutAnItemTakesOneAndSaysSo() {
        WeekLog week = week(line(1, "Review", day(MONDAY, 60)));

        EntryOutcome outcome = one(week, new EntryChange.Put(MOBILE, "Review", "APP-13", null, MONDAY, 60, null));

        assertThat(outcome.kind()).isEqualTo(Kind.UPDATED);
        assertThat(outcome.note()).isEqualTo("The whole line of this week now names APP-13.");
    }

    // --- labels ---

    @Test
    void anUpdateKeepsTheLabelAndANewEntryGetsTheDefault() {
        WeekLog week = week(line(1, "Login", day(MONDAY, 60)));

        EntryOutcome updated = one(week, put("Login", MONDAY, 45));
        EntryOutcome created = one(week, put("Login", TUESDAY, 45));

        assertThat(updated.after()).isEqualTo(new LoggedDay(5, MONDAY, 45, CODING));
        assertThat(created.after()).isEqualTo(new LoggedDay(0, TUESDAY, 45, GENERAL));
    }

    @Test
    void anotherLabelAloneIsAnUpdate() {
        WeekLog week = week(line(1, "Login", day(MONDAY, 60)));

        assertThat(one(week, put(MOBILE, "Login", MONDAY, 60, GENERAL)).kind()).isEqualTo(Kind.UPDATED);
        assertThat(one(week, put(MOBILE, "Login", MONDAY, 60, CODING)).kind()).isEqualTo(Kind.UNCHANGED);
    }

    @Test
    void whereThereIsNoDefaultANewEntryHasNoLabel() {
        EntryOutcome created = WeekEdit.apply(week(), List.of(put("Login", MONDAY, 45)), null)
                .entries()
                .getFirst();

        assertThat(created.after()).isEqualTo(new LoggedDay(0, MONDAY, 45, null));
    }

    // --- sums and days ---

    @Test
    void aDayIsNoLongerThan24HoursOverAllProjects() {
        WeekLog week = week(line(1, "Login", day(MONDAY, 900)));

        assertThat(one(week, put(INTERNAL, "Meeting", MONDAY, 540, null)).kind())
                .isEqualTo(Kind.CREATED);
        assertThat(refusal(week, put(INTERNAL, "Meeting", MONDAY, 541, null)))
                .isEqualTo("2026-01-05 has 15:00 h on other lines already; with 9:01 h more it would be longer than 24"
                        + " hours.");
        assertThat(one(week, put("Login", MONDAY, 1_440)).kind()).isEqualTo(Kind.UPDATED);
    }

    @Test
    void changesOfOneCallCountTogether() {
        WeekEdit.Result result = WeekEdit.apply(
                week(), List.of(put("A", MONDAY, 800), put("B", MONDAY, 700), put("C", MONDAY, 640)), GENERAL);

        assertThat(result.entries())
                .extracting(EntryOutcome::kind)
                .containsExactly(Kind.CREATED, Kind.REFUSED, Kind.CREATED);
        assertThat(result.week().minutesOn(MONDAY)).isEqualTo(1_440);
    }

    @Test
    void twoDaysOfANewLineAreOneLine() {
        WeekEdit.Result result =
                WeekEdit.apply(week(), List.of(put("Login", TUESDAY, 60), put("Login", MONDAY, 30)), GENERAL);

        assertThat(result.week().projects().getFirst().tasks())
                .singleElement()
                .satisfies(task ->
                        assertThat(task.days()).extracting(LoggedDay::date).containsExactly(MONDAY, TUESDAY));
    }

    @Test
    void aDayOutsideTheWeekIsRefusedAcrossAYear() {
        LocalDate monday = LocalDate.of(2025, 12, 29);
        WeekLog week = week(monday, new WeekProject(1, MOBILE, List.of()));

        assertThat(one(week, put("Login", LocalDate.of(2026, 1, 4), 60)).kind()).isEqualTo(Kind.CREATED);
        assertThat(refusal(week, put("Login", LocalDate.of(2026, 1, 5), 60)))
                .isEqualTo("2026-01-05 is not in the week 2025-12-29 to 2026-01-04.");
        assertThat(refusal(week, put("Login", LocalDate.of(2025, 12, 28), 60)))
                .isEqualTo("2025-12-28 is not in the week 2025-12-29 to 2026-01-04.");
    }

    @Test
    void aLeapDayIsADay() {
        WeekLog week = week(LocalDate.of(2028, 2, 28), new WeekProject(1, MOBILE, List.of()));

        assertThat(one(week, put("Login", LocalDate.of(2028, 2, 29), 60)).kind())
                .isEqualTo(Kind.CREATED);
    }

    // --- taking away ---

    @Test
    void aLineWithoutDaysIsGone() {
        WeekLog week = week(line(1, "Login", day(MONDAY, 60), day(TUESDAY, 30)));

        WeekEdit.Result one = WeekEdit.apply(week, List.of(remove("Login", MONDAY)), GENERAL);
        WeekEdit.Result both =
                WeekEdit.apply(week, List.of(remove("Login", MONDAY), remove("login ", TUESDAY)), GENERAL);

        assertThat(one.week().projects().getFirst().tasks()).containsExactly(line(1, "Login", day(TUESDAY, 30)));
        assertThat(both.week().projects().getFirst().tasks()).isEmpty();
    }

    @Test
    void aDateThatTheLineDoesNotHaveCannotBeTakenAway() {
        WeekLog week = week(line(1, "Login", day(MONDAY, 60)));

        assertThat(refusal(week, remove("Login", TUESDAY)))
                .isEqualTo("The line 'Login' has no time on 2026-01-06. It has time on: 2026-01-05.");
        assertThat(refusal(week, remove("Logout", MONDAY)))
                .isEqualTo("'Atlas / Mobile' has no line 'Logout' in the week of 2026-01-05. Its lines are: 'Login'.");
    }

    @Test
    void aLongDescriptionIsShownShort() {
        String text = "🚀".repeat(60);

        assertThat(refusal(week(line(1, text, day(MONDAY, 60))), remove(text, TUESDAY)))
                .startsWith("The line '" + "🚀".repeat(50) + "…' has no time");
    }

    // --- projects ---

    @Test
    void aProjectThatTheWeekDoesNotHaveIsRefused() {
        assertThat(refusal(week(), put(new LogProject(9, "Zeus", "Zeus"), "Login", MONDAY, 60, null)))
                .isEqualTo("'Zeus' is not in the week log of 2026-01-05. Its projects are: Atlas / Mobile, Internal.");
    }

    @Test
    void theNumberOfAProjectComesBeforeItsName() {
        var renamed = new LogProject(504, "Atlas / Mobile", "Mobile");

        WeekEdit.Result result = WeekEdit.apply(week(), List.of(put(renamed, "Login", MONDAY, 60, null)), GENERAL);

        assertThat(result.week().projects().getLast().tasks()).hasSize(1);
    }

    @Test
    void whereTheBackendSaysNoNumberTheNameMustBeTheOnlyOne() {
        var nameless = new LogProject(0, "Atlas / Mobile", "Mobile");
        var other = new LogProject(0, "Boreas / Mobile", "Mobile");
        WeekLog one = week(MONDAY, new WeekProject(1, nameless, List.of()), new WeekProject(2, other, List.of()));
        WeekLog twins = week(MONDAY, new WeekProject(1, nameless, List.of()), new WeekProject(2, nameless, List.of()));
        WeekLog shortNames = week(
                MONDAY,
                new WeekProject(1, new LogProject(0, "", "Mobile"), List.of()),
                new WeekProject(2, new LogProject(0, "", "Web"), List.of()));

        assertThat(one(one, put("Login", MONDAY, 60)).kind()).isEqualTo(Kind.CREATED);
        assertThat(one(shortNames, put("Login", MONDAY, 60)).kind()).isEqualTo(Kind.CREATED);
        assertThat(refusal(twins, put("Login", MONDAY, 60)))
                .isEqualTo(
                        "The week has 2 projects named 'Atlas / Mobile', and the backend does not say which is which."
                                + " Nothing was logged, since it could land on the wrong one.");
    }
}
