package io.throughline.timelog;

import io.throughline.access.Principal;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signing in to the backend of the logs on a page in a browser, while the caller goes on with other things. A person has one
 * attempt at a time: the next ends the one before. Safe for concurrent use.
 */
public interface BrowserSignIns {

    /** On whose page people sign in. */
    enum Way {
        /** Of Google, or another OpenID Connect provider. */
        PROVIDER,
        /** Of the ERP itself. */
        ERP_PAGE
    }

    /** How far an attempt is. */
    enum State {
        /** Nobody has opened its page yet. */
        WAITING,
        /** Somebody is at its page. */
        OPENED,
        DONE,
        FAILED,
        CANCELLED,
        /** Nobody signed in in time. */
        EXPIRED;

        public boolean isOver() {
            return this != WAITING && this != OPENED;
        }
    }

    /**
     * An attempt that has begun.
     *
     * @param link for the person to open; null if a window opens by itself
     * @param streamed whether the page shows a browser that runs on the server
     * @param until when it ends
     */
    record Begun(@Nullable URI link, boolean streamed, Instant until) {}

    /**
     * How an attempt went.
     *
     * @param told for the person, one or two sentences; empty while it is under way
     */
    record Attempt(Way way, State state, Instant askedAt, Instant until, String told) {}

    /**
     * Begins an attempt and returns at once.
     *
     * @throws TimeLogProblemException if this server cannot do it that way; says what to do instead
     */
    Begun begin(Principal principal, Way way);

    /** The caller's last attempt; empty if there was none in the last hour. */
    Optional<Attempt> last(Principal principal);

    /** @return whether an attempt of the caller was under way, which is ended now */
    boolean cancel(Principal principal);
}
