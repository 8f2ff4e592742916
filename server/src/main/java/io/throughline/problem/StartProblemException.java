package io.throughline.problem;

/**
 * The set-up does not let the program do its work: a wrong setting, a port in use, a database that cannot be used. The
 * message is one line that says which, why, and what would be right.
 */
public final class StartProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartProblemException(String message) {
        super(message);
    }

    public StartProblemException(String message, Throwable cause) {
        super(message, cause);
    }
}
