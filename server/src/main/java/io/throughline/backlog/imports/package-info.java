/** Exports of other trackers become items. Each format is one class that reads rows; the import decides what changes. */
@NamedInterface("imports")
@NullMarked
package io.throughline.backlog.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
