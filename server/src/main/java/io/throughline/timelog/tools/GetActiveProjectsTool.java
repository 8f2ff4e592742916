package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.tools.ReadArguments.Own;
import io.throughline.timelog.tools.ReadResults.ProjectsResult;
import java.util.List;

/** The tool {@code get_active_projects}. */
final class GetActiveProjectsTool extends LogTool<Own, ProjectsResult> {

    private final LogDesk desk;

    GetActiveProjectsTool(LogDesk desk) {
        super(new Face<>(
                "get_active_projects",
                "Get the projects to log on",
                """
                The projects on which you may log time now, with the id that tools take as project_id. Use it when a \
                project name is not clear. Example: {}. Next: create_or_update_log.""",
                Scope.LOGS_READ,
                READS,
                Own.class,
                ProjectsResult.class,
                ProjectsResult::failed));
        this.desk = desk;
    }

    @Override
    ToolAnswer<ProjectsResult> answer(Own arguments, CallContext context) {
        Principal principal = context.principal();
        desk.requireOwn(principal, arguments.email());
        List<LogProject> projects = desk.logs().activeProjects(principal);
        String backend = desk.logs().backendName();
        var result = new ProjectsResult(
                ReadResults.SUCCESS,
                null,
                null,
                backend,
                projects.stream()
                        .map(project -> new ProjectsResult.Project(project.id(), project.team(), project.subteam()))
                        .toList());
        String head = projects.isEmpty()
                ? "You have no active project in " + backend + ". Whoever runs it assigns people to projects."
                : "Active projects in " + backend + ": " + projects.size() + "\nid | project | short name";
        return ToolAnswer.of(
                result,
                LogText.fitted(
                        List.of(head),
                        projects.stream()
                                .map(project -> project.id() + " | " + LogText.plain(project.name()) + " | "
                                        + LogText.plain(project.subteam()))
                                .toList(),
                        List.of(),
                        left -> left + " more projects are left out here; the structured result has all of them."));
    }
}
