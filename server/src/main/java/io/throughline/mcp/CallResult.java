package io.throughline.mcp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a call, for the wire layers. */
public sealed interface CallResult {

    /** The tool answered, if only that it could not. */
    record Done(@Nullable Record structured, List<Content> content, boolean failed) implements CallResult {}

    /** The tool must know more first. */
    record NeedsInput(InputNeeded input) implements CallResult {}

    /**
     * The tool did nothing: the caller's mistake, or a fault of ours.
     *
     * @param faultId id under which our fault is in the log, null for the caller's mistake
     */
    record Refused(String text, @Nullable String faultId) implements CallResult {}
}
