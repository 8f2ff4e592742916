package io.throughline.engine.velocity;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What was finished in each whole week, from Monday to Sunday. The weeks come from the calendar, not from the items: an idle one
 * is 0.
 *
 * @param firstMonday of the oldest week
 * @param finished per week, oldest first
 * @param runningWeek finished so far in the week that is not over, which is none of the above
 * @param inFuture how many days of finish were left out, since they are later than today
 */
public record WeeklySeries(LocalDate firstMonday, List<Double> finished, double runningWeek, int inFuture) {

    public WeeklySeries {
        finished = List.copyOf(finished);
    }

    /**
     * Something that was finished on a day.
     *
     * @param amount in the unit of the series: 1 for an item, or its points
     */
    public record Finish(LocalDate day, double amount) {

        public Finish {
            if (!(amount >= 0) || Double.isInfinite(amount)) { // also refuses NaN
                throw new IllegalArgumentException(
                        "What was finished on " + day + " is " + amount + "; it must be a number of 0 or more.");
            }
        }
    }

    /**
     * @param from a day of the first week
     * @param today a day of the running week, not before {@code from}
     * @throws IllegalArgumentException if today is before from
     */
    public static WeeklySeries of(Collection<Finish> finishes, LocalDate from, LocalDate today) {
        if (today.isBefore(from)) {
            throw new IllegalArgumentException("The first week is after today: " + from + " and " + today + ".");
        }
        LocalDate first = mondayOf(from);
        int running = Math.toIntExact(ChronoUnit.WEEKS.between(first, mondayOf(today)));
        double[] weeks = new double[running + 1];
        int inFuture = 0;
        for (Finish finish : finishes) {
            if (finish.day().isAfter(today)) {
                inFuture++;
            } else if (!finish.day().isBefore(first)) {
                weeks[(int) ChronoUnit.WEEKS.between(first, finish.day())] += finish.amount();
            }
        }
        return new WeeklySeries(
                first, DoubleStream.of(weeks).limit(running).boxed().toList(), weeks[running], inFuture);
    }

    public LocalDate mondayOfWeek(int week) {
        return firstMonday.plusWeeks(week);
    }

    private static LocalDate mondayOf(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
