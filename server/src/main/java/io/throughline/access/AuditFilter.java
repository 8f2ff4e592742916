package io.throughline.access;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the trail are asked for; null in any place lets all pass.
 *
 * @param from first day, in the reader's time zone
 * @param to last day, included
 * @param personEmail the address of who did it, in any case
 * @param actionPrefix such as {@code key.} or {@code sign-in}
 * @param outcome {@link AuditEntry#DONE} or {@link AuditEntry#REFUSED}
 * @param text to be found in the detail or the client, in any case
 */
public record AuditFilter(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String personEmail,
        @Nullable String actionPrefix,
        @Nullable String outcome,
        @Nullable String text) {

    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null);
}
