package io.throughline.access;

/**
 * What was done, in words that bear no line breaks.
 *
 * @param action such as {@code key.create}
 * @param outcome such as {@code done} or {@code refused}
 */
public record AuditEntry(String action, String outcome, String detail) {

    public AuditEntry {
        // A line break in a name could fake a second entry where the trail is printed.
        detail = detail.replaceAll("\\p{Cntrl}", " ");
    }
}
