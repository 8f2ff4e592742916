/** Who calls, for which tenant, and what they may do. */
@ApplicationModule(allowedDependencies = {"changes", "database", "problem", "settings"})
@NullMarked
package io.throughline.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
