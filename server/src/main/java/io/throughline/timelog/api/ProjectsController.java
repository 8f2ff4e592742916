package io.throughline.timelog.api;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.embedded.EmbeddedErp;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** On what time is logged, and with which labels. Plain lists: clients know no pages of them. */
@RestController
@RequestMapping("/project-logs")
final class ProjectsController {

    private final EmbeddedErp erp;

    ProjectsController(EmbeddedErp erp) {
        this.erp = erp;
    }

    record Project(long id, String team, String subteam) {

        static Project of(LogProject project) {
            return new Project(project.id(), project.team(), project.subteam());
        }
    }

    record Label(long id, String name) {

        static Label of(LogLabel label) {
            return new Label(label.id(), label.name());
        }
    }

    @GetMapping("/person/active_project_list")
    @Access.Needs(Scope.LOGS_READ)
    @Described(
            value = "The projects on which the caller may log time now",
            query = {"email"},
            answer = Project[].class)
    List<Project> activeProjects(Principal caller, RequestQuery query) {
        query.text("email").ifPresent(email -> Addressee.requireSame(erp.person(caller), email));
        return erp.activeProjects(caller).stream().map(Project::of).toList();
    }

    @GetMapping("/log_labels")
    @Access.Needs(Scope.LOGS_READ)
    @Described(value = "The labels that an entry may have", answer = Label[].class)
    List<Label> labels(Principal caller) {
        return erp.labels(caller).stream().map(Label::of).toList();
    }
}
