package io.throughline.access;

import org.jspecify.annotations.Nullable;

/**
 * What was done, in words that cannot be taken for a second entry.
 *
 * @param action such as {@code key.create}; the part before the first point groups actions
 * @param outcome {@link #DONE} or {@link #REFUSED}
 * @param detail at most {@link #MAX_DETAIL_CHARACTERS}; what is longer is cut
 * @param workspaceId the workspace of which it is told; null if it is about the whole tenant
 */
public record AuditEntry(
        String action,
        String outcome,
        String detail,
        @Nullable Long workspaceId) {

    public static final String DONE = "done";
    public static final String REFUSED = "refused";

    public static final int MAX_DETAIL_CHARACTERS = 500;

    public AuditEntry {
        detail = AuditText.of(detail, MAX_DETAIL_CHARACTERS);
    }

    /** About the whole tenant. */
    public AuditEntry(String action, String outcome, String detail) {
        this(action, outcome, detail, null);
    }
}
