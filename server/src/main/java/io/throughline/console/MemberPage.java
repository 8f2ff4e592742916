package io.throughline.console;

import io.throughline.access.Role;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.Member;
import io.throughline.workspace.WorkspaceService;
import io.throughline.workspace.teams.MemberDetails;
import io.throughline.workspace.teams.TeamService;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One who does the work: team, skills, capacity, days off. */
@Controller
final class MemberPage {

    private static final String MEMBER = TeamsPage.TEAMS + "/members/{member:\\d+}";

    private final WorkspaceService workspaces;
    private final TeamService teams;

    MemberPage(WorkspaceService workspaces, TeamService teams) {
        this.workspaces = workspaces;
        this.teams = teams;
    }

    /** What the fields of the form hold. */
    private static final char LINE_END = (char) 10;

    record Fields(String name, String email, @Nullable Long team, String capacity, String skills, String version) {

        static Fields of(Member member) {
            MemberDetails details = MemberDetails.of(member);
            return new Fields(
                    member.name(),
                    member.email() == null ? "" : member.email(),
                    member.teamId(),
                    Hours.text(member.weeklyCapacityMinutes()),
                    details.skills().entrySet().stream()
                            .map(skill -> skill.getKey() + ": " + skill.getValue())
                            .collect(Collectors.joining(String.valueOf(LINE_END))),
                    details.version());
        }

        MemberDetails details() {
            return new MemberDetails(name, email, team, Hours.minutes(capacity), skillLevels());
        }

        private Map<String, Integer> skillLevels() {
            Map<String, Integer> levels = new LinkedHashMap<>();
            for (String line : skills.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList()) {
                int colon = line.lastIndexOf(':');
                String level = line.substring(colon + 1).strip();
                if (colon < 1 || !level.matches("[1-5]")) {
                    throw new CallerMistakeException(
                            "'" + line + "' is no skill with a level. Write one on each line, such as: Java: 4");
                }
                levels.put(line.substring(0, colon).strip(), Integer.parseInt(level));
            }
            return levels;
        }
    }

    @GetMapping(MEMBER)
    String member(WorkspaceVisit here, @PathVariable("member") long id, Model model) {
        Member member = find(here, id);
        return show(here, member, Fields.of(member), model);
    }

    private Member find(WorkspaceVisit here, long id) {
        return workspaces.members(here.workspace()).stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow(PageProblem::notFound);
    }

    private String show(WorkspaceVisit here, Member member, Fields fields, Model model) {
        model.addAttribute("member", member);
        model.addAttribute("fields", fields);
        model.addAttribute("version", MemberDetails.of(member).version());
        model.addAttribute("capacity", Hours.text(member.weeklyCapacityMinutes()));
        model.addAttribute("skills", MemberDetails.of(member).skills());
        model.addAttribute("teamList", workspaces.teams(here.workspace()));
        model.addAttribute(
                "daysOff",
                teams.daysOff(here.workspace()).stream()
                        .filter(day -> Objects.equals(day.memberId(), member.id()))
                        .toList());
        return "member";
    }

    @PostMapping(MEMBER)
    String change(
            WorkspaceVisit here,
            @PathVariable("member") long id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(required = false) @Nullable Long team,
            @RequestParam(defaultValue = "") String capacity,
            @RequestParam(defaultValue = "") String skills,
            @RequestParam(defaultValue = "") String version,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        var fields = new Fields(name, email, team, capacity, skills, version);
        return change(
                here,
                id,
                fields,
                response,
                model,
                next,
                "Saved.",
                () -> teams.changeMember(here.principal(), here.workspace(), id, version, fields.details()));
    }

    @PostMapping(MEMBER + "/remove")
    String remove(
            WorkspaceVisit here,
            @PathVariable("member") long id,
            @RequestParam(defaultValue = "") String version,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        here.require(Role.ADMIN);
        Member member = find(here, id);
        try {
            teams.removeMember(here.principal(), here.workspace(), id, version);
        } catch (CallerMistakeException e) {
            return refused(here, member, Fields.of(member), e, response, model);
        }
        next.addFlashAttribute("done", "The member is removed; their items stay.");
        return "redirect:/workspaces/" + here.workspace().key() + "/teams";
    }

    @PostMapping(MEMBER + "/days-off")
    String addDaysOff(
            WorkspaceVisit here,
            @PathVariable("member") long id,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                here,
                id,
                null,
                response,
                model,
                next,
                "The days are off.",
                () -> teams.addDaysOff(here.principal(), here.workspace(), id, from, to == null ? from : to, reason));
    }

    @PostMapping(MEMBER + "/days-off/remove")
    String removeDayOff(
            WorkspaceVisit here,
            @PathVariable("member") long id,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                here,
                id,
                null,
                response,
                model,
                next,
                "The day is a working day again.",
                () -> teams.removeDayOff(here.principal(), here.workspace(), id, day));
    }

    private String change(
            WorkspaceVisit here,
            long id,
            @Nullable Fields typed,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next,
            String done,
            Runnable work) {
        here.require(Role.ADMIN);
        Member member = find(here, id);
        try {
            work.run();
        } catch (CallerMistakeException e) {
            return refused(here, member, typed == null ? Fields.of(member) : typed, e, response, model);
        }
        next.addFlashAttribute("done", done);
        return "redirect:/workspaces/" + here.workspace().key() + "/teams/members/" + id;
    }

    private String refused(
            WorkspaceVisit here,
            Member member,
            Fields fields,
            CallerMistakeException mistake,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        model.addAttribute("mistake", mistake.getMessage());
        return show(here, member, fields, model);
    }
}
