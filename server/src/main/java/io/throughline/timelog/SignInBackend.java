package io.throughline.timelog;

import io.throughline.access.Principal;
import java.util.Optional;

/**
 * Signing in to the backend of the logs. What is kept belongs to the principal (person and tenant) and to nobody else. A
 * sign-in that does not succeed leaves the former one as it was. All may throw {@link TimeLogProblemException}.
 */
public interface SignInBackend {

    /**
     * Checks a token with the backend and keeps it if it is good.
     *
     * @param token without scheme and blanks
     */
    LogPerson signInWithToken(Principal principal, String token);

    /** Hands an access token of Google to the backend, which answers with a token of its own, and keeps that. */
    LogPerson signInWithGoogle(Principal principal, String accessToken);

    /** @return whether somebody was signed in */
    boolean signOut(Principal principal);

    /** As whom the caller is signed in by one of the calls above, without asking the backend; empty if they are not. */
    Optional<SignedIn> current(Principal principal);

    /**
     * @param since an instant as ISO text
     */
    record SignedIn(LogPerson person, String since) {}
}
