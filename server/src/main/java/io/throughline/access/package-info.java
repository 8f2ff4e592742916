/** Who calls, for which tenant, and what they may do. */
@NullMarked
package io.throughline.access;

import org.jspecify.annotations.NullMarked;
