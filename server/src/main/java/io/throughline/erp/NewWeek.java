package io.throughline.erp;

import io.throughline.erp.signin.KeptSignIn;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.Folded;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekEdit;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekOutcome;
import io.throughline.timelog.WeekProject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Logs time in a week of which the ERP has no log, by the one call of its that needs none. That call adds lines, so the same
 * twice would be double: before it is sent again we look.
 */
final class NewWeek {

    private static final String NOT_IN_PROJECT = "UNAUTHORIZED_PROJECT_ACCESS";

    private final ErpApi api;
    private final ErpWeeks weeks;

    NewWeek(ErpApi api, ErpWeeks weeks) {
        this.api = api;
        this.weeks = weeks;
    }

    /** The week as it would be if the ERP took all of it. */
    WeekEdit.Result imagined(KeptSignIn signIn, WeekChange change, LogLabel defaultLabel) {
        Map<Long, LogProject> projects = new LinkedHashMap<>();
        change.entries().forEach(entry -> projects.putIfAbsent(entry.project().id(), entry.project()));
        List<WeekProject> empty = projects.values().stream()
                .map(project -> new WeekProject(project.id(), project, List.of()))
                .toList();
        var week = new WeekLog(0, signIn.person(), change.weekStarting(), false, null, null, empty);
        return new ErpEdit(new KnownNames(List.of(), List.of()), defaultLabel).applyAsked(week, change.entries());
    }

    /** What the ERP said to the lines of one project. */
    private record Said(WeekProject project, Written written) {}

    WeekOutcome log(KeptSignIn signIn, WeekChange change, LogLabel defaultLabel) {
        LocalDate monday = change.weekStarting();
        WeekEdit.Result wanted = imagined(signIn, change, defaultLabel);
        if (!wanted.changesAnything()) {
            return new WeekOutcome.NoWeek(api.answers().capitalised() + " has no log of the week of " + monday
                    + ". There is nothing to change.");
        }
        List<Said> said = new ArrayList<>();
        for (WeekProject project : wanted.week().projects()) {
            if (!project.tasks().isEmpty()) {
                said.add(new Said(project, send(signIn, project, monday)));
            }
        }
        if (said.stream().allMatch(one -> one.written() instanceof Written.Refused)) {
            return refused(monday, said);
        }
        Optional<WeekDocument> shown = look(signIn, monday, said);
        if (shown.isEmpty()) {
            throw notShown(monday, said);
        }
        WeekLog week = shown.get().week();
        var saved = new SavedEntries(wanted.week(), byNumber(wanted.week(), week), week);
        List<EntryOutcome> entries = wanted.entries().stream()
                .map(outcome -> outcome.kind().changes()
                        ? saved.find(outcome).orElseGet(() -> lacking(outcome, said))
                        : outcome)
                .toList();
        return new WeekOutcome.Done(week, entries, true, null);
    }

    /** Sends once, and once more if it surely is not there and the ERP surely is no longer at it. */
    private Written send(KeptSignIn signIn, WeekProject project, LocalDate monday) {
        Written first = post(signIn, project);
        if (first instanceof Written.Unsure unsure && unsure.again() && !unsure.overdue()) {
            weeks.forget(signIn, monday);
            boolean nothingThere;
            try {
                nothingThere = weeks.find(signIn, monday).isEmpty();
            } catch (TimeLogProblemException e) {
                return first; // it is looked at once more in the end
            }
            return nothingThere && api.pause(1, unsure.pause()) ? post(signIn, project) : first;
        }
        return first;
    }

    private Written post(KeptSignIn signIn, WeekProject project) {
        ObjectNode body = ErpJson.object();
        String email = signIn.person().email();
        if (email != null) {
            body.put("email", email);
        }
        ArrayNode logs = body.putArray("logs");
        for (LoggedTask task : project.tasks()) {
            for (LoggedDay day : task.days()) {
                ObjectNode log = logs.addObject()
                        .put("date", day.date().toString())
                        .put("time_spent", clock(day.minutes()))
                        .put("description", new ItemMark(task.itemKey(), task.description()).written())
                        .put("subteam", project.project().id());
                if (day.label() != null) {
                    log.put("label_id", day.label().id());
                }
            }
        }
        return api.write(signIn, "POST", "project-logs/person/person-week-log-from-slack/", body);
    }

