/** Items, dependencies, sprints and their history; the tool {@code query_backlog}. */
@ApplicationModule(allowedDependencies = {"access", "changes", "database", "mcp", "problem", "workspace"})
@NullMarked
package io.throughline.backlog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
