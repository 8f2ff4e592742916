/** Benchmarks: each prints a table in Markdown. Run by {@code bench/run}. */
@NullMarked
package io.throughline.bench;

import org.jspecify.annotations.NullMarked;
