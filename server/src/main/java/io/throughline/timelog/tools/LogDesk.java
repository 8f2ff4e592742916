package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.TimeLogService;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What all log tools do with their arguments before they turn to the logs. */
final class LogDesk {

    private final TimeLogService logs;
    private final Clock clock;

    LogDesk(TimeLogService logs, Clock clock) {
        this.logs = logs;
        this.clock = clock;
    }

    TimeLogService logs() {
        return logs;
    }

    /** Where the person is now. */
    LocalDate today(Principal principal) {
        return LocalDate.ofInstant(clock.instant(), principal.zone());
    }

    /**
     * Takes an address for what it is, a check that the right person is signed in; it never chooses another.
     *
     * @throws CallerMistakeException if it is another's, or the backend does not say whose the sign-in is
     */
    void requireOwn(Principal principal, @Nullable String email) {
        String given = Given.text(email);
        if (given == null) {
            return;
        }
        LogPerson person = logs.person(principal);
        String own = person.email();
        if (own == null || !own.toLowerCase(Locale.ROOT).equals(given.toLowerCase(Locale.ROOT))) {
            throw new CallerMistakeException("email is '" + given + "', but "
                    + (own == null
                            ? logs.backendName() + " does not tell your address"
                            : "you are " + person.shown() + " in " + logs.backendName())
                    + ". Leave email out: the log tools work for you alone.");
        }
    }

    /**
     * Requires that the caller may write in their own name, before anything else is looked at.
     *
     * @param action for the trail, which gets a row if they may not
     */
    void requireMayWrite(Principal principal, String action, @Nullable String email) {
        logs.requireMayWrite(principal, action);
        requireOwn(principal, email);
    }

    LogProject project(Principal principal, @Nullable String idOrName, @Nullable String name) {
        return new ProjectChoice(logs.activeProjects(principal)).of(idOrName, name);
    }

    /** Null if none is named, which keeps the label there is or takes the default one. */
    @Nullable LogLabel label(Principal principal, @Nullable String idOrName, @Nullable String name) {
        return LabelChoice.isGiven(idOrName, name) ? new LabelChoice(logs.labels(principal)).of(idOrName, name) : null;
    }
}
