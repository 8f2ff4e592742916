package io.throughline.console;

import io.throughline.access.MembershipService;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.signin.InvitationService;
import io.throughline.problem.CallerMistakeException;
import io.throughline.settings.Settings;
import io.throughline.workspace.Workspace;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who is in a workspace, and who is invited. */
@Controller
@RequestMapping("/workspaces/{key}/members")
final class MembersPage {

    private final MembershipService memberships;
    private final InvitationService invitations;
    private final Settings settings;

    MembersPage(MembershipService memberships, InvitationService invitations, Settings settings) {
        this.memberships = memberships;
        this.invitations = invitations;
        this.settings = settings;
    }

    /** The workspace and who looks at it. */
    private record Place(Principal principal, Workspace workspace) {

        static Place of(Visit visit, String key) {
            Principal principal = visit.principal();
            return visit.workspaces().stream()
                    .filter(workspace -> principal != null && workspace.key().equals(key))
                    .findFirst()
                    .map(workspace -> new Place(Objects.requireNonNull(principal), workspace))
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        }

        long id() {
            return workspace.id();
        }

        String page() {
            return "redirect:/workspaces/" + workspace.key() + "/members";
        }
    }

    @GetMapping
    String show(@PathVariable("key") String key, Visit visit, WorkspaceVisit here, Model model) {
        Place place = Place.of(visit, key);
        Role mine = memberships.roleOf(place.principal(), place.id());
        boolean manages = mine.atLeast(Role.ADMIN);
        List<Role> given = Arrays.stream(Role.values())
                .filter(role -> MembershipService.mayManage(mine, role))
                .toList();
        model.addAttribute("workspace", place.workspace());
        model.addAttribute("members", memberships.members(place.principal(), place.id()));
        model.addAttribute("invitations", manages ? invitations.open(place.principal(), place.id()) : List.of());
        model.addAttribute("manages", manages);
        model.addAttribute("roles", given);
        return "members";
    }

    @PostMapping("/invite")
    String invite(
            @PathVariable("key") String key,
            @RequestParam("email") String email,
            @RequestParam("role") String role,
            Visit visit,
            HttpServletRequest request,
            RedirectAttributes after) {
        Place place = Place.of(visit, key);
        try {
            String path = invitations.invite(place.principal(), place.id(), email, role(role));
            after.addFlashAttribute("link", address(request) + path);
            after.addFlashAttribute("linkFor", email);
        } catch (CallerMistakeException e) {
            after.addFlashAttribute("inviteError", e.getMessage());
            after.addFlashAttribute("typedEmail", email);
        }
        return place.page();
    }

    @PostMapping("/revoke")
    String revoke(@PathVariable("key") String key, @RequestParam("id") long id, Visit visit, RedirectAttributes after) {
        Place place = Place.of(visit, key);
        return done(place, after, () -> invitations.revoke(place.principal(), place.id(), id), "The link is dead.");
    }

    @PostMapping("/role")
    String changeRole(
            @PathVariable("key") String key,
            @RequestParam("person") long personId,
            @RequestParam("role") String role,
            Visit visit,
            RedirectAttributes after) {
        Place place = Place.of(visit, key);
        return done(
                place,
                after,
                () -> memberships.changeRole(place.principal(), place.id(), personId, role(role)),
                "The role is changed.");
    }

    @PostMapping("/remove")
    String remove(
            @PathVariable("key") String key,
            @RequestParam("person") long personId,
            Visit visit,
            RedirectAttributes after) {
        Place place = Place.of(visit, key);
        return done(
                place,
                after,
                () -> memberships.remove(place.principal(), place.id(), personId),
                "They are removed, and have no access from now on.");
    }

    @PostMapping("/leave")
    String leave(@PathVariable("key") String key, Visit visit, RedirectAttributes after) {
        Place place = Place.of(visit, key);
        String page = done(place, after, () -> memberships.leave(place.principal(), place.id()), "You left.");
        return after.getFlashAttributes().containsKey("error") ? page : "redirect:/";
    }

    private static String done(Place place, RedirectAttributes after, Runnable work, String notice) {
        try {
            work.run();
            after.addFlashAttribute("notice", notice);
        } catch (CallerMistakeException e) {
            after.addFlashAttribute("error", e.getMessage());
        }
        return place.page();
    }

    private static Role role(String name) {
        return Role.find(name)
                .orElseThrow(() -> new CallerMistakeException(
                        "'" + name + "' is no role. Choose owner, admin, member or viewer."));
    }

    /** How people reach the server: as it was set, else as this browser does. */
    private String address(HttpServletRequest request) {
        if (settings.publicUrl() != null) {
            return settings.publicUrl().toString().replaceAll("/+$", "");
        }
        String url = request.getRequestURL().toString();
        return url.substring(0, url.length() - request.getRequestURI().length());
    }
}
