package io.throughline.backlog.imports;

import org.jspecify.annotations.Nullable;

/**
 * A row that does not go in, with all that its owner needs to mend it.
 *
 * @param line line of the file where the row starts, from 1; for JSON the number of the element, from 1
 * @param column the column or field as the file names it, null where the whole row is at fault
 * @param value what stood there, shortened to 80 characters
 * @param reason what is wrong with it, one sentence
 * @param advice what to do, one sentence
 */
public record RowRefusal(
        long line, @Nullable String column, @Nullable String value, String reason, String advice) {}
