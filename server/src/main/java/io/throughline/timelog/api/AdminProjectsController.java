package io.throughline.timelog.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.timelog.embedded.ErpProject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Projects, for owners and admins. */
@RestController
@Access.Managers
@RequestMapping("/admin/projects")
final class AdminProjectsController {

    private final ErpAdministration administration;

    AdminProjectsController(ErpAdministration administration) {
        this.administration = administration;
    }

    record Project(
            long id,

            @JsonPropertyDescription("complete name, unique in the company")
            String team,

            @JsonPropertyDescription("short name") String subteam,

            boolean active,

            @JsonPropertyDescription("key of the workspace whose backlog the work belongs to; absent for none")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable String workspace) {

        static Project of(ErpProject project) {
            LogProject named = project.project();
            return new Project(named.id(), named.team(), named.subteam(), project.active(), project.workspaceKey());
        }
    }

    record NewProject(String team, String subteam, @Nullable String workspace) {}

    record ProjectChange(
            @Nullable String team,
            @Nullable String subteam,

            @JsonPropertyDescription("null for none") @Nullable String workspace,

            @JsonPropertyDescription("false: nobody finds it for new weeks; what is logged stays") @Nullable Boolean active) {}

    @GetMapping
    @Access.Needs(Scope.LOGS_READ)
    @Described(value = "All projects, those that are switched off, too", answer = Project[].class)
    List<Project> list(Principal caller) {
        return administration.projects(caller).stream().map(Project::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Access.Needs(Scope.LOGS_WRITE)
    @Described(value = "Adds a project", body = NewProject.class, answer = Project.class, status = 201)
    Project add(Principal caller, JsonObject body) {
        LogProject added = administration.addProject(
                caller,
                body.requiredText("team"),
                body.requiredText("subteam"),
                body.text("workspace").orElse(null));
        return find(caller, added.id());
    }

    @PatchMapping("/{id}")
    @Access.Needs(Scope.LOGS_WRITE)
    @Described(
            value = "Renames a project, links it to a workspace, switches it on or off",
            body = ProjectChange.class,
            answer = Project.class)
    Project change(Principal caller, @PathVariable("id") String id, JsonObject body) {
        long number = RowId.find(id).orElseThrow(ApiProblem::notFound);
        return administration.together(caller, "erp.project.change", "project " + number, () -> {
            Project before = find(caller, number);
            if (body.has("team") || body.has("subteam")) {
                administration.renameProject(
                        caller,
                        number,
                        body.text("team").orElse(before.team()),
                        body.text("subteam").orElse(before.subteam()));
            }
            if (body.has("workspace")) {
                administration.linkProject(
                        caller, number, body.text("workspace").orElse(null));
            }
            body.flag("active").ifPresent(active -> administration.switchProject(caller, number, active));
            return find(caller, number);
        });
    }

    private Project find(Principal caller, long id) {
        return administration.projects(caller).stream()
                .filter(project -> project.project().id() == id)
                .findFirst()
                .map(Project::of)
                .orElseThrow(ApiProblem::notFound);
    }
}
