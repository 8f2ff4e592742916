package io.throughline.timelog;

import io.throughline.timelog.EntryOutcome.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies changes to a week by the rules that hold for every backend. Pure. Each change stands for itself: one that is refused
 * does not keep the others back. New lines get negative ids until they are stored.
 *
 * <p>A change finds its line by what it says: the same description, else the same but for case and blanks; among several the
 * one that has time on that day; and never just the first. A project is found by its id, else by its complete name, else by
 * its short one, and only if no other has the same.
 */
public final class WeekEdit {

    /** Of one project in one week: more are a program's mistake, and would make every look at the week slow. */
    public static final int MOST_LINES = 500;

    private final WeekLog before;
    private final @Nullable LogLabel defaultLabel;
    private final List<Project> projects = new ArrayList<>();
    private long nextId = -1_000_000;

    /** A project as it becomes. */
    private record Project(WeekProject before, List<LoggedTask> tasks) {}

    private WeekEdit(WeekLog week, @Nullable LogLabel defaultLabel) {
        this.before = week;
        this.defaultLabel = defaultLabel;
        week.projects().forEach(project -> projects.add(new Project(project, new ArrayList<>(project.tasks()))));
    }

    /**
     * @param week as it is after all changes that were not refused
     * @param entries one for each change, in their order
     */
    public record Result(WeekLog week, List<EntryOutcome> entries) {

        public Result {
            entries = List.copyOf(entries);
        }

        public boolean changesAnything() {
            return entries.stream().anyMatch(entry -> entry.kind().changes());
        }
    }

    /**
     * @param week as it is
     * @param defaultLabel for new entries that name none; null for none
     */
    public static Result apply(WeekLog week, List<EntryChange> changes, @Nullable LogLabel defaultLabel) {
        var edit = new WeekEdit(week, defaultLabel);
        List<EntryOutcome> entries = changes.stream().map(edit::apply).toList();
        List<WeekProject> after = edit.projects.stream()
                .map(project ->
                        new WeekProject(project.before().id(), project.before().project(), project.tasks()))
                .toList();
        return new Result(week.with(after), entries);
    }

    /** Thrown and caught here alone: a change that the rules do not allow. */
    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private EntryOutcome apply(EntryChange change) {
        try {
            LocalDate date = change.date();
            if (date.isBefore(before.weekStarting()) || date.isAfter(before.weekEnding())) {
                throw new RefusedException(
                        date + " is not in the week " + before.weekStarting() + " to " + before.weekEnding() + ".");
            }
            Project project = project(change.project());
            return switch (change) {
                case EntryChange.Put put -> put(project, put);
                case EntryChange.Remove remove -> remove(project, remove);
            };
        } catch (RefusedException e) {
            return new EntryOutcome(change, Kind.REFUSED, null, null, 0, e.getMessage());
        }
    }

    private Project project(LogProject wanted) {
        List<Project> found =
                ProjectMatch.of(projects, project -> project.before().project(), wanted);
        if (found.size() > 1) {
            throw new RefusedException("The week has " + found.size() + " projects named '" + wanted.name()
                    + "', and the backend does not say which is which. Nothing was logged, since it could land on the"
                    + " wrong one.");
        }
        if (found.isEmpty()) {
            throw new RefusedException("'" + wanted.name() + "' is not in the week log of " + before.weekStarting()
                    + ". Its projects are: " + projectNames() + ".");
        }
        return found.getFirst();
    }

