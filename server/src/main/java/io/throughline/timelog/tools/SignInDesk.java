package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.mcp.ToolAnswer;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.TimeLogProblemException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signs people in to the backend, and lets nobody stay in who may not use the logs here. */
final class SignInDesk {

    private final LogDesk desk;
    private final SignInBackend backend;

    SignInDesk(LogDesk desk, SignInBackend backend) {
        this.desk = desk;
        this.backend = backend;
    }

    SignInBackend backend() {
        return backend;
    }

    /** @param email whom the caller takes themselves for; null if they did not say */
    ToolAnswer<SignInResult> signIn(Principal principal, @Nullable String email, Supplier<LogPerson> work) {
        LogPerson person = work.get();
        try {
            desk.logs().requireAuthorized(principal);
            desk.requireOwn(principal, email);
        } catch (TimeLogProblemException e) {
            backend.signOut(principal);
            throw e;
        } catch (CallerMistakeException e) {
            backend.signOut(principal);
            throw new CallerMistakeException(e.getMessage() + " You are signed out again.");
        }
        String name = desk.logs().backendName();
        String message = "Signed in to " + name + " as " + LogText.plain(person.shown())
                + (person.email() == null ? "; it does not tell your address." : ".")
                + " Next: get_active_projects or get_week_logs.";
        return ToolAnswer.of(SignInResult.of(message, name, person), message);
    }
}
