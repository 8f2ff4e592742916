/**
 * When will so much be done, and how much will be done by then: Monte Carlo over a team's own history, with the uncertainty of the
 * team's level itself, corrected by how often such forecasts have held.
 */
@NullMarked
package io.throughline.engine.forecast;

import org.jspecify.annotations.NullMarked;
