package io.throughline.timelog.embedded;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The embedded ERP did not do what a client of its REST API asked, and changed nothing. The message is for the client. */
public final class ErpRefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Map<String, String> fieldErrors;
    private final @Nullable String modifiedAt;

    /** Why. */
    public enum Reason {
        /** What was sent is wrong. */
        INVALID,
        /** There is none, or it is somebody else's, which is told alike. */
        NOT_FOUND,
        /** The week is no longer the one that the client read. */
        STALE,
        /** The week is completed, and locked until it is opened again. */
        COMPLETED,
        /** The person has no such project in the week log of that week, or no week log. */
        NOT_IN_PROJECT,
        NOT_ALLOWED
    }

    /**
     * @param fieldErrors what is wrong with which field, such as {@code projects[0].tasks[1].days[0].date}; empty unless
     *     {@link Reason#INVALID}
     * @param modifiedAt the version of the week as it is now; null unless {@link Reason#STALE}
     */
    public ErpRefusalException(
            Reason reason, String message, Map<String, String> fieldErrors, @Nullable String modifiedAt) {
        super(message);
        this.reason = reason;
        this.fieldErrors = Map.copyOf(fieldErrors);
        this.modifiedAt = modifiedAt;
    }

    ErpRefusalException(Reason reason, String message) {
        this(reason, message, Map.of(), null);
    }

    /** What is wrong with one field; the message tells which. */
    static ErpRefusalException invalid(String field, String message) {
        return new ErpRefusalException(Reason.INVALID, field + ": " + message, Map.of(field, message), null);
    }

    public Reason reason() {
        return reason;
    }

    public Map<String, String> fieldErrors() {
        return fieldErrors;
    }

    public @Nullable String modifiedAt() {
        return modifiedAt;
    }
}
