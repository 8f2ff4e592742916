/** What changed of what clients may have kept: noted by whoever writes, read by all processes on the same database. */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package io.throughline.changes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
