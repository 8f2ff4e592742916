/** Log lines: to stderr and, if asked, a file; never to stdout, which belongs to the protocol. */
@ApplicationModule(allowedDependencies = {"problem", "settings"})
@NullMarked
package io.throughline.logging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
