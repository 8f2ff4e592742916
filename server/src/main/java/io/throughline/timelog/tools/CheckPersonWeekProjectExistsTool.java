package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.ProjectMatch;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.tools.ReadArguments.ProjectOnDay;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The tool {@code check_person_week_project_exists}. */
final class CheckPersonWeekProjectExistsTool extends LogTool<ProjectOnDay, CheckResult> {

    private final LogDesk desk;

    CheckPersonWeekProjectExistsTool(LogDesk desk) {
        super(new Face<>(
                "check_person_week_project_exists",
                "Check whether a project is in a week",
                """
                Whether your week log of a day has a project, and what is missing if not. Use it to find out why an entry \
                was refused; it changes nothing. Example: {"date":"2026-01-06","project_id":501}.""",
                Scope.LOGS_READ,
                READS,
                ProjectOnDay.class,
                CheckResult.class,
                CheckResult::failed));
        this.desk = desk;
    }

    @Override
    ToolAnswer<CheckResult> answer(ProjectOnDay arguments, CallContext context) {
        Principal principal = context.principal();
        LocalDate monday = Weeks.mondayOf(Weeks.date(arguments.date()));
        desk.requireOwn(principal, arguments.email());
        LogProject project = desk.project(principal, arguments.projectId(), arguments.projectName());
        Optional<WeekLog> week = desk.logs().findWeek(principal, monday);
        List<WeekProject> found = week.map(log -> ProjectMatch.of(log.projects(), WeekProject::project, project))
                .orElse(List.of());
        if (found.size() > 1) {
            throw new CallerMistakeException("The week of " + monday + " has " + found.size() + " projects named '"
                    + project.name() + "', and " + desk.logs().backendName() + " does not say which is which.");
        }
        String message = message(monday, project, week, !found.isEmpty());
        var result = new CheckResult(
                ReadResults.SUCCESS,
                message,
                null,
                desk.logs().backendName(),
                !found.isEmpty(),
                found.isEmpty() ? null : found.getFirst().id(),
                monday,
                project.id(),
                week.map(WeekLog::completed).orElse(null),
                found.isEmpty() ? required(monday, project, week) : null);
        return ToolAnswer.of(result, message);
    }

    private String message(LocalDate monday, LogProject project, Optional<WeekLog> week, boolean exists) {
        String where = "your week log of " + LogText.week(monday) + " in "
                + desk.logs().backendName();
        String named = LogText.plain(project.name()) + " (" + project.id() + ")";
        if (week.isEmpty()) {
            return "There is no such thing yet as " + where + ", so " + named + " is not in it.";
        }
        return named + (exists ? " is in " : " is not in ") + where + ", which is " + WeeksText.state(week.get()) + ".";
    }

    private static CheckResult.Required required(LocalDate monday, LogProject project, Optional<WeekLog> week) {
        return new CheckResult.Required(
                new CheckResult.Week(
                        monday, week.isPresent(), week.map(WeekLog::id).orElse(null)),
                new CheckResult.Team(project.id(), "An active assignment to this project that overlaps the week."),
                new CheckResult.Project(
                        List.of("person_week_log_id", "person_team_id"),
                        "The project in the week. The ERP makes it for assigned people; on Throughline's own ERP"
                                + " create_or_update_log makes it, too."));
    }
}
