package io.throughline.problem;

/**
 * The caller asked for something that cannot be done as asked. The message says what was wrong with which value, and what
 * to do; it goes to the caller as it is, who may be a model that will try again.
 */
public final class CallerMistakeException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_CHARACTERS = 4_000;

    /** @param message cut where a value in it is so long that nobody would read on */
    public CallerMistakeException(String message) {
        super(message.length() <= MAX_CHARACTERS ? message : message.substring(0, MAX_CHARACTERS) + " …");
    }
}
