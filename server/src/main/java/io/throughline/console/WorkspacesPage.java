package io.throughline.console;

import io.throughline.access.Role;
import io.throughline.backlog.BacklogService;
import io.throughline.backlog.BacklogSummary;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The workspaces of the visitor, and what one of them holds. */
@Controller
final class WorkspacesPage {

    private static final String LIST = "/workspaces";
    private static final String ONE = "/workspaces/{key}";

    private final WorkspaceService workspaces;
    private final BacklogService backlog;

    WorkspacesPage(WorkspaceService workspaces, BacklogService backlog) {
        this.workspaces = workspaces;
        this.backlog = backlog;
    }

    @GetMapping(LIST)
    String list(Visit visit, Model model) {
        return showList(visit, model, "", "");
    }

    private static String showList(Visit visit, Model model, String key, String name) {
        visit.member();
        model.addAttribute("key", key);
        model.addAttribute("name", name);
        return "workspaces";
    }

    @PostMapping(LIST)
    String create(
            Visit visit,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        try {
            workspaces.requireMayCreate(visit.member());
            Workspace made = workspaces.create(visit.member(), key, name);
            next.addFlashAttribute("done", "The workspace is there, and you are its owner.");
            return "redirect:" + LIST + "/" + made.key();
        } catch (CallerMistakeException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("mistake", e.getMessage());
            return showList(visit, model, key, name);
        }
    }

    @GetMapping(ONE)
    String overview(WorkspaceVisit here, Model model) {
        return showOverview(here, here.workspace().name(), model);
    }

    private String showOverview(WorkspaceVisit here, String typedName, Model model) {
        BacklogSummary summary =
                backlog.summary(here.principal(), here.workspace().publicId());
        model.addAttribute("summary", summary);
        model.addAttribute("bar", StatusBar.of(summary));
        model.addAttribute("teams", workspaces.teams(here.workspace()));
        model.addAttribute("memberCount", workspaces.members(here.workspace()).size());
        model.addAttribute("typedName", typedName);
        return "workspace";
    }

    @PostMapping(ONE + "/name")
    String rename(
            WorkspaceVisit here,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        here.require(Role.ADMIN);
        try {
            workspaces.rename(here.principal(), here.workspace(), name);
            next.addFlashAttribute("done", "The name is changed.");
            return "redirect:" + LIST + "/" + here.workspace().key();
        } catch (CallerMistakeException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("mistake", e.getMessage());
            return showOverview(here, name, model);
        }
    }
}
