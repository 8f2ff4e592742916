package io.throughline.cli.forecast;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.throughline.engine.backtest.TeamSeries;
import io.throughline.problem.CallerMistakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Series of teams in a folder: {@code throughput/TEAM.weekly.csv} with the column {@code items_done} and perhaps
 * {@code points_done}, {@code sprints/TEAM.sprints.csv} with {@code delivered_points}; one row per period, oldest first.
 */
public final class SeriesFolder {

    private static final String WEEKLY = ".weekly.csv";
    private static final String SPRINTS = ".sprints.csv";

    private SeriesFolder() {}

    /** @throws CallerMistakeException if there are none, or a file cannot be understood */
    public static List<TeamSeries> read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CallerMistakeException("There is no folder " + folder + ".");
        }
        List<TeamSeries> all = new ArrayList<>();
        for (Path file : files(folder.resolve("throughput"), WEEKLY)) {
            String team = name(file, WEEKLY);
            List<NamedCsvRecord> rows = rows(file);
            all.add(new TeamSeries(team, TeamSeries.Kind.WEEKLY, column(file, rows, "items_done")));
            if (rows.getFirst().findField("points_done").isPresent()) {
                all.add(new TeamSeries(
                        team + "#points", TeamSeries.Kind.WEEKLY_POINTS, column(file, rows, "points_done")));
            }
        }
        for (Path file : files(folder.resolve("sprints"), SPRINTS)) {
            all.add(new TeamSeries(
                    name(file, SPRINTS), TeamSeries.Kind.SPRINTS, column(file, rows(file), "delivered_points")));
        }
        if (all.isEmpty()) {
            throw new CallerMistakeException("There are no series in " + folder + ". It should hold throughput/*"
                    + WEEKLY + " (column items_done) or sprints/*" + SPRINTS + " (column delivered_points).");
        }
        return all;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file, String ending) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ending.length());
    }

    private static List<NamedCsvRecord> rows(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            List<NamedCsvRecord> rows = reader.stream().toList();
            if (rows.isEmpty()) {
                throw new CallerMistakeException(file + " has no rows. It needs one per period.");
            }
            return rows;
        } catch (CsvParseException e) {
            throw new CallerMistakeException(file + " is no CSV: " + e.getMessage());
        }
    }

    private static List<Double> column(Path file, List<NamedCsvRecord> rows, String column) {
        return rows.stream().map(row -> amount(file, row, column)).toList();
    }

    private static double amount(Path file, NamedCsvRecord row, String column) {
        String text = row.findField(column)
                .orElseThrow(() -> new CallerMistakeException(
                        file + ", line " + row.getStartingLineNumber() + ": there is no column " + column
                                + "; there are " + String.join(", ", row.getHeader()) + "."));
        try {
            double amount = Double.parseDouble(text.strip());
            if (amount >= 0 && !Double.isInfinite(amount)) {
                return amount;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new CallerMistakeException(file + ", line " + row.getStartingLineNumber() + ": " + column + " is '" + text
                + "', but must be a number of 0 or more.");
    }
}
