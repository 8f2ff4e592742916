package io.throughline.timelog.tools;

import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.Folded;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.ProjectMatch;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import io.throughline.timelog.WorkedTime;
import io.throughline.timelog.tools.WriteArguments.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes changes of the rows that are wanted for a week. A row or a day that cannot be is refused by itself. */
final class WeekRows {

    private final LocalDate monday;
    private final List<LogProject> active;
    private final LabelChoice labels;
    private final Optional<WeekLog> before;
    private final Set<List<Object>> given = new HashSet<>();

    /** @param before the week as it is */
    WeekRows(LocalDate monday, List<LogProject> active, List<LogLabel> labels, Optional<WeekLog> before) {
        this.monday = monday;
        this.active = active;
        this.labels = new LabelChoice(labels);
        this.before = before;
    }

    /** @param number from 1 */
    WeekRow of(int number, Row row) {
        String itemKey = Given.text(row.itemKey());
        String description = row.description() == null ? "" : row.description().strip();
        try {
            description = WorkedTime.description(description);
            itemKey = Given.itemKey(itemKey);
            LogProject project = new ProjectChoice(active).of(row.project(), null);
            LogLabel label = labels.of(row.label(), null);
            List<@Nullable BigDecimal> hours = row.hours() == null ? List.of() : row.hours();
            if (hours.isEmpty() || hours.size() > 7) {
                throw new CallerMistakeException("hours has " + hours.size()
                        + " numbers, but must have 1 to 7: Monday first, null to leave a day, 0 to clear it.");
            }
            var known = new WeekRow(
                    number, project.name(), description, itemKey, label == null ? null : label.name(), null);
            for (int day = 0; day < hours.size(); day++) {
                BigDecimal worked = hours.get(day);
                if (worked != null) {
                    put(known, project, label, description, itemKey, monday.plusDays(day), worked);
                }
            }
            return known;
        } catch (CallerMistakeException e) {
            return new WeekRow(
                    number, String.valueOf(row.project()), description, itemKey, row.label(), e.getMessage());
        }
    }

    private void put(
            WeekRow row,
            LogProject project,
            @Nullable LogLabel label,
            String description,
            @Nullable String itemKey,
            LocalDate date,
            BigDecimal hours) {
        var removal = new EntryChange.Remove(project, description, itemKey, null, date);
        if (!given.add(List.of(project.id(), Folded.of(description), itemKey == null ? "" : itemKey, date))) {
            row.refuse(
                    removal, "An earlier row has the same project and description on this day. Put them into one row.");
        } else if (hours.signum() != 0) {
            try {
                int minutes = WorkedTime.ofHours(hours);
                row.change(new EntryChange.Put(project, description, itemKey, null, date, minutes, label));
            } catch (CallerMistakeException e) {
                row.refuse(removal, String.valueOf(e.getMessage()));
            }
        } else if (hasTime(project, description, date)) {
            row.change(removal);
        } else {
            row.settle(new EntryOutcome(removal, EntryOutcome.Kind.UNCHANGED, null, null, 0, null));
        }
    }

    private boolean hasTime(LogProject project, String description, LocalDate date) {
        return before
                .map(week -> ProjectMatch.of(week.projects(), WeekProject::project, project))
                .orElse(List.of())
                .stream()
                .flatMap(found -> found.tasks().stream())
                .anyMatch(task -> Folded.same(task.description(), description)
                        && task.findDay(date).isPresent());
    }

    /**
     * A line of another week.
     *
     * @param withHours whether its time is wanted too, on the same weekdays
     */
    WeekRow copied(WeekLog source, WeekProject of, LoggedTask task, boolean withHours) {
        String name = of.project().name();
        Optional<LogProject> project = active(of.project());
        if (project.isEmpty()) {
            return new WeekRow(
                    null,
                    name,
                    task.description(),
                    task.itemKey(),
                    null,
                    "The project is none of your active ones now, so the line is not copied.");
        }
        var row = new WeekRow(null, name, task.description(), task.itemKey(), null, null);
        if (withHours) {
            for (LoggedDay day : task.days()) {
                LocalDate date = monday.plusDays(
                        day.date().toEpochDay() - source.weekStarting().toEpochDay());
                row.change(new EntryChange.Put(
                        project.get(), task.description(), task.itemKey(), null, date, day.minutes(), day.label()));
            }
        }
        return row;
    }

    private Optional<LogProject> active(LogProject source) {
        List<LogProject> same = active.stream()
                .filter(project ->
                        source.id() == 0 ? Folded.same(project.name(), source.name()) : project.id() == source.id())
                .toList();
        return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
    }
}
