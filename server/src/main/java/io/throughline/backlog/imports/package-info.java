/** Exports of other trackers become items. Each format is one class that reads rows; the import decides what changes. */
@NullMarked
package io.throughline.backlog.imports;

import org.jspecify.annotations.NullMarked;
