/** Workspaces, teams, members, skills and calendars. */
@ApplicationModule(allowedDependencies = {"access", "changes", "database", "problem"})
@NullMarked
package io.throughline.workspace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
