package io.throughline.console;

import io.throughline.access.Role;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.DayOff;
import io.throughline.workspace.Member;
import io.throughline.workspace.WorkspaceService;
import io.throughline.workspace.teams.MemberDetails;
import io.throughline.workspace.teams.TeamService;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The teams of a workspace, with their members and the days off of everybody. */
@Controller
final class TeamsPage {

    static final String TEAMS = "/workspaces/{key}/teams";

    private final WorkspaceService workspaces;
    private final TeamService teams;
    private final Clock clock;

    TeamsPage(WorkspaceService workspaces, TeamService teams, Clock clock) {
        this.workspaces = workspaces;
        this.teams = teams;
        this.clock = clock;
    }

    /** A team with those who work in it; without id and name for those who are in none. */
    record Group(@Nullable Long id, @Nullable String name, List<MemberRow> members) {}

    /** @param upcoming days off from today on */
    record MemberRow(Member member, String capacity, Map<String, Integer> skills, long upcoming) {}

    @GetMapping(TEAMS)
    String teams(WorkspaceVisit here, Model model) {
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), here.visit().person().zone());
        List<DayOff> daysOff = teams.daysOff(here.workspace()).stream()
                .filter(day -> !day.day().isBefore(today))
                .toList();
        List<Member> members = workspaces.members(here.workspace());
        List<Group> groups = new java.util.ArrayList<>();
        workspaces
                .teams(here.workspace())
                .forEach(team -> groups.add(new Group(team.id(), team.name(), rows(members, team.id(), daysOff))));
        List<MemberRow> others = rows(members, null, daysOff);
        if (!others.isEmpty()) {
            groups.add(new Group(null, null, others));
        }
        model.addAttribute("groups", groups);
        model.addAttribute("teamList", workspaces.teams(here.workspace()));
        model.addAttribute(
                "everybody",
                daysOff.stream().filter(day -> day.memberId() == null).toList());
        model.addAttribute("today", today);
        return "teams";
    }

    private static List<MemberRow> rows(List<Member> members, @Nullable Long teamId, List<DayOff> daysOff) {
        return members.stream()
                .filter(member -> Objects.equals(member.teamId(), teamId))
                .map(member -> new MemberRow(
                        member,
                        Hours.text(member.weeklyCapacityMinutes()),
                        MemberDetails.of(member).skills(),
                        daysOff.stream()
                                .filter(day -> Objects.equals(day.memberId(), member.id()))
                                .count()))
                .toList();
    }

    @PostMapping(TEAMS)
    String addTeam(
            WorkspaceVisit here,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                here,
                response,
                model,
                next,
                "The team is there.",
                () -> teams.addTeam(here.principal(), here.workspace(), name));
    }

    @PostMapping(TEAMS + "/{team:\\d+}/name")
    String renameTeam(
            WorkspaceVisit here,
            @PathVariable long team,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                here,
                response,
                model,
                next,
                "The team has its new name.",
                () -> teams.renameTeam(here.principal(), here.workspace(), team, before, name));
    }

    @PostMapping(TEAMS + "/{team:\\d+}/remove")
    String removeTeam(
            WorkspaceVisit here,
            @PathVariable long team,
            @RequestParam(defaultValue = "") String before,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                here,
                response,
                model,
                next,
                "The team is removed; its members and items stay.",
                () -> teams.removeTeam(here.principal(), here.workspace(), team, before));
    }

    @PostMapping(TEAMS + "/members")
    String addMember(
            WorkspaceVisit here,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable Long team,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                here,
                response,
                model,
                next,
                "The member is there. Add skills and capacity on their page.",
                () -> teams.addMember(
                        here.principal(), here.workspace(), new MemberDetails(name, null, team, null, Map.of())));
    }

    @PostMapping(TEAMS + "/days-off")
    String addDaysOff(
            WorkspaceVisit here,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                here,
                response,
                model,
                next,
                "The days are off for everybody.",
                () -> teams.addDaysOff(here.principal(), here.workspace(), null, from, to == null ? from : to, reason));
    }

    @PostMapping(TEAMS + "/days-off/remove")
    String removeDayOff(
            WorkspaceVisit here,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return change(
                here,
                response,
                model,
                next,
                "The day is a working day again.",
                () -> teams.removeDayOff(here.principal(), here.workspace(), null, day));
    }

    private String change(
            WorkspaceVisit here,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next,
            String done,
            Runnable work) {
        here.require(Role.ADMIN);
        try {
            work.run();
        } catch (CallerMistakeException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("mistake", e.getMessage());
            return teams(here, model);
        }
        next.addFlashAttribute("done", done);
        return "redirect:/workspaces/" + here.workspace().key() + "/teams";
    }
}
