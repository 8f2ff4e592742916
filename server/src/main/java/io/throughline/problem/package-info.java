/** What we say when something cannot be done: the caller's mistakes, and faults of the set-up that stop a start. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.throughline.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
