package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.BrowserSignIns;
import io.throughline.timelog.Folded;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.tools.ReadArguments.Nothing;
import io.throughline.timelog.tools.ReadResults.LabelsResult.Label;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tool {@code whoami}. */
final class WhoamiTool extends LogTool<Nothing, WhoamiResult> {

    private final LogDesk desk;
    private final SignInBackend signIns;
    private final BrowserSignIns inBrowser;
    private final int defaultLabelId;

    WhoamiTool(LogDesk desk, SignInBackend signIns, BrowserSignIns inBrowser, int defaultLabelId) {
        super(new Face<>(
                "whoami",
                "Who am I, and what day is it",
                """
                Who you are for the time logs, which ERP keeps them, how a sign-in in a browser went, today's date and \
                Monday in your time zone, the default label. Use it before words such as yesterday or last week become dates. Example: {}. Next: get_week_logs.""",
                Scope.LOGS_READ,
                READS,
                Nothing.class,
                WhoamiResult.class,
                WhoamiResult::failed));
        this.desk = desk;
        this.signIns = signIns;
        this.inBrowser = inBrowser;
        this.defaultLabelId = defaultLabelId;
    }

    /** What the backend says; a problem with it is said too, and the rest of the answer stands. */
    private record Known(
            @Nullable LogPerson person,
            @Nullable Boolean authorized,
            @Nullable LogLabel defaultLabel,
            @Nullable String problem) {}

    @Override
    ToolAnswer<WhoamiResult> answer(Nothing arguments, CallContext context) {
        Principal principal = context.principal();
        LocalDate today = desk.today(principal);
        LocalDate monday = Weeks.mondayOf(today);
        Known known = known(principal);
        LogPerson person = known.person();
        LogLabel label = known.defaultLabel();
        String backend = desk.logs().backendName();
        SignInProgress progress = inBrowser
                .last(principal)
                .map(attempt -> SignInProgress.of(attempt, principal.zone()))
                .orElse(null);
        String message = message(principal, known, today, monday) + (progress == null ? "" : " " + progress.message());
        var result = new WhoamiResult(
                ReadResults.SUCCESS,
                message,
                null,
                backend,
                person != null,
                person == null ? null : person.id(),
                person == null ? null : person.name(),
                person == null ? null : person.email(),
                signIns.current(principal).map(SignInBackend.SignedIn::since).orElse(null),
                known.authorized(),
                today,
                today.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                monday,
                principal.zone().getId(),
                label == null ? null : new Label(label.id(), label.name()),
                progress);
        return ToolAnswer.of(result, message);
    }

    private Known known(Principal principal) {
        LogPerson person = null;
        try {
            desk.logs().requireAuthorized(principal);
            person = desk.logs().person(principal);
            return new Known(person, true, defaultLabel(desk.logs().labels(principal)), null);
        } catch (TimeLogProblemException e) {
            boolean refused = e.kind() == TimeLogProblemException.Kind.NOT_AUTHORIZED;
            LogPerson signedIn = signIns.current(principal)
                    .map(SignInBackend.SignedIn::person)
                    .orElse(null);
            return new Known(
                    person == null && refused ? signedIn : person,
                    refused ? Boolean.FALSE : person == null ? null : Boolean.TRUE,
                    null,
                    LogFailure.of(e).message());
        }
    }

    private @Nullable LogLabel defaultLabel(List<LogLabel> labels) {
        return labels.stream()
                .filter(label -> label.id() == defaultLabelId)
                .findFirst()
                .or(() -> labels.stream()
                        .filter(label -> Folded.same(label.name(), "General"))
                        .findFirst())
                .orElse(null);
    }

    private String message(Principal principal, Known known, LocalDate today, LocalDate monday) {
        LogPerson person = known.person();
        LogLabel label = known.defaultLabel();
        return "Logs are kept in " + desk.logs().backendName() + ". "
                + (person == null ? "You are not signed in to it. " : "You are " + LogText.plain(person.shown()) + ". ")
                + (known.problem() == null ? "" : known.problem() + " ")
                + "Today is " + LogText.day(today) + " in " + principal.zone().getId() + ", in the week "
                + LogText.week(monday) + "."
                + (label == null
                        ? ""
                        : " Entries without a label get " + LogText.plain(label.name()) + " (" + label.id() + ").");
    }
}
