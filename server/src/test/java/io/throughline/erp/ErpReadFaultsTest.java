package io.throughline.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.erp.FaultyErp.Fault;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeeksRead;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read of an ERP that fails is the truth or an error, never something in between that is not said. */
class ErpReadFaultsTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final String SAVE = "PATCH project-logs/person/person-week-log/save/";
    private static final String LIST = "GET project-logs/person/list/";

    private final ErpTestBench bench = new ErpTestBench();
    private final FaultyErp erp = bench.erp;

    @AfterEach
    void close() {
        bench.close();
    }

    private ErpTestBench.Someone ada() {
        return bench.person(List.of("Internal"), MONDAY);
    }

    private void log(ErpTestBench.Someone who) {
        var project = new LogProject(erp.state.project("Internal"), "Internal", "Internal");
        var put = new EntryChange.Put(project, "Review", null, null, MONDAY, 60, null);
        bench.backend.change(who.principal(), new WeekChange(MONDAY, List.of(put)));
    }

    private static ThrowableAssertAlternative<TimeLogProblemException> problem(Kind kind, ThrowingCallable call) {
        return assertThatExceptionOfType(TimeLogProblemException.class)
                .isThrownBy(call)
                .satisfies(problem ->
                        assertThat(problem.kind()).as(problem.getMessage()).isEqualTo(kind))
                .satisfies(
                        problem -> assertThat(problem.getMessage()).doesNotContainIgnoringCase("secret", "traceback"));
    }

    @ParameterizedTest
    @EnumSource(names = {"STATUS_503", "DROP", "RETRY_AFTER_0"})
    void aReadIsTriedThreeTimesWhereThatCanHelp(Fault fault) {
        var who = ada();
        erp.next("GET project-logs/log_labels/", fault, fault);

        assertThat(bench.backend.labels(who.principal())).hasSize(3);
    }

    @Test
    void anErpThatAsksForALongPauseIsLeftAlone() {
        var who = ada();
        erp.next(LIST, Fault.RETRY_AFTER_99);

        problem(Kind.UNREACHABLE, () -> bench.backend.findWeek(who.principal(), MONDAY));
        assertThat(erp.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"PAGE", "REDIRECT", "OVERSIZED", "DEEP"})
    void whatIsNoAnswerIsToldAsNone(Fault fault) {
        var who = ada();
        erp.next(LIST, fault);

        problem(Kind.UNREADABLE, () -> bench.backend.findWeek(who.principal(), MONDAY));
    }

    @Test
    void aMonthThatFailsIsToldAndTheOthersAreRead() {
        var who = bench.person(List.of("Internal"), MONDAY.minusWeeks(5), MONDAY);
        erp.next("GET project-logs/person/month-list/?year=2026&month=10", Fault.STATUS_500);

        WeeksRead read = bench.backend.weeks(who.principal(), MONDAY.minusWeeks(5), MONDAY);

        assertThat(read.weeks()).hasSize(1);
        assertThat(read.problems())
                .containsExactly("2026-10: The ERP of the test has a fault of its own (status 500). Try again in some"
                        + " minutes.");
    }

    @Test
    void aSignInThatIsRefusedInTheMiddleIsForgotten() {
        var who = ada();
        erp.next(SAVE, Fault.STATUS_401);

        problem(Kind.SIGN_IN_NEEDED, () -> log(who));
        problem(Kind.SIGN_IN_NEEDED, () -> bench.backend.person(who.principal()));
        assertThat(erp.state.lines(who.person())).isEmpty();
    }

    @Test
    void anErpThatIsNotThereIsSaidToBeNotThere() {
        var who = ada();
        erp.close();

        problem(Kind.UNREACHABLE, () -> log(who))
                .withMessage(
                        "The ERP of the test cannot be reached: it takes no connection. Try again in some minutes.");
    }
}
