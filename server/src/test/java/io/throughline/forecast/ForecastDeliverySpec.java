package io.throughline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.backlog.StatusCategory;
import io.throughline.mcp.ArgumentReader;
import io.throughline.problem.CallerMistakeException;
import io.throughline.velocity.Deliveries;
import io.throughline.workspace.DayOff;
import io.throughline.workspace.WorkspaceService;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ForecastDeliverySpec {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final int[] STEADY = {4, 5, 3, 4, 6, 4, 2, 5, 4, 4, 3, 5, 4, 4, 5, 3, 4, 6, 4, 2, 5, 4, 4, 3, 5, 4};

    private final TestDatabase database;
    private TestServer server;
    private int companies;

    ForecastDeliverySpec(TestDatabase database) {
        this.database = database;
        this.server = TestServer.on(database);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private Deliveries company() {
        return new Deliveries(server, "forecast" + companies++);
    }

    private ForecastAnswer ask(Principal principal, Object... namesAndValues) {
        Map<String, Object> arguments = new HashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            arguments.put((String) namesAndValues[at], namesAndValues[at + 1]);
        }
        return server.get(ForecastService.class)
                .forecast(
                        principal,
                        new ArgumentReader(JsonMapper.builder().build())
                                .read(arguments, ForecastDeliveryArguments.class));
    }

    private ForecastAnswer ask(Deliveries company, Object... namesAndValues) {
        return ask(company.company().principal(), namesAndValues);
    }

    private static ForecastAnswer.Dates dates(ForecastAnswer answer) {
        assertThat(answer.cannotForecast()).isNull();
        return Objects.requireNonNull(answer.dates());
    }

    private static LocalDate p85(ForecastAnswer answer) {
        return Objects.requireNonNull(dates(answer).p85());
    }

    private String reason(Deliveries company, Object... arguments) {
        ForecastAnswer answer = ask(company, arguments);
        assertThat(answer.dates()).isNull();
        assertThat(answer.forecastId()).isNull();
        return Objects.requireNonNull(answer.cannotForecast()).reason();
    }

    private void refused(Deliveries company, String beginning, Object... arguments) {
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> ask(company, arguments))
                .withMessageStartingWith(beginning);
    }

    // --- what is said ---

    @Test
    void anEpicIsForecastFromThePaceOfItsTeam() {
        Deliveries company = company().finished("Web", STEADY);
        String epic = company.epic("Web", 20);
        company.write();

        ForecastAnswer answer = ask(company, "epicId", epic, "targetDate", "2027-06-30", "byDate", "2027-01-29");

        ForecastAnswer.Dates dates = dates(answer);
        assertThat(answer.remaining()).isEqualTo(20);
        // Twenty items at four a week take five weeks.
        assertThat(dates.p50()).isBetween(LocalDate.of(2026, 12, 18), LocalDate.of(2027, 1, 1));
        assertThat(List.of(dates.p50(), dates.p75(), dates.p85(), dates.p90(), dates.p95()))
                .isSorted();
        assertThat(answer.probabilityByTarget()).isBetween(0.95, 0.995);
        ForecastAnswer.Amounts amounts = Objects.requireNonNull(answer.howManyBy());
        assertThat(amounts.p50()).isBetween(32.0, 44.0).isGreaterThan(amounts.p85());
        assertThat(Objects.requireNonNull(answer.recentActuals())).hasSize(12);
        assertThat(Objects.requireNonNull(answer.risks()).stream()
                        .mapToDouble(ForecastAnswer.Risk::share)
                        .sum())
                .isBetween(0.999, 1.001);
        assertThat(Objects.requireNonNull(answer.histogram()).stream()
                        .mapToDouble(ForecastAnswer.Bar::share)
                        .sum())
                .isBetween(0.9, 1.001);
        assertThat(ForecastText.of(answer)).contains("85 %: done by Fri ", "Chance to be done", "Forecast f");
    }

    @Test
    void theSameSeedGivesTheSameAnswer() {
        Deliveries company = company().finished("Web", STEADY);
        String epic = company.epic("Web", 30);
        company.write();

        ForecastAnswer first = ask(company, "epicId", epic, "seed", 7, "targetDate", "2027-02-01");

        assertThat(ask(company, "epicId", epic, "seed", 7, "targetDate", "2027-02-01"))
                .isEqualTo(first);
        assertThat(Objects.requireNonNull(
                        ask(company, "epicId", epic, "seed", 8).histogram()))
                .isNotEqualTo(first.histogram());
    }

    @Test
    void severalTeamsAreLaterThanEachOfThemAlone() {
        Deliveries company = company().finished("Web", STEADY).finished("Ops", STEADY);
        String epic = company.epic("Web", 30);
        for (int item = 0; item < 30; item++) {
            company.item("Ops", null).parent(epic);
        }
        company.write();

        ForecastAnswer joint = ask(company, "epicId", epic, "scopeGrowth", "none", "targetDate", "2027-01-22");
        for (String team : List.of("Web", "Ops")) {
            ForecastAnswer alone = ask(company, "remaining", 30, "teamIds", List.of(team), "targetDate", "2027-01-22");
            assertThat(p85(joint)).isAfterOrEqualTo(p85(alone));
            assertThat(dates(joint).p50()).isAfterOrEqualTo(dates(alone).p50());
            assertThat(joint.probabilityByTarget()).isLessThan(alone.probabilityByTarget());
        }
    }

    @Test
    void waitingForAnotherTeamMakesItLater() {
        Deliveries company = company().finished("Web", STEADY).finished("Ops", STEADY);
        String free = company.epic("Web", 16);
        String first = "APP-" + (company.made() + 1);
        for (int item = 0; item < 12; item++) {
            company.item("Ops", null);
        }
        String[] needed = IntStream.range(0, 12)
                .mapToObj(item -> "APP-" + (Integer.parseInt(first.substring(4)) + item))
                .toArray(String[]::new);
        company.item("Web", null).parent(free).waitsFor(needed);
        company.write();

        ForecastAnswer answer = ask(company, "epicId", free, "scopeGrowth", "none");

        assertThat(answer.notes()).contains("Counted in, since it waits for them: 12 open items outside of it.");
        assertThat(answer.remaining()).isEqualTo(29);
        assertThat(Objects.requireNonNull(answer.recentActuals()).getLast().finished())
                .isEqualTo(8);
    }

    @Test
    void daysOffMakeItLaterAndGrowthToo() {
        Deliveries company = company().finished("Web", STEADY);
        String epic = company.epic("Web", 20);
        company.write();
        LocalDate usual = p85(ask(company, "epicId", epic));

        assertThat(p85(ask(company, "epicId", epic, "scopeGrowth", "50%"))).isAfter(usual);

        for (LocalDate day = TODAY.plusDays(2); day.isBefore(TODAY.plusDays(23)); day = day.plusDays(1)) {
            server.get(WorkspaceService.class)
                    .addDayOff(company.company().workspace(), new DayOff(null, day, "closed"));
        }
        ForecastAnswer closed = ask(company, "epicId", epic);
        assertThat(p85(closed)).isAfterOrEqualTo(usual.plusWeeks(2));
        assertThat(Objects.requireNonNull(closed.risks()))
                .extracting(ForecastAnswer.Risk::driver)
                .contains("days off");
    }

    @Test
    void unsizedItemsAreDrawnFromTheSizesOfTheTeam() {
        Deliveries company = company();
        for (int week = 1; week <= 20; week++) {
            company.done("Web", Deliveries.THIS_MONDAY.minusDays(7L * week - 2), 3.0);
            company.done("Web", Deliveries.THIS_MONDAY.minusDays(7L * week - 3), 5.0);
        }
        String epic = company.epic("Web", 6);
        company.item("Web", 8.0).parent(epic);
        company.write();

        ForecastAnswer answer = ask(company, "epicId", epic, "unit", "points");

        assertThat(answer.remaining()).isEqualTo(8 + 6 * 4);
        assertThat(answer.notes()).contains("6 items without points: sizes are drawn from what the teams finished.");
        assertThat(Objects.requireNonNull(answer.risks()))
                .extracting(ForecastAnswer.Risk::driver)
                .contains("items without a size");
    }

    @Test
    void itemsWithoutATeamGoToWhoeverIsFree() {
        Deliveries company = company().finished("Web", STEADY).finished("Ops", STEADY);
        for (int item = 0; item < 10; item++) {
            company.item(null, null).labels("loose");
        }
        company.write();

        ForecastAnswer alone = ask(company, "labels", List.of("loose"));
        ForecastAnswer shared = ask(company, "labels", List.of("loose"), "teamIds", List.of("Web", "Ops"));

        assertThat(alone.notes()).contains("10 items without a team: done at the pace of the whole workspace.");
        assertThat(shared.notes())
                .contains("10 items of none of these teams: given to whichever of the teams is free first.");
        assertThat(p85(shared)).isAfterOrEqualTo(p85(alone));
    }

    @Test
    void scopeGrowthIsLearntFromEpicsThatAreDone() {
        Deliveries company = company().finished("Web", STEADY);
        for (int epic = 0; epic < 4; epic++) {
            String key = company.epic("Web", 0);
            for (int item = 0; item < 8; item++) {
                LocalDate finished = TODAY.minusDays(60 - 5L * item);
                LocalDate created = item < 4 ? TODAY.minusDays(90) : TODAY.minusDays(50);
                company.item("Web", null)
                        .parent(key)
                        .status("Done", StatusCategory.DONE)
                        .history(
                                Deliveries.change(created, "", "To Do", StatusCategory.TODO),
                                Deliveries.change(finished.minusDays(2), "", "Doing", StatusCategory.IN_PROGRESS),
                                Deliveries.change(finished, "", "Done", StatusCategory.DONE));
            }
        }
        String open = company.epic("Web", 12);
        company.write();

        ForecastAnswer historical = ask(company, "epicId", open);

        assertThat(historical.notes()).anyMatch(note -> note.startsWith("Scope grows as in 4 epics that are done"));
        assertThat(p85(historical)).isAfter(p85(ask(company, "epicId", open, "scopeGrowth", "none")));
    }

    // --- what cannot be said ---

    @Test
    void withoutEnoughHistoryThereIsAReasonAndNoDate() {
        Deliveries nothing = company();
        nothing.item("Web", null);
        nothing.write();
        assertThat(reason(nothing)).startsWith("Team Web: There are only 0 past periods");

        Deliveries once = company().finished("Web", 3);
        once.item("Web", null);
        once.write();
        assertThat(reason(once)).startsWith("Team Web: There are only 1 past periods");

        int[] stopped = new int[30];
        stopped[0] = 5;
        Deliveries idle = company().finished("Web", stopped);
        idle.item("Web", null);
        idle.write();
        assertThat(reason(idle)).contains("Nothing was finished in the last 12");

        int[] giant = new int[20];
        giant[0] = 1;
        giant[19] = 200;
        Deliveries once200 = company().finished("Web", giant);
        once200.item("Web", null);
        once200.write();
        assertThat(reason(once200)).contains("Something was finished in only 2 of the last 20");
    }

    @Test
    void whatIsDoneOrEmptyOrOutOfSightIsSaidSo() {
        Deliveries company = company().finished("Web", STEADY);
        String empty = company.epic("Web", 0);
        String done = company.epic("Web", 0);
        company.done("Web", LocalDate.of(2026, 11, 12), null).parent(done);
        company.item("Web", null);
        company.write();

        assertThat(reason(company, "epicId", empty)).startsWith("There is no item in it that could be worked on.");
        assertThat(reason(company, "epicId", done))
                .isEqualTo("It is done already: all 1 item of it are closed, the last of them on 2026-11-12.");
        assertThat(reason(company, "remaining", 0)).startsWith("Nothing remains");
        assertThat(reason(company, "remaining", 1_000_000_000)).contains("nobody can see so far");
        assertThat(reason(company, "unit", "points")).contains("no points", "Use unit items");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    remaining;  -1;          remaining is -1.0, but must be 0 or more items.
                    trials;     0;           trials is 0, but must be from 1 to 1000000
                    trials;     1000000000;  trials is 1000000000, but must be from 1 to 1000000
                    epicId;     APP-999;     epicId has 'APP-999', but workspace APP has no such item. Similar keys: APP-9
                    itemIds;    APP-0;       itemIds has 'APP-0', but workspace APP has no such item.
                    teamIds;    Wep;         teamIds has 'Wep', which does not occur in workspace APP; the teams are: Web.
                    startDate;  2026-11-20;  startDate is 2026-11-20, but today is 2026-11-21
                    startDate;  tomorrow;    startDate is 'tomorrow', but must be a day such as
                    targetDate; 2026-01-01;  targetDate is 2026-01-01, before the work begins on 2026-11-21.
                    byDate;     2026-11-24;  byDate is 2026-11-24, but must be at least a week of work after 2026-11-21
                    scopeGrowth; -5%;        scopeGrowth is '-5%', but must be historical, none, or a rate
                    unit;       beans;       unit is 'beans', but must be items, points or hours.
                    """)
    void whatCannotBeMeantIsRefused(String argument, String value, String beginning) {
        Deliveries company = company().finished("Web", STEADY).write();

        refused(company, beginning, argument, value);
    }

    @Test
    void twoTargetsAtOnceAreRefused() {
        Deliveries company = company().finished("Web", STEADY).write();

        refused(company, "There is more than one target", "epicId", "APP-1", "remaining", 4);
    }

    // --- the ledger ---

    @Test
    void askingAgainOnTheSameDayIsTheSameForecast() {
        Deliveries company = company().finished("Web", STEADY);
        String epic = company.epic("Web", 10);
        company.write();

        String first = ask(company, "epicId", epic).forecastId();

        assertThat(first).isNotNull();
        assertThat(ask(company, "epicId", epic).forecastId()).isEqualTo(first);
        company.item("Web", null).parent(epic);
        company.write();
        ForecastAnswer grown = ask(company, "epicId", epic, "scopeGrowth", "none");
        assertThat(grown.forecastId()).isNotEqualTo(first);
        assertThat(promises(company)).hasSize(2);
    }

    @Test
    void whatMovedTheDayAddsUp() {
        Deliveries company = company().finished("Web", STEADY);
        String epic = company.epic("Web", 12);
        company.write();
        ForecastAnswer before = ask(company, "epicId", epic);
        for (int item = 0; item < 16; item++) {
            company.item("Web", null).parent(epic);
        }
        company.write();

        ForecastAnswer after = ask(company, "epicId", epic);

        ForecastAnswer.Moved moved = Objects.requireNonNull(after.moved());
        assertThat(moved.since()).isEqualTo(before.forecastId());
        assertThat(moved.p85Before()).isEqualTo(p85(before));
        assertThat(moved.days()).isEqualTo(p85(after).toEpochDay() - p85(before).toEpochDay());
        assertThat(moved.causes().stream().mapToLong(ForecastAnswer.Cause::days).sum())
                .isEqualTo(moved.days());
        assertThat(moved.causes().getFirst().cause()).isEqualTo("work that remains (12 to 28)");
        assertThat(moved.causes().getFirst().days()).isGreaterThan(14);
        assertThat(ForecastText.of(after)).contains("the 85 % day moved from", "work that remains (12 to 28) +");
    }

    @Test
    void aPromiseIsHeldAgainstWhatHappensAndAgainWhenItIsReopened() {
        try (TestServer own = TestServer.on(database)) {
            TestServer shared = server;
            server = own;
            Deliveries company = company().finished("Web", STEADY);
            String epic = company.epic("Web", 4);
            int last = company.made();
            company.write();
            ForecastAnswer answer = ask(company, "epicId", epic, "scopeGrowth", "none");
            assertThat(promises(company).getFirst().doneOn()).isNull();
            assertThat(book(company).record().isEmpty()).isTrue();

            own.pass(Duration.ofDays(3));
            finish(company, epic, last, LocalDate.of(2026, 11, 23));
            PromiseBook.Promise promise = promises(company).getFirst();
            assertThat(promise.doneOn()).isEqualTo(LocalDate.of(2026, 11, 23));
            assertThat(promise.days()).allMatch(day -> day.held() == null); // none has come yet

            own.pass(Duration.ofDays(200));
            assertThat(promises(company).getFirst().days()).allMatch(day -> Boolean.TRUE.equals(day.held()));
            assertThat(book(company).record().percentiles()).allMatch(each -> each.held() == 1 && each.decided() == 1);
            assertThat(book(company).record().meanPinballDays()).isNotNegative();

            reopen(company, epic, last);
            assertThat(promises(company).getFirst().doneOn()).isNull();
            assertThat(promises(company).getFirst().days()).allMatch(day -> Boolean.FALSE.equals(day.held()));
            assertThat(answer.dates()).isNotNull();
            server = shared;
        }
    }

    private static void finish(Deliveries company, String epic, int last, LocalDate day) {
        Deliveries more = company;
        for (int number = last - 3; number <= last; number++) {
            more.again(number, "Web")
                    .parent(epic)
                    .status("Done", StatusCategory.DONE)
                    .history(
                            Deliveries.change(day.minusDays(9), "", "To Do", StatusCategory.TODO),
                            Deliveries.change(day, "", "Done", StatusCategory.DONE));
        }
        more.write();
    }

    private static void reopen(Deliveries company, String epic, int last) {
        company.again(last, "Web").parent(epic).status("In Progress", StatusCategory.IN_PROGRESS);
        company.write();
    }

    private PromiseBook book(Deliveries company) {
        return server.get(ForecastService.class)
                .promises(
                        company.company().principal(),
                        company.company().workspace().publicId());
    }

    private List<PromiseBook.Promise> promises(Deliveries company) {
        return book(company).promises();
    }

    // --- who may ask ---

    @Test
    void viewersMayAskAndStrangersSeeNothing() {
        Deliveries company = company().finished("Web", STEADY);
        String epic = company.epic("Web", 5);
        company.write();
        Principal viewer = server.colleague(company.company(), "vera", Role.VIEWER);
        Deliveries other = company();

        assertThat(ask(viewer, "epicId", epic).forecastId()).isNotNull();
        refused(
                other,
                "There is no workspace",
                "workspaceId",
                company.company().workspace().publicId());
        assertThat(promises(other)).isEmpty();
    }
}
