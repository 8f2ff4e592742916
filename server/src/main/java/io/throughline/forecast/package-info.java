/** When work will be done, from what teams have delivered; what was promised and how it turned out; the tool {@code forecast_delivery}. */
@ApplicationModule(
        allowedDependencies = {"access", "backlog", "changes", "database", "mcp", "problem", "velocity", "workspace"})
@NullMarked
package io.throughline.forecast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
