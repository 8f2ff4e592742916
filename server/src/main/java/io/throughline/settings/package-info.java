/** The settings: flags, environment variables and one YAML file, read once at the start. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package io.throughline.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