    private static String clock(int minutes) {
        return twoDigits(minutes / 60) + ":" + twoDigits(minutes % 60);
    }

    private static String twoDigits(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    private WeekOutcome refused(LocalDate monday, List<Said> said) {
        List<Written.Refused> all =
                said.stream().map(one -> (Written.Refused) one.written()).toList();
        if (all.stream().allMatch(NewWeek::isNoWeek)) {
            return new WeekOutcome.NoWeek(
                    api.answers().capitalised() + " has no log of the week of " + monday
                            + ", and makes none by itself: you are not assigned to this project in that week, or the week was not"
                            + " set up. Open the week once in the ERP's own pages, or ask whoever assigns people; then try again.");
        }
        throw all.stream()
                .filter(refusal -> !isNoWeek(refusal))
                .findFirst()
                .map(Written.Refused::problem)
                .orElseThrow();
    }

    private static boolean isNoWeek(Written.Refused refusal) {
        return refusal.status() == 400
                && (refusal.code().equals(NOT_IN_PROJECT)
                        || String.valueOf(refusal.problem().getMessage()).contains("not part of the project"));
    }

    private Optional<WeekDocument> look(KeptSignIn signIn, LocalDate monday, List<Said> said) {
        weeks.forget(signIn, monday);
        try {
            return weeks.find(signIn, monday);
        } catch (TimeLogProblemException e) {
            throw new TimeLogProblemException(
                    Kind.UNCERTAIN,
                    "It is not known whether the time was logged. "
                            + firstProblem(said)
                                    .map(problem -> problem.getMessage() + " ")
                                    .orElse("")
                            + "Looking at the week of " + monday + " afterwards failed: " + e.getMessage()
                            + " Look at the week before you try again, or it may be there twice.",
                    e);
        }
    }

    private TimeLogProblemException notShown(LocalDate monday, List<Said> said) {
        boolean overdue =
                said.stream().anyMatch(one -> one.written() instanceof Written.Unsure unsure && unsure.overdue());
        return firstProblem(said)
                .map(problem -> new TimeLogProblemException(
                        problem.kind(),
                        problem.getMessage() + " Asked afterwards, it had no log of the week of " + monday
                                + (overdue ? ", but it may still arrive. Look before you try again." : "."),
                        problem))
                .orElseGet(() -> new TimeLogProblemException(
                        Kind.UNCERTAIN,
                        api.answers().capitalised() + " said that it logged the time, but shows no log of the week of "
                                + monday + ". Look there before you try again, or it may be there twice."));
    }

    private static Optional<TimeLogProblemException> firstProblem(List<Said> said) {
        return said.stream()
                .filter(one -> one.written() instanceof Written.Unsure)
                .map(one -> ((Written.Unsure) one.written()).problem())
                .findFirst();
    }

    private static EntryOutcome lacking(EntryOutcome outcome, List<Said> said) {
        String why = said.stream()
                .filter(one -> one.project().project().id()
                        == outcome.change().project().id())
                .map(one -> switch (one.written()) {
                    case Written.Accepted accepted ->
                        "The ERP said that it logged this, but its week does not show it. Look there before you try again.";
                    case Written.Refused refused ->
                        String.valueOf(refused.problem().getMessage());
                    case Written.Unsure unsure ->
                        unsure.problem().getMessage() + " Looked at afterwards, it is not there.";
                })
                .findFirst()
                .orElse("It was not sent.");
        return new EntryOutcome(outcome.change(), EntryOutcome.Kind.REFUSED, null, null, 0, why);
    }

    /** Our projects with the numbers that they have in the week that there is now. */
    private static WeekLog byNumber(WeekLog wanted, WeekLog shown) {
        return wanted.with(wanted.projects().stream()
                .map(project -> shown.projects().stream()
                        .filter(other -> isSame(other.project(), project.project()))
                        .findFirst()
                        .map(other -> new WeekProject(other.id(), project.project(), project.tasks()))
                        .orElse(project))
                .toList());
    }

    private static boolean isSame(LogProject shown, LogProject wanted) {
        return shown.id() == 0 ? Folded.same(shown.name(), wanted.name()) : shown.id() == wanted.id();
    }
}
