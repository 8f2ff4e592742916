package io.throughline.timelog.embedded;

import io.throughline.timelog.LogProject;
import org.jspecify.annotations.Nullable;

/**
 * A project as those see it who run the ERP.
 *
 * @param workspaceKey the workspace whose backlog the work belongs to; null for none
 */
public record ErpProject(
        LogProject project, boolean active, @Nullable String workspaceKey) {}
