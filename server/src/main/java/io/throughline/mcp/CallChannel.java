package io.throughline.mcp;

import org.jspecify.annotations.Nullable;

/**
 * The way from a handler to the client that waits for it. What a client did not ask for is not sent; a handler need not know.
 * Safe for use by several threads of one call.
 */
public interface CallChannel {

    /** Reaches nobody and is never cancelled. */
    CallChannel SILENT = new CallChannel() {};

    /** How much a client wants to read of the log of its calls, least first. */
    enum Level {
        DEBUG,
        INFO,
        NOTICE,
        WARNING,
        ERROR,
        CRITICAL,
        ALERT,
        EMERGENCY
    }

    /**
     * Says how far the work is.
     *
     * @param done grows from call to call
     * @param total what {@code done} will be at the end; null if that is not known
     */
    default void progress(double done, @Nullable Double total, @Nullable String message) {}

    /** Writes into the log that the client shows. Deprecated in the protocol; nothing that a person needs goes here alone. */
    default void log(Level level, String logger, Object data) {}

    /** Whether nobody waits for the answer any more: the client cancelled or went away, or the time is up. */
    default boolean cancelled() {
        return false;
    }

    /** @throws CallCancelledException if nobody waits any more; call it between the steps of long work that only reads */
    default void stopIfCancelled() {
        if (cancelled()) {
            throw new CallCancelledException();
        }
    }

    /** Lets go of the connection where the client can come back for the answer; it is not lost. */
    default void releaseConnection() {}
}
