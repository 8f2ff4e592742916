package io.throughline.access;

/** What became of a key that a caller showed. */
public sealed interface KeyCheck {

    /** The key is good. */
    record Accepted(Principal principal) implements KeyCheck {}

    /** The key is not good; the message says why and what to do, and is the same for all keys that do not exist. */
    record Rejected(String message) implements KeyCheck {}

    /** The key is good but lacks {@code mcp:enabled}, which every call needs. */
    record NotEnabled(String message) implements KeyCheck {}
}
