package io.throughline.mcp.modern;

import java.time.Instant;

/** Remembers which request states were used, for as long as they are good, on all nodes. */
@FunctionalInterface
public interface SpentStates {

    /** False if it was used before. */
    boolean spend(long tenantId, String stateId, Instant expiresAt);
}
