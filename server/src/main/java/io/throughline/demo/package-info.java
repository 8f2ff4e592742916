/** The sample company. */
@NullMarked
package io.throughline.demo;

import org.jspecify.annotations.NullMarked;
