/** The settings: flags, environment variables and one YAML file, read once at the start. */
@NullMarked
package io.throughline.settings;

import org.jspecify.annotations.NullMarked;
