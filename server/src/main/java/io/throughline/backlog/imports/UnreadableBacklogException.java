package io.throughline.backlog.imports;

/** The file as a whole is no backlog that we can read. The message says what it lacks and what to do. */
public final class UnreadableBacklogException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableBacklogException(String message) {
        super(message);
    }
}
