/** How fast and how predictably teams deliver: series from what was finished, and from sprints; the tool {@code analyze_velocity}. */
@ApplicationModule(
        allowedDependencies = {"access", "backlog", "changes", "database", "mcp", "problem", "settings", "workspace"})
@NullMarked
package io.throughline.velocity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
