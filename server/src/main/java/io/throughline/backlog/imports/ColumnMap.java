package io.throughline.backlog.imports;

import java.util.Map;

/**
 * How a plain CSV or JSON file names our fields, as the person wrote it down in a map file.
 *
 * @param columns our field ({@code title}, {@code sizePoints}, …) to the file's column
 * @param statuses the file's status to one of ours ({@code todo}, {@code in_progress}, {@code done}, {@code cancelled})
 * @param types the file's type to one of ours ({@code epic}, {@code story}, …)
 */
public record ColumnMap(Map<String, String> columns, Map<String, String> statuses, Map<String, String> types) {

    public ColumnMap {
        columns = Map.copyOf(columns);
        statuses = Map.copyOf(statuses);
        types = Map.copyOf(types);
    }
}
