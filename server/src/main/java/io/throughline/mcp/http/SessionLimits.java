package io.throughline.mcp.http;

import java.time.Duration;

/**
 * How many sessions there may be, and for how long.
 *
 * @param idle after which a session that nobody uses ends
 * @param perPrincipal of one person with one client; for one more, the one that is idle longest goes
 * @param inAll one more is refused
 */
public record SessionLimits(Duration idle, int perPrincipal, int inAll) {

    public static final SessionLimits USUAL = new SessionLimits(Duration.ofHours(1), 100, 10_000);

    public SessionLimits {
        if (idle.isNegative() || idle.isZero() || perPrincipal < 1 || inAll < 1) {
            throw new IllegalArgumentException("Limits of sessions must be positive.");
        }
    }
}
