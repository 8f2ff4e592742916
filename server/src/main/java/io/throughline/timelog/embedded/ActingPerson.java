package io.throughline.timelog.embedded;

import io.throughline.access.Principal;

/**
 * As whom a caller logs time in the embedded ERP: as themselves, or, after a sign-in with a token, as the person whose token it
 * is. Asked at every call; a bean of this type takes the place of {@link #THEMSELVES}.
 */
@FunctionalInterface
public interface ActingPerson {

    /** Whoever calls logs their own time. */
    ActingPerson THEMSELVES = caller -> caller;

    /**
     * The person, always in the caller's tenant, with the scopes that both the caller and the token have. See
     * {@link EmbeddedTokens#holder}.
     *
     * @throws io.throughline.timelog.TimeLogProblemException if the token of the sign-in is no longer good
     */
    Principal of(Principal caller);
}
