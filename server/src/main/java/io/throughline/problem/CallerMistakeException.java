package io.throughline.problem;

/**
 * The caller asked for something that cannot be done as asked. The message says what was wrong with which value, and what
 * to do; it goes to the caller as it is, who may be a model that will try again.
 */
public final class CallerMistakeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CallerMistakeException(String message) {
        super(message);
    }
}