    private String projectNames() {
        List<String> names = projects.stream()
                .map(project -> project.before().project().name())
                .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private EntryOutcome put(Project project, EntryChange.Put put) {
        Optional<LoggedTask> found = find(project, put);
        if (found.isEmpty() && project.tasks().size() >= MOST_LINES) {
            throw new RefusedException("'" + project.before().project().name() + "' has " + MOST_LINES
                    + " lines in this week already. Use one of them.");
        }
        LoggedTask task = found.orElseGet(() -> new LoggedTask(nextId--, put.description(), put.itemKey(), List.of()));
        LoggedDay old = task.findDay(put.date()).orElse(null);
        LogLabel label = label(put, old);
        int others = total(put.date()) - (old == null ? 0 : old.minutes());
        if (others + put.minutes() > WorkedTime.MINUTES_A_DAY) {
            throw new RefusedException(
                    put.date() + " has " + WorkedTime.clock(others) + " h on other lines already; with "
                            + WorkedTime.clock(put.minutes()) + " h more it would be longer than 24 hours.");
        }
        String itemKey = put.itemKey() == null ? task.itemKey() : put.itemKey();
        boolean linked = !Objects.equals(itemKey, task.itemKey());
        if (old != null && old.minutes() == put.minutes() && sameLabel(old.label(), label) && !linked) {
            return new EntryOutcome(put, Kind.UNCHANGED, old, old, task.id(), null);
        }
        var day = new LoggedDay(old == null ? 0 : old.id(), put.date(), put.minutes(), label);
        replace(project, task, new LoggedTask(task.id(), task.description(), itemKey, withDay(task, day)));
        String note =
                linked && !task.days().isEmpty() ? "The whole line of this week now names " + itemKey + "." : null;
        return new EntryOutcome(put, old == null ? Kind.CREATED : Kind.UPDATED, old, day, task.id(), note);
    }

    private @Nullable LogLabel label(EntryChange.Put put, @Nullable LoggedDay old) {
        if (put.label() != null) {
            return put.label();
        }
        return old == null ? defaultLabel : old.label();
    }

    private static boolean sameLabel(@Nullable LogLabel left, @Nullable LogLabel right) {
        return left == null ? right == null : right != null && left.id() == right.id();
    }

    private EntryOutcome remove(Project project, EntryChange.Remove remove) {
        LoggedTask task = find(project, remove)
                .orElseThrow(() ->
                        new RefusedException("'" + project.before().project().name()
                                + "' has no line '" + shortened(remove.description()) + "' in the week of "
                                + before.weekStarting() + ". " + lines(project)));
        LoggedDay old = task.findDay(remove.date())
                .orElseThrow(() -> new RefusedException("The line '" + shortened(task.description())
                        + "' has no time on " + remove.date() + ". It has time on: "
                        + String.join(
                                ", ",
                                task.days().stream()
                                        .map(day -> day.date().toString())
                                        .toList())
                        + "."));
        List<LoggedDay> rest =
                task.days().stream().filter(day -> !day.equals(old)).toList();
        replace(
                project,
                task,
                rest.isEmpty() ? null : new LoggedTask(task.id(), task.description(), task.itemKey(), rest));
        return new EntryOutcome(remove, Kind.REMOVED, old, null, task.id(), null);
    }

    private static String lines(Project project) {
        if (project.tasks().isEmpty()) {
            return "It has no line at all.";
        }
        return "Its lines are: "
                + String.join(
                        ", ",
                        project.tasks().stream()
                                .limit(8)
                                .map(task -> "'" + shortened(task.description()) + "'")
                                .toList())
                + (project.tasks().size() > 8 ? " and " + (project.tasks().size() - 8) + " more." : ".");
    }

    private static String shortened(String description) {
        int end = description.offsetByCodePoints(0, Math.min(50, description.codePointCount(0, description.length())));
        return end == description.length() ? description : description.substring(0, end) + "…";
    }

    private static Optional<LoggedTask> find(Project project, EntryChange change) {
        Long taskId = change.taskId();
        if (taskId != null) {
            return project.tasks().stream().filter(task -> task.id() == taskId).findFirst();
        }
        List<LoggedTask> same = project.tasks().stream()
                .filter(task -> task.description().equals(change.description()))
                .toList();
        if (same.isEmpty()) {
            same = project.tasks().stream()
                    .filter(task -> Folded.same(task.description(), change.description()))
                    .toList();
        }
        List<LoggedTask> ofItem = ofItem(same, change.itemKey());
        if (ofItem.size() <= 1) {
            return ofItem.stream().findFirst();
        }
        List<LoggedTask> onDay = ofItem.stream()
                .filter(task -> task.findDay(change.date()).isPresent())
                .toList();
        if (onDay.size() == 1) {
            return Optional.of(onDay.getFirst());
        }
        throw new RefusedException(
                "'" + project.before().project().name() + "' has " + ofItem.size()
                        + " lines '" + shortened(change.description()) + "' in this week, and "
                        + (onDay.isEmpty() ? "none" : "several") + " with time on " + change.date()
                        + ". Change it where the lines can be told apart: in the week page of the console or in the ERP itself.");
    }

    /** Lines of another item are other lines; a line without an item may be taken for it. */
    private static List<LoggedTask> ofItem(List<LoggedTask> tasks, @Nullable String itemKey) {
        if (itemKey == null) {
            List<LoggedTask> without =
                    tasks.stream().filter(task -> task.itemKey() == null).toList();
            return without.isEmpty() ? tasks : without;
        }
        List<LoggedTask> exact =
                tasks.stream().filter(task -> itemKey.equals(task.itemKey())).toList();
        return exact.isEmpty()
                ? tasks.stream().filter(task -> task.itemKey() == null).toList()
                : exact;
    }

    private int total(LocalDate date) {
        return projects.stream()
                .flatMap(project -> project.tasks().stream())
                .flatMap(task -> task.days().stream())
                .filter(day -> day.date().equals(date))
                .mapToInt(LoggedDay::minutes)
                .sum();
    }

    private static List<LoggedDay> withDay(LoggedTask task, LoggedDay day) {
        List<LoggedDay> days = new ArrayList<>(task.days());
        days.removeIf(other -> other.date().equals(day.date()));
        days.add(day);
        days.sort(Comparator.comparing(LoggedDay::date));
        return days;
    }

    private static void replace(Project project, LoggedTask old, @Nullable LoggedTask changed) {
        int at = project.tasks().indexOf(old);
        if (at >= 0) {
            project.tasks().remove(at);
        }
        if (changed != null) {
            project.tasks().add(at >= 0 ? at : project.tasks().size(), changed);
        }
    }
}
