/**
 * How fast and how predictable a team is, from what it finished in past periods and from the histories of its items. Too little
 * data is a value ({@link io.throughline.engine.velocity.Finding.TooLittleData}), never a guess.
 */
@NullMarked
package io.throughline.engine.velocity;

import org.jspecify.annotations.NullMarked;
