package io.throughline.timelog.embedded;

import io.throughline.access.Principal;
import io.throughline.database.Instants;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.Weeks;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Weeks that people have because they are assigned to projects. Weeks that are completed stay as they are. Within a transaction
 * of the caller's.
 */
final class AssignedWeeks {

    /** How far ahead of today weeks are made. */
    static final int WEEKS_AHEAD = 4;

    private static final int YEARS_BACK = 10;

    private final WeekStore weeks;
    private final AssignedWeekStore assigned;
    private final AssignmentStore assignments;
    private final Clock clock;

    AssignedWeeks(WeekStore weeks, AssignedWeekStore assigned, AssignmentStore assignments, Clock clock) {
        this.weeks = weeks;
        this.assigned = assigned;
        this.assignments = assignments;
        this.clock = clock;
    }

    /** @throws CallerMistakeException if the days are in the wrong order, or so long ago that it is a slip of the pen */
    void requireRange(Principal principal, LocalDate from, @Nullable LocalDate to) {
        if (to != null && to.isBefore(from)) {
            throw new CallerMistakeException("The last day " + to + " is before the first day " + from + ".");
        }
        LocalDate earliest = today(principal).minusYears(YEARS_BACK);
        if (from.isBefore(earliest)) {
            throw new CallerMistakeException("The first day is " + from + ", but must not be before " + earliest
                    + ": weeks are made from there on.");
        }
    }

    /** Makes the weeks of an assignment up to four weeks after today, as far as they are not there. */
    void make(Principal principal, ErpAssignment assignment) {
        LocalDate horizon = today(principal).plusWeeks(WEEKS_AHEAD);
        LocalDate to = assignment.to();
        LocalDate last = Weeks.mondayOf(to == null || to.isAfter(horizon) ? horizon : to);
        LocalDate first = Weeks.mondayOf(assignment.from());
        if (!assignment.active() || first.isAfter(last)) {
            return;
        }
        for (LocalDate monday = first; !monday.isAfter(last); monday = monday.plusWeeks(1)) {
            weeks.insert(principal.tenantId(), assignment.personId(), monday, now());
        }
        assigned.addProject(
                principal.tenantId(),
                assignment.personId(),
                assignment.project().id(),
                first,
                last,
                now());
    }

    /** Makes this week and the four after it for everybody who is assigned to something then. */
    void makeComing(Principal principal) {
        makeComing(principal.tenantId(), today(principal));
    }

    /** As above, for a company of which nobody in particular asks. */
    void makeComing(long tenantId, LocalDate today) {
        LocalDate monday = Weeks.mondayOf(today);
        for (int ahead = 0; ahead <= WEEKS_AHEAD; ahead++) {
            assigned.makeWeek(tenantId, monday.plusWeeks(ahead), now());
        }
    }

    /** The companies in which anybody is assigned to anything. */
    List<Long> tenantIds() {
        return assignments.tenantIds();
    }

    /** Takes the project of an assignment from the weeks after its last day, where nothing is logged on it. */
    void takeBack(Principal principal, ErpAssignment assignment, LocalDate lastDay) {
        LocalDate from = assignment.from();
        assigned.removeUnusedProject(
                principal.tenantId(),
                assignment.personId(),
                assignment.project().id(),
                lastDay.isBefore(from)
                        ? Weeks.mondayOf(from)
                        : Weeks.mondayOf(lastDay).plusWeeks(1),
                now());
    }

    /** Makes a week with all projects to which the person is assigned in it. */
    WeekLog ensure(Principal principal, LogPerson person, LocalDate monday) {
        long tenantId = principal.tenantId();
        long personId = Objects.requireNonNull(person.id());
        weeks.insert(tenantId, personId, monday, now());
        assignments
                .projectsOf(tenantId, personId, monday, monday.plusDays(6))
                .forEach(project -> assigned.addProject(tenantId, personId, project.id(), monday, monday, now()));
        return weeks.weeks(tenantId, personId, monday, monday).getFirst();
    }

    private LocalDate today(Principal principal) {
        return LocalDate.ofInstant(clock.instant(), principal.zone());
    }

    private long now() {
        return Instants.micros(clock.instant());
    }
}
