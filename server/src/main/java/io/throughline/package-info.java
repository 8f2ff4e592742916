/** The application. Each package below is one feature; {@code ArchitectureTest} holds the arrows between them. */
@NullMarked
package io.throughline;

import org.jspecify.annotations.NullMarked;
