package io.throughline.console;

import io.throughline.access.Principal;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.timelog.embedded.ErpAssignment;
import io.throughline.timelog.embedded.ErpPerson;
import io.throughline.timelog.embedded.ErpProject;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people log time on: projects, who is assigned to them, labels. Of the embedded ERP; any other has pages of its own. */
@Controller
final class TimeSetupPage {

    static final String SETUP = TimePage.TIME + "/setup";

    private final OwnErp ownErp;
    private final Clock clock;

    TimeSetupPage(OwnErp ownErp, Clock clock) {
        this.ownErp = ownErp;
        this.clock = clock;
    }

    /** A project with those who are or were assigned to it. */
    record ProjectCard(ErpProject project, List<Assigned> people) {}

    /** @param over whether its last day is gone */
    record Assigned(ErpPerson person, ErpAssignment assignment, boolean over) {}

    @GetMapping(SETUP)
    String page(Visit visit, Model model) {
        Principal principal = visit.member();
        model.addAttribute("maySetUp", ownErp.maySetUp(principal));
        if (!ownErp.isUsed()) {
            return "time-setup-elsewhere";
        }
        if (!ownErp.maySetUp(principal)) {
            throw PageProblem.forbidden(
                    "Projects and labels are set up by owners and admins of a workspace. One of them can do it for you.");
        }
        ErpAdministration administration = ownErp.administration();
        LocalDate today = LocalDate.ofInstant(clock.instant(), visit.person().zone());
        List<ErpPerson> people = administration.people(principal);
        model.addAttribute(
                "projects",
                administration.projects(principal).stream()
                        .map(project -> card(project, people, today))
                        .toList());
        model.addAttribute("people", people);
        model.addAttribute("labels", administration.labels(principal));
        model.addAttribute("today", today);
        return "time-setup";
    }

    private static ProjectCard card(ErpProject project, List<ErpPerson> people, LocalDate today) {
        return new ProjectCard(
                project,
                people.stream()
                        .flatMap(person -> person.assignments().stream()
                                .filter(assignment -> assignment.project().id()
                                        == project.project().id())
                                .map(assignment -> new Assigned(
                                        person,
                                        assignment,
                                        assignment.to() != null
                                                && assignment.to().isBefore(today))))
                        .toList());
    }

    @PostMapping(SETUP + "/projects")
    String addProject(
            Visit visit,
            @RequestParam(defaultValue = "") String team,
            @RequestParam(defaultValue = "") String subteam,
            @RequestParam(defaultValue = "") String workspace,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                visit,
                response,
                model,
                next,
                "The project is there. Assign people to it.",
                principal -> ownErp.administration().addProject(principal, team, subteam, keyOf(workspace)));
    }

    @PostMapping(SETUP + "/projects/{id:\\d+}")
    String changeProject(
            Visit visit,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String team,
            @RequestParam(defaultValue = "") String subteam,
            @RequestParam(defaultValue = "") String workspace,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(visit, response, model, next, "The project is changed.", principal -> {
            ownErp.administration().renameProject(principal, id, team, subteam);
            ownErp.administration().linkProject(principal, id, keyOf(workspace));
        });
    }

    private static @Nullable String keyOf(String workspace) {
        return workspace.isBlank() ? null : workspace;
    }

    @PostMapping(SETUP + "/projects/{id:\\d+}/switch")
    String switchProject(
            Visit visit,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean active,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                visit,
                response,
                model,
                next,
                active ? "The project is on again." : "The project is off. What is logged on it stays.",
                principal -> ownErp.administration().switchProject(principal, id, active));
    }

    @PostMapping(SETUP + "/assignments")
    String assign(
            Visit visit,
            @RequestParam long project,
            @RequestParam(defaultValue = "") String email,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                visit,
                response,
                model,
                next,
                "They can log time on it from " + from + (to == null ? " on." : " to " + to + "."),
                principal -> ownErp.administration().assign(principal, project, email, from, to));
    }

    @PostMapping(SETUP + "/assignments/{id:\\d+}/end")
    String endAssignment(
            Visit visit,
            @PathVariable long id,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate last,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                visit,
                response,
                model,
                next,
                "The assignment ends on " + last + ".",
                principal -> ownErp.administration().endAssignment(principal, id, last));
    }

    @PostMapping(SETUP + "/labels")
    String addLabel(
            Visit visit,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                visit,
                response,
                model,
                next,
                "The label is there.",
                principal -> ownErp.administration().addLabel(principal, name));
    }

    @PostMapping(SETUP + "/labels/{id:\\d+}")
    String renameLabel(
            Visit visit,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                visit,
                response,
                model,
                next,
                "The label has its new name, on what is logged already, too.",
                principal -> ownErp.administration().renameLabel(principal, id, name));
    }

    @PostMapping(SETUP + "/labels/{id:\\d+}/switch")
    String switchLabel(
            Visit visit,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean active,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                visit,
                response,
                model,
                next,
                active ? "The label is on again." : "The label is off. What is logged with it keeps it.",
                principal -> ownErp.administration().switchLabel(principal, id, active));
    }

    private String change(
            Visit visit,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next,
            String done,
            Consumer<Principal> work) {
        Principal principal = visit.member();
        if (!ownErp.isUsed()) {
            throw PageProblem.notFound();
        }
        try {
            work.accept(principal);
        } catch (CallerMistakeException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("mistake", e.getMessage());
            return page(visit, model);
        }
        next.addFlashAttribute("done", done);
        return "redirect:" + SETUP;
    }
}
