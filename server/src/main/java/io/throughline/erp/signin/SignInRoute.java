package io.throughline.erp.signin;

import io.throughline.access.Principal;
import io.throughline.timelog.BrowserSignIns.Begun;
import io.throughline.timelog.BrowserSignIns.Way;
import java.util.Optional;

/** One way to sign in in a browser, as far as this process can offer it. Safe for concurrent use. */
public interface SignInRoute {

    Way way();

    /** Why this process cannot, and what would let it, in one or two sentences; empty if it can. */
    Optional<String> unable();

    /**
     * Begins an attempt and returns at once.
     *
     * @throws io.throughline.timelog.TimeLogProblemException if it cannot be started after all; says what to do
     */
    Begun begin(Principal principal);
}
