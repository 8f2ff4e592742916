package io.throughline.timelog;

/** A log backend could not do what was asked. The message is for the caller: what was wrong, and what to do. */
public final class TimeLogProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What kind of problem it is. */
    public enum Kind {
        /** Nobody is signed in to the backend, or it no longer takes the sign-in, which is forgotten. */
        SIGN_IN_NEEDED,
        /** The person may not use the logs through this server. */
        NOT_AUTHORIZED,
        /** The backend could not be reached or did not answer in time. Nothing was written. */
        UNREACHABLE,
        /** The backend refused. Nothing was written. */
        REFUSED,
        /** The backend answered with something that is no answer. */
        UNREADABLE,
        /** It is not known whether a write arrived. */
        UNCERTAIN
    }

    public TimeLogProblemException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public TimeLogProblemException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
