package io.throughline.access.signin;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a person is signed in.
 *
 * @param sessionId of the browser's session
 * @param fromAddress the network address at the sign-in
 * @param browser as it called itself, at most 200 characters
 */
public record OpenSignIn(
        String sessionId,
        Instant signedInAt,
        Instant lastUsedAt,
        SignInWay way,
        String fromAddress,
        @Nullable String browser) {

    /** The session's attribute that bears it. */
    static final String ATTRIBUTE = "throughline.sign-in";

    /** What the session itself keeps of it. */
    record Kept(
            Instant at,
            SignInWay way,
            String fromAddress,
            @Nullable String browser) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    static Optional<OpenSignIn> of(StoredSession session) {
        Object kept = session.getAttribute(ATTRIBUTE);
        return kept instanceof Kept known
                ? Optional.of(new OpenSignIn(
                        session.getId(),
                        known.at(),
                        session.getLastAccessedTime(),
                        known.way(),
                        known.fromAddress(),
                        known.browser()))
                : Optional.empty();
    }
}
