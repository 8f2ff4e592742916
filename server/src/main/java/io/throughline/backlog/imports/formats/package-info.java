/** Reads the exports of other trackers, row by row; each kind of export is one {@code …Format}. */
@NamedInterface("formats")
@NullMarked
package io.throughline.backlog.imports.formats;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
