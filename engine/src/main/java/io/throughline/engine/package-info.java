/** Pure planning maths: no framework, no input or output, no clock. Each package below is one engine. */
@NullMarked
package io.throughline.engine;

import org.jspecify.annotations.NullMarked;
