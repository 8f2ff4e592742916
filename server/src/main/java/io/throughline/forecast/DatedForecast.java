package io.throughline.forecast;

import io.throughline.engine.forecast.FinishForecast;
import java.time.LocalDate;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A forecast of a finish, on the calendar. */
record DatedForecast(FinishForecast finish, WorkingWeeks weeks) {

    private static final int STEPS = 24;
    private static final double MOST_PERIODS = 520;

    /** The day by which all is done with a probability; null if that is later than we look. */
    @Nullable LocalDate day(double probability) {
        OptionalInt periods = finish.periods(probability);
        return periods.isPresent() ? weeks.endOf(periods.getAsInt()) : null;
    }

    /** 0 to {@link FinishForecast#MOST_CERTAIN}. */
    double probabilityBy(LocalDate day) {
        return finish.probabilityWithin(weeks.until(day));
    }

    /** The periods within which all is done with a probability, not rounded to whole ones, for comparing forecasts. */
    double periods(double probability) {
        double low = 0;
        double high = MOST_PERIODS;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (finish.probabilityWithin(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
