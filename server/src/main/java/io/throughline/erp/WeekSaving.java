package io.throughline.erp;

import io.throughline.erp.signin.KeptSignIn;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import io.throughline.timelog.WeekEdit;
import io.throughline.timelog.WeekLog;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The single steps of changing a week log of the ERP. Safe for concurrent use. */
final class WeekSaving {

    private final ErpApi api;
    private final ErpWeeks weeks;
    private final Patience patience;
    private final long defaultLabelId;

    /** @param defaultLabelId of new entries that name none */
    WeekSaving(ErpApi api, ErpWeeks weeks, Patience patience, long defaultLabelId) {
        this.api = api;
        this.weeks = weeks;
        this.patience = patience;
        this.defaultLabelId = defaultLabelId;
    }

    /** What one save came to. */
    sealed interface Saved permits Kept, Trouble {}

    /** It was accepted; the week as the ERP shows it now. */
    record Kept(WeekDocument document) implements Saved {}

    /**
     * It was not accepted, or nothing is known of it.
     *
     * @param again whether another try may succeed
     * @param unsure whether it may have been saved all the same
     * @param overdue whether it may still be saved later
     */
    record Trouble(TimeLogProblemException problem, boolean again, boolean unsure, boolean overdue, Duration pause)
            implements Saved {

        Trouble withoutAgain() {
            return new Trouble(problem, false, unsure, overdue, pause);
        }

        /** To be thrown when the week was read again and the change is not in it. */
        TimeLogProblemException afterALook() {
            if (!unsure) {
                return problem;
            }
            return new TimeLogProblemException(
                    problem.kind(),
                    problem.getMessage() + " The week was read again afterwards: the change is not in it"
                            + (overdue ? ", but may still arrive. Look before you try again." : "."),
                    problem);
        }
    }

    Patience patience() {
        return patience;
    }

    Optional<WeekDocument> find(KeptSignIn signIn, LocalDate monday) {
        return weeks.find(signIn, monday);
    }

    boolean pause(int attempt, Duration asked) {
        return api.pause(attempt, asked);
    }

    ErpEdit edit(KeptSignIn signIn, WeekDocument document) {
        boolean nameless = document.week().projects().stream()
                .anyMatch(project -> project.project().id() == 0);
        KnownNames names = weeks.names(signIn, nameless);
        return new ErpEdit(names, defaultLabel(names));
    }

    LogLabel defaultLabel(KnownNames names) {
        return new LogLabel(defaultLabelId, names.label(defaultLabelId));
    }

    /** The same week, read with names that may not have been known before. */
    WeekDocument named(KeptSignIn signIn, WeekDocument document, ErpEdit edit) {
        return edit.names().projects().isEmpty()
                ? document
                : weeks.week(signIn, document.document(), document.week().weekStarting());
    }

    /** Sends the week back as it is to become. */
    Saved save(KeptSignIn signIn, WeekDocument document, WeekLog after) {
        if (document.week().modifiedAt() == null) {
            throw new TimeLogProblemException(
                    Kind.UNREADABLE,
                    api.answers().capitalised() + " does not say which version of the week of " + after.weekStarting()
                            + " it showed (modified_at). Without it a save could undo what others do, so nothing was"
                            + " sent. Tell whoever runs it.");
        }
        return save(signIn, document, WeekPatch.apply(document, after));
    }

    private Saved save(KeptSignIn signIn, WeekDocument document, ObjectNode body) {
        WeekLog week = document.week();
        String path = "project-logs/person/person-week-log/save/" + week.id() + "/";
        return switch (api.write(signIn, "PATCH", path, body)) {
            case Written.Accepted accepted -> new Kept(shown(signIn, accepted.body(), week));
            case Written.Unsure unsure ->
                new Trouble(unsure.problem(), unsure.again(), true, unsure.overdue(), unsure.pause());
            case Written.Refused refused -> refused(signIn, week, refused);
        };
    }

    private Trouble refused(KeptSignIn signIn, WeekLog week, Written.Refused refused) {
        boolean again = switch (refused.status()) {
            case 404 -> {
                weeks.forget(signIn, week.weekStarting());
                yield true;
            }
            case 0, 409, 412, 429 -> true;
            // Some say that the request is wrong where the version is.
            case 400 ->
                !find(signIn, week.weekStarting())
                        .map(now -> Versions.same(now.week().modifiedAt(), week.modifiedAt()))
                        .orElse(true);
            default -> false;
        };
        boolean conflict = refused.status() == 409 || refused.status() == 412;
        TimeLogProblemException problem = conflict
                ? new TimeLogProblemException(
                        Kind.REFUSED,
                        "The week of " + week.weekStarting() + " was changed by others each time before we could save."
                                + " Nothing was written. Try again.")
                : refused.problem();
        return new Trouble(problem, again, false, false, Duration.ZERO);
    }

    /** The week after a save: the answer itself if it is the whole week in a new version, else read. */
    private WeekDocument shown(KeptSignIn signIn, @Nullable JsonNode answer, WeekLog before) {
        ObjectNode document = ErpWeeks.documentIn(answer);
        if (document != null && document.path("projects").isArray()) {
            String version = ErpJson.text(document.path("modified_at"));
            Long id = ErpJson.wholeNumber(document.path("id"));
            if (id != null && id == before.id() && !version.isEmpty() && !Versions.same(version, before.modifiedAt())) {
                return weeks.week(signIn, document, before.weekStarting());
            }
        }
        try {
            return find(signIn, before.weekStarting())
                    .orElseThrow(() -> api.answers().unreadable("no week log any more"));
        } catch (TimeLogProblemException e) {
            throw new TimeLogProblemException(
                    Kind.UNCERTAIN,
                    api.answers().capitalised() + " said that it saved the week of " + before.weekStarting()
                            + ", but then could not show it. " + e.getMessage() + " Look at the week before you try"
                            + " again.",
                    e);
        }
    }

    TimeLogProblemException uncertain(TimeLogProblemException lost, TimeLogProblemException look) {
        return new TimeLogProblemException(
                Kind.UNCERTAIN,
                "It is not known whether the change was saved. " + lost.getMessage()
                        + " Looking at the week afterwards failed, too: " + look.getMessage()
                        + " Look at the week before you try again.",
                lost);
    }

    /** Where the ERP kept days that were left out, they are sent as 0:00. The week as it is then. */
    WeekDocument emptied(KeptSignIn signIn, WeekDocument shown, WeekLog before, WeekEdit.Result result) {
        var saved = new SavedEntries(before, result.week(), shown.week());
        boolean any = false;
        for (EntryOutcome outcome : result.entries()) {
            if (outcome.kind().changes() && outcome.change() instanceof EntryChange.Remove remove) {
                Optional<LoggedTask> left = saved.left(outcome);
                any |= left.isPresent();
                left.ifPresent(task -> WeekPatch.zero(shown, task.id(), remove.date()));
            }
        }
        if (!any || shown.week().modifiedAt() == null) {
            return shown;
        }
        try {
            return save(signIn, shown, shown.document()) instanceof Kept kept
                    ? kept.document()
                    : find(signIn, before.weekStarting()).orElse(shown);
        } catch (TimeLogProblemException e) {
            if (e.kind() == Kind.SIGN_IN_NEEDED) {
                throw e;
            }
            return shown; // the day is told as still there, which is the last that was seen
        }
    }
}
