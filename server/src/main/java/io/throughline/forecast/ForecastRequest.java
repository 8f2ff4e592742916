package io.throughline.forecast;

import io.throughline.engine.forecast.Forecaster;
import io.throughline.problem.CallerMistakeException;
import io.throughline.velocity.DeliveryUnit;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks, read and checked as far as the arguments alone go.
 *
 * @param growthRate null unless a rate was given; 0.2 for a fifth more
 * @param growth whether the past of epics is asked; null for what fits the target
 * @param detailed whether everything is told
 */
record ForecastRequest(
        ForecastDeliveryArguments arguments,
        DeliveryUnit unit,
        @Nullable LocalDate startDate,
        @Nullable LocalDate targetDate,
        @Nullable LocalDate byDate,
        @Nullable Double growthRate,
        @Nullable Boolean growth,
        int trials,
        long seed,
        boolean detailed) {

    private static final int USUAL_TRIALS = 10_000;
    private static final double MOST_GROWTH = 10;

    static ForecastRequest of(ForecastDeliveryArguments arguments) {
        String growth = arguments.scopeGrowth() == null
                ? ""
                : arguments.scopeGrowth().strip().toLowerCase(Locale.ROOT);
        boolean growthIsRate = !List.of("", "historical", "none").contains(growth);
        return new ForecastRequest(
                arguments,
                DeliveryUnit.parse(arguments.unit()),
                day("startDate", arguments.startDate()),
                day("targetDate", arguments.targetDate()),
                day("byDate", arguments.byDate()),
                growthIsRate ? rate(growth) : null,
                (growth.isEmpty() || growthIsRate) ? null : growth.equals("historical"),
                trials(arguments.trials()),
                arguments.seed() == null ? 1 : arguments.seed(),
                detailed(arguments.responseFormat()));
    }

    List<String> teamNames() {
        return arguments.teamIds() == null
                ? List.of()
                : arguments.teamIds().stream()
                        .filter(name -> name != null && !name.isBlank())
                        .toList();
    }

    private static @Nullable LocalDate day(String argument, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text.strip());
            if (day.getYear() > 1970 && day.getYear() < 2200) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // refused below
        }
        throw new CallerMistakeException(argument + " is '" + text + "', but must be a day such as 2027-01-15.");
    }

    private static double rate(String text) {
        boolean percent = text.endsWith("%");
        try {
            double rate = Double.parseDouble(
                            percent ? text.substring(0, text.length() - 1).strip() : text)
                    / (percent ? 100 : 1);
            if (rate >= 0 && rate <= MOST_GROWTH) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new CallerMistakeException("scopeGrowth is '" + text
                + "', but must be historical, none, or a rate from 0 to" + " 1000% such as 20% or 0.2.");
    }

    private static int trials(@Nullable Long trials) {
        if (trials == null) {
            return USUAL_TRIALS;
        }
        if (trials < 1 || trials > Forecaster.MOST_TRIALS) {
            throw new CallerMistakeException(
                    "trials is " + trials + ", but must be from 1 to " + Forecaster.MOST_TRIALS + "; 10000 are usual.");
        }
        return trials.intValue();
    }

    private static boolean detailed(@Nullable String format) {
        if (format == null || format.isBlank() || format.equalsIgnoreCase("concise")) {
            return false;
        }
        if (format.equalsIgnoreCase("detailed")) {
            return true;
        }
        throw new CallerMistakeException("responseFormat is '" + format + "', but must be concise or detailed.");
    }
}
