package io.throughline.console;

import org.jspecify.annotations.Nullable;

/**
 * A day of a line, as the grid shows it.
 *
 * @param shown what stands in the field: what is saved, or what somebody typed
 * @param minutes that are saved
 * @param unsaved whether the field shows something else than what is saved
 * @param note why it could not be saved, or what became of it meanwhile; null for nothing
 */
record GridCell(
        String shown,
        int minutes,
        boolean unsaved,
        @Nullable String note) {}
