package io.throughline.mcp.legacy;

/** A handler needs to know something, and the client did not say it. The message tells the caller why. */
final class UnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnansweredException(String message) {
        super(message);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
