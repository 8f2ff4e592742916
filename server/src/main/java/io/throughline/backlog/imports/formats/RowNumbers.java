package io.throughline.backlog.imports.formats;

import io.throughline.backlog.Urgency;
import io.throughline.backlog.ValueInputs;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sizes, estimates and values of a row. */
final class RowNumbers {

    private static final Set<String> SHIRT_SIZES = Set.of(
            "xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "extra small", "small", "medium", "large", "extra large");

    private static final Set<String> GRADES = Set.of(
            "very high",
            "high",
            "medium",
            "low",
            "very low",
            "hoch",
            "mittel",
            "niedrig",
            "must",
            "should",
            "could",
            "won't",
            "critical",
            "high value",
            "low value");

    private static final double MOST_SECONDS = NumberReader.LARGEST * 60;
    private static final double LARGEST_COST = 1e12;

    private final Notes notes;

    RowNumbers(Notes notes) {
        this.notes = notes;
    }

    void readSize(Cells cells, ImportedItemBuilder item, long line) throws RefusedRowException {
        for (Cells.Cell cell : cells.all(Field.SIZE_POINTS)) {
            if (item.sizePoints == null) {
                readPoints(cell, item, line);
            }
        }
        readEstimate(cells, Field.ESTIMATE_SECONDS, 1 / 60.0, item);
        readEstimate(cells, Field.ESTIMATE_MINUTES, 1, item);
        readEstimate(cells, Field.ESTIMATE_HOURS, WorkDurations.MINUTES_PER_HOUR, item);
        readEstimate(cells, Field.ESTIMATE_DAYS, WorkDurations.MINUTES_PER_DAY, item);
        for (Cells.Cell cell : cells.all(Field.ESTIMATE_DURATION)) {
            OptionalDouble minutes = WorkDurations.minutes(cell.value());
            if (minutes.isPresent()) {
                takeMinutes(minutes.getAsDouble(), item);
            } else if (!AbsentValues.contains(cell.value())) {
                notes.add(
                        "Column '" + cell.column()
                                + "' holds an estimate without a unit, which was left out; write 3h or"
                                + " 2d, or map the column to estimateHours or estimateMinutes.",
                        line);
            }
        }
    }

    private void readPoints(Cells.Cell cell, ImportedItemBuilder item, long line) throws RefusedRowException {
        String lower = cell.value().toLowerCase(Locale.ROOT);
        if (SHIRT_SIZES.contains(lower) || GRADES.contains(lower)) {
            notes.add(
                    "Column '" + cell.column() + "' holds words such as '" + cell.value()
                            + "', which are no points and were left out.",
                    line);
            return;
        }
        OptionalDouble minutes = WorkDurations.minutes(cell.value());
        if (minutes.isPresent()) { // "3h" under the header "Estimate"
            takeMinutes(minutes.getAsDouble(), item);
            return;
        }
        OptionalDouble points = NumberReader.read(cell.column(), cell.value());
        if (points.isPresent()) {
            item.sizePoints = points.getAsDouble();
        }
    }

    private static void readEstimate(Cells cells, Field field, double minutesPerUnit, ImportedItemBuilder item)
            throws RefusedRowException {
        for (Cells.Cell cell : cells.all(field)) {
            OptionalDouble minutes = WorkDurations.minutes(cell.value());
            if (minutes.isPresent()) {
                takeMinutes(minutes.getAsDouble(), item);
                continue;
            }
            double most = field == Field.ESTIMATE_SECONDS ? MOST_SECONDS : NumberReader.LARGEST / minutesPerUnit;
            OptionalDouble number = NumberReader.read(cell.column(), cell.value(), Math.floor(most));
            if (number.isPresent()) {
                takeMinutes(number.getAsDouble() * minutesPerUnit, item);
            }
        }
    }

    private static void takeMinutes(double minutes, ImportedItemBuilder item) {
        if (item.estimateMinutes == null && minutes <= NumberReader.LARGEST) {
            item.estimateMinutes = (int) Math.round(minutes);
        }
    }

    ValueInputs readValue(Cells cells, long line) throws RefusedRowException {
        Double businessValue = value(cells, Field.BUSINESS_VALUE, NumberReader.LARGEST, line);
        Double timeCriticality = value(cells, Field.TIME_CRITICALITY, NumberReader.LARGEST, line);
        Double riskReduction = value(cells, Field.RISK_REDUCTION, NumberReader.LARGEST, line);
        Double opportunityEnablement = value(cells, Field.OPPORTUNITY_ENABLEMENT, NumberReader.LARGEST, line);
        Double costOfDelay = value(cells, Field.COST_OF_DELAY_PER_WEEK, LARGEST_COST, line);
        Urgency urgency = urgency(cells, line);
        boolean unknown = businessValue == null
                && timeCriticality == null
                && riskReduction == null
                && opportunityEnablement == null
                && costOfDelay == null
                && urgency == null;
        return unknown
                ? ValueInputs.UNKNOWN
                : new ValueInputs(
                        businessValue, timeCriticality, riskReduction, opportunityEnablement, costOfDelay, urgency);
    }

    private @Nullable Double value(Cells cells, Field field, double largest, long line) throws RefusedRowException {
        for (Cells.Cell cell : cells.all(field)) {
            if (GRADES.contains(cell.value().toLowerCase(Locale.ROOT))) {
                notes.add(
                        "Column '" + cell.column() + "' holds words such as '" + cell.value()
                                + "' instead of numbers, which were left out.",
                        line);
                continue;
            }
            OptionalDouble number = NumberReader.read(cell.column(), cell.value(), largest);
            if (number.isPresent()) {
                return number.getAsDouble();
            }
        }
        return null;
    }

    private @Nullable Urgency urgency(Cells cells, long line) {
        Cells.Cell cell = cells.find(Field.URGENCY).orElse(null);
        if (cell == null || AbsentValues.contains(cell.value())) {
            return null;
        }
        Urgency urgency = Urgency.findByWireName(cell.value().replace(' ', '_').replace('-', '_'))
                .orElse(null);
        if (urgency == null) {
            notes.add(
                    "Column '" + cell.column() + "' holds '" + RefusedRowException.shorten(cell.value())
                            + "', which is none of standard, fixed_date, expedite, intangible and was left out.",
                    line);
        }
        return urgency;
    }

    /** Ranks are compared as text, so numbers get leading zeros. */
    @Nullable String rank(@Nullable String rank) {
        if (rank == null || AbsentValues.contains(rank)) {
            return null;
        }
        boolean number = rank.chars().allMatch(character -> Character.isDigit(character) || character == '.');
        if (!number || rank.length() > 18) {
            return rank;
        }
        try {
            return String.format(Locale.ROOT, "%026.6f", new BigDecimal(rank).setScale(6, RoundingMode.HALF_EVEN));
        } catch (NumberFormatException e) {
            return rank; // "1.2.3"
        }
    }
}
