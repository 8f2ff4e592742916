package io.throughline.console;

import io.throughline.workspace.DayOff;
import io.throughline.workspace.Member;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** When the visitor works, and how much, as far as the teams of their workspaces say: known by their e-mail address there. */
final class WorkDays {

    private static final int DAYS_A_WEEK = 5;

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
    List<WorkDay> of(Visit visit, LocalDate from, LocalDate to) {
        Map<LocalDate, String> off = new HashMap<>();
        Integer weekMinutes = null;
        for (Workspace workspace : visit.workspaces()) {
            List<Member> mine = workspaces.members(workspace).stream()
                    .filter(member ->
                            visit.person().email().equalsIgnoreCase(member.email() == null ? "" : member.email()))
                    .toList();
            weekMinutes = mine.stream().map(Member::weeklyCapacityMinutes).reduce(weekMinutes, WorkDays::larger);
            Set<Long> ids = mine.stream().map(Member::id).collect(Collectors.toSet());
            workspaces.daysOff(workspace, from, to).stream()
                    .filter(day -> day.memberId() == null || ids.contains(day.memberId()))
                    .forEach(day -> off.putIfAbsent(day.day(), reason(day)));
        }
        Integer week = weekMinutes;
        return from.datesUntil(to.plusDays(1))
                .map(date -> day(date, off.get(date), week))
                .toList();
    }

    private static WorkDay day(LocalDate date, @Nullable String off, @Nullable Integer weekMinutes) {
        String why = off != null ? off : isWeekend(date) ? "weekend" : null;
        Integer expected = weekMinutes == null ? null : why != null ? 0 : Integer.valueOf(weekMinutes / DAYS_A_WEEK);
        return new WorkDay(date, expected, why);
    }

    private static String reason(DayOff day) {
        return day.reason().isBlank() ? "day off" : day.reason();
    }

    /** The same hours may be told in each of their workspaces: adding them up would ask for more than there is. */
    private static @Nullable Integer larger(@Nullable Integer left, @Nullable Integer right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return Math.max(left, right);
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
