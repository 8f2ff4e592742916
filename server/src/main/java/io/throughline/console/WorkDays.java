package io.throughline.console;

import io.throughline.access.Principal;
import io.throughline.timelog.ExpectedTime;
import io.throughline.workspace.WorkspaceService;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When somebody works, and how much, as far as the teams of their workspaces say. */
final class WorkDays {

    private final WorkspaceService workspaces;

    WorkDays(WorkspaceService workspaces) {
        this.workspaces = workspaces;
    }

    /**
     * A day of the calendar.
     *
     * @param expectedMinutes null where nobody said how much they work
     * @param off why there is no work; null on a working day
     */
    record WorkDay(
            LocalDate date,
            @Nullable Integer expectedMinutes,
            @Nullable String off) {}

    /** @param to last day, included */
    List<WorkDay> of(Principal principal, LocalDate from, LocalDate to) {
        ExpectedTime expected = ExpectedTime.ofWorkingTimes(workspaces.workingTimes(principal, from, to));
        return from.datesUntil(to.plusDays(1)).map(date -> day(date, expected)).toList();
    }

    private static WorkDay day(LocalDate date, ExpectedTime expected) {
        int minutes = expected.minutesOn(date);
        // A usual week that nobody spoke of is no reason to call a day too short.
        return new WorkDay(date, expected.isAssumed() ? null : minutes, minutes > 0 ? null : off(date, expected));
    }

    private static String off(LocalDate date, ExpectedTime expected) {
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        return expected.reasonOff(date).filter(reason -> !reason.isBlank()).orElse(weekend ? "weekend" : "day off");
    }
}
