/** Who waits for whom: order and cycles of a directed graph. */
@NullMarked
package io.throughline.engine.dependency;

import org.jspecify.annotations.NullMarked;
