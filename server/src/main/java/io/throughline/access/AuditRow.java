package io.throughline.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the trail, to be shown.
 *
 * @param id the higher, the newer
 * @param personName null if nobody was known, or the account is gone
 * @param client the program or key that was used, or {@code console} or {@code command line}
 * @param fromAddress the network address; null on the server's own machine
 * @param workspaceKey null if it is about the whole tenant, or the workspace is gone
 */
public record AuditRow(
        long id,
        Instant at,
        @Nullable String personName,
        @Nullable String personEmail,
        String client,
        @Nullable String fromAddress,
        @Nullable String workspaceKey,
        String action,
        String outcome,
        String detail) {}
