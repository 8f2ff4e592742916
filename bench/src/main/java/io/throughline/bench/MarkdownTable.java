package io.throughline.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in Markdown whose columns line up in the source as well; all but the first column are figures. */
final class MarkdownTable {

    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(String... headers) {
        rows.add(List.of(headers));
    }

    void row(Object... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "The table has " + rows.getFirst().size() + " columns, but the row " + cells.length + ".");
        }
        rows.add(Arrays.stream(cells).map(String::valueOf).toList());
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int at = 0; at < rows.size(); at++) {
            text.append(line(rows.get(at)));
            if (at == 0) {
                text.append(rule());
            }
        }
        return text.toString();
    }

    private String line(List<String> cells) {
        var line = new StringBuilder("|");
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(width(column) - cell.length());
            line.append(' ')
                    .append(column == 0 ? cell + padding : padding + cell)
                    .append(" |");
        }
        return line.append('\n').toString();
    }

    private String rule() {
        var line = new StringBuilder("|");
        for (int column = 0; column < rows.getFirst().size(); column++) {
            line.append('-')
                    .append("-".repeat(width(column)))
                    .append(column == 0 ? "-" : ":")
                    .append('|');
        }
        return line.append('\n').toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
