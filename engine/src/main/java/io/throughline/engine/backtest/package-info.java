/** Measures forecasts against what happened: whole histories by rolling origin, beside the simple methods that others ship. */
@NullMarked
package io.throughline.engine.backtest;

import org.jspecify.annotations.NullMarked;
