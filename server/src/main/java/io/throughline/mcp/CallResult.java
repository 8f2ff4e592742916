package io.throughline.mcp;

import org.jspecify.annotations.Nullable;

/** What became of a call, for the wire layers. */
public sealed interface CallResult {

    String text();

    /** The tool did its work. */
    record Done(String text, Record structured) implements CallResult {}

    /**
     * The tool did nothing: the caller's mistake, or a fault of ours.
     *
     * @param faultId id under which our fault is in the log, null for the caller's mistake
     */
    record Refused(String text, @Nullable String faultId) implements CallResult {}
}
