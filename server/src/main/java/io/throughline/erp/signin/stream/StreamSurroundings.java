package io.throughline.erp.signin.stream;

import io.throughline.erp.signin.ErpSite;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.timelog.SignInBackend;
import java.time.Clock;
import java.time.Duration;

/** What all streamed sign-ins share. */
record StreamSurroundings(
        SignInAttempts attempts,
        SignInBackend backend,
        SharedBrowser browser,
        Places places,
        Patience patience,
        ErpSite site,
        Clock clock) {

    /**
     * How long a viewer may be away, such as for a reload.
     *
     * @param inLine before the next in line is let through
     * @param atPage before the sign-in is over
     */
    record Patience(Duration inLine, Duration atPage) {}
}
