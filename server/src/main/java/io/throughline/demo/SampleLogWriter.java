package io.throughline.demo;

import io.throughline.access.Principal;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.TimeLogBackend;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekOutcome;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.timelog.embedded.ErpLabel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Stores the time logs of the sample company through the same services that real ones go through. */
final class SampleLogWriter {

    /** The last full week is still open, as it would be on a Monday. */
    private static final int WEEKS_LEFT_OPEN = 1;

    private final ErpAdministration administration;
    private final TimeLogBackend backend;

    SampleLogWriter(ErpAdministration administration, TimeLogBackend backend) {
        this.administration = administration;
        this.backend = backend;
    }

    /**
     * Adds the projects and lets people log on them.
     *
     * @param owner of the company
     */
    void setUp(Principal owner, SampleLogs logs, LocalDate today) {
        LocalDate from = Weeks.mondayOf(today).minusWeeks(SampleLogs.WEEKS);
        for (SampleLogs.Project sample : logs.projects()) {
            LogProject project = administration.addProject(
                    owner,
                    sample.completeName(),
                    sample.subteam(),
                    sample.workspace().isEmpty() ? null : sample.workspace());
            sample.emails().stream()
                    .sorted()
                    .forEach(email -> administration.assign(owner, project.id(), email, from, null));
        }
        List<String> labels = administration.labels(owner).stream()
                .map(label -> label.label().name())
                .toList();
        logs.lines().stream()
                .map(SampleLogLine::label)
                .distinct()
                .filter(label -> !labels.contains(label))
                .sorted()
                .forEach(label -> administration.addLabel(owner, label));
    }

    /** Whether the caller has any project to log on. */
    boolean mayLog(Principal person) {
        return !backend.activeProjects(person).isEmpty();
    }

    /** Lets the person at this machine log on all projects, as if they had done what somebody else did. */
    void assignEverywhere(Principal owner, String email, LocalDate today) {
        LocalDate from = Weeks.mondayOf(today).minusWeeks(SampleLogs.WEEKS);
        administration
                .projects(owner)
                .forEach(project ->
                        administration.assign(owner, project.project().id(), email, from, null));
    }

    /** Writes what somebody logged in the name of the caller, and completes the older weeks. */
    void write(Principal person, Principal owner, String email, SampleLogs logs, LocalDate today) {
        Map<String, LogProject> projects = new HashMap<>();
        backend.activeProjects(person).forEach(project -> projects.put(project.team(), project));
        Map<String, LogLabel> labels = new HashMap<>();
        administration.labels(owner).stream().map(ErpLabel::label).forEach(label -> labels.put(label.name(), label));
        Map<LocalDate, List<EntryChange>> weeks = new TreeMap<>();
        for (SampleLogLine line : logs.lines()) {
            if (line.personEmail().equals(email)) {
                weeks.computeIfAbsent(Weeks.mondayOf(line.date()), _ -> new ArrayList<>())
                        .add(new EntryChange.Put(
                                Objects.requireNonNull(projects.get(line.project())),
                                line.description(),
                                line.itemKey(),
                                null,
                                line.date(),
                                line.minutes(),
                                labels.get(line.label())));
            }
        }
        LocalDate openFrom = Weeks.mondayOf(today).minusWeeks(WEEKS_LEFT_OPEN);
        weeks.forEach((monday, entries) -> {
            requireAll(backend.change(person, new WeekChange(monday, entries)));
            if (monday.isBefore(openFrom)) {
                backend.complete(person, monday, true, null);
            }
        });
    }

    private static void requireAll(WeekOutcome outcome) {
        boolean all = outcome instanceof WeekOutcome.Done done
                && done.entries().stream().noneMatch(entry -> entry.kind() == EntryOutcome.Kind.REFUSED);
        if (!all) {
            throw new IllegalStateException("The sample logs do not fit the sample company: " + outcome);
        }
    }
}
