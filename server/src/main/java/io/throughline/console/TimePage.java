package io.throughline.console;

import io.throughline.access.Principal;
import io.throughline.console.WeekDraft.Place;
import io.throughline.console.WeekSaving.End;
import io.throughline.console.WorkDays.WorkDay;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogService;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.Weeks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The week of a person as a grid: lines by days. Whatever becomes of a save, what they typed stays before them. */
@Controller
final class TimePage {

    static final String TIME = "/time";

    private static final String WEEK = TIME + "/{monday:\\d{4}-\\d{2}-\\d{2}}";

    private final TimeLogService logs;
    private final WorkDays workDays;
    private final OwnErp ownErp;
    private final WeekSaving saving;
    private final WeekCopy copy;
    private final Clock clock;

    TimePage(TimeLogService logs, WorkDays workDays, OwnErp ownErp, Clock clock) {
        this.logs = logs;
        this.workDays = workDays;
        this.ownErp = ownErp;
        this.saving = new WeekSaving(logs);
        this.copy = new WeekCopy(logs);
        this.clock = clock;
    }

    /** @param day any day of the week to be shown; this week if it is empty */
    @GetMapping(TIME)
    String thisWeek(
            Visit visit, @RequestParam(defaultValue = "") String day, HttpServletResponse response, Model model) {
        return day.isEmpty()
                ? show(visit, Weeks.mondayOf(today(visit)), response, model)
                : "redirect:" + TIME + "/" + Weeks.mondayOf(Weeks.date(day));
    }

    @GetMapping(WEEK)
    String week(Visit visit, @PathVariable String monday, HttpServletResponse response, Model model) {
        LocalDate date = Weeks.date(monday);
        LocalDate first = Weeks.mondayOf(date);
        return date.equals(first) ? show(visit, first, response, model) : "redirect:" + TIME + "/" + first;
    }

    private String show(Visit visit, LocalDate monday, HttpServletResponse response, Model model) {
        try {
            WeekLog week = logs.findWeek(visit.member(), monday).orElse(null);
            return page(visit, monday, week, TypedWeek.untouched(), Map.of(), model);
        } catch (TimeLogProblemException e) {
            TimeProblem.tell(e, response, model);
            return "time-problem";
        }
    }

    /** @param step what the button that was pressed is for */
    @PostMapping(WEEK)
    String act(
            Visit visit,
            @PathVariable String monday,
            @RequestParam(defaultValue = "save") String step,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        LocalDate first = Weeks.monday(monday);
        TypedWeek typed = TypedWeek.of(request.getParameterMap());
        Principal principal = visit.member();
        try {
            return switch (step) {
                case "save" -> save(visit, first, typed, false, response, model, next);
                case "complete" -> save(visit, first, typed, true, response, model, next);
                case "reopen" -> reopen(visit, first, typed, reason, model, next);
                case "copy-rows" -> draft(visit, first, copy.lines(principal, first, typed), model);
                case "copy-hours" -> draft(visit, first, copy.linesAndHours(principal, first, typed), model);
                case "row" -> draft(visit, first, new WeekCopy.Copied(typed, ""), model);
                default -> throw PageProblem.badRequest("The page has no button '" + step + "'.");
            };
        } catch (TimeLogProblemException e) {
            return kept(visit, first, typed, e, response, model);
        }
    }

    private String save(
            Visit visit,
            LocalDate monday,
            TypedWeek typed,
            boolean complete,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        WeekSaving.Result result = saving.save(visit.member(), monday, typed);
        if (result.end() == End.SAVED) {
            String told = result.told();
            if (complete) {
                boolean done = logs.complete(visit.member(), monday, true, null).isPresent();
                told = done
                        ? "The week is completed."
                        : "There is no log of this week, so there is nothing to complete. Save some time first.";
            }
            next.addFlashAttribute("done", told);
            return "redirect:" + TIME + "/" + monday;
        }
        response.setStatus(
                result.end() == End.REFUSED ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_CONFLICT);
        model.addAttribute("mistake", result.told() + (complete ? " The week is not completed." : ""));
        return page(visit, monday, result.week(), typed, result.notes(), model);
    }

    private String reopen(
            Visit visit, LocalDate monday, TypedWeek typed, String reason, Model model, RedirectAttributes next) {
        String why = reason.isBlank() ? null : reason.strip();
        WeekLog week = logs.complete(visit.member(), monday, false, why).orElse(null);
        String told = week == null ? "There is no log of this week." : "The week is open again.";
        if (typed.rows().isEmpty()) {
            next.addFlashAttribute("done", told);
            return "redirect:" + TIME + "/" + monday;
        }
        model.addAttribute("done", told + " What you typed is not saved yet.");
        return page(visit, monday, week, typed, Map.of(), model);
    }

    private String draft(Visit visit, LocalDate monday, WeekCopy.Copied copied, Model model) {
        WeekLog week = logs.findWeek(visit.member(), monday).orElse(null);
        if (!copied.told().isEmpty()) {
            model.addAttribute("done", copied.told());
        }
        return page(visit, monday, week, copied.typed(), Map.of(), model);
    }

    /** The backend cannot be asked: the grid as they saw it, with what they typed, to be saved when it can. */
    private String kept(
            Visit visit,
            LocalDate monday,
            TypedWeek typed,
            TimeLogProblemException problem,
            HttpServletResponse response,
            Model model) {
        TimeProblem.tell(problem, response, model);
        WeekLog seen = typed.seenWeek() ? typed.asSeen(monday) : null;
        return fill(visit, monday, seen, typed, Map.of(), List.of(), List.of(), model);
    }

    private String page(
            Visit visit,
            LocalDate monday,
            @Nullable WeekLog week,
            TypedWeek typed,
            Map<Place, String> notes,
            Model model) {
        Principal principal = visit.member();
        return fill(visit, monday, week, typed, notes, logs.activeProjects(principal), logs.labels(principal), model);
    }

    private String fill(
            Visit visit,
            LocalDate monday,
            @Nullable WeekLog week,
            TypedWeek typed,
            Map<Place, String> notes,
            List<LogProject> projects,
            List<LogLabel> labels,
            Model model) {
        List<GridRow> rows = WeekGrid.rows(week, monday, typed, notes);
        List<WorkDay> calendar = workDays.of(visit.member(), monday, monday.plusDays(6));
        LocalDate today = today(visit);
        model.addAttribute(
                "w",
                new WeekView(
                        monday,
                        week,
                        rows,
                        GridDay.of(calendar, rows, today),
                        WeekView.projects(projects),
                        WeekView.labels(labels, week),
                        today));
        model.addAttribute("maySetUp", ownErp.maySetUp(visit.member()));
        model.addAttribute("backend", logs.backendName());
        model.addAttribute("whose", whose(visit));
        return "time";
    }

    /** Whose log it is; null where the ERP cannot be asked, and the page shows what was typed. */
    private @Nullable String whose(Visit visit) {
        try {
            return logs.person(visit.member()).shown();
        } catch (TimeLogProblemException e) {
            return null;
        }
    }

    private LocalDate today(Visit visit) {
        return LocalDate.ofInstant(clock.instant(), visit.person().zone());
    }
}
