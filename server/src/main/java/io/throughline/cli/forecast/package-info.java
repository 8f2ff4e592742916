/** Forecasts and their backtests on the command line, from files and without a workspace. */
@NullMarked
package io.throughline.cli.forecast;

import org.jspecify.annotations.NullMarked;
