package io.throughline.velocity;

import io.throughline.backlog.StatusCategory;
import io.throughline.engine.velocity.WeeklySeries;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was delivered in each week, from the one in which the first delivery is known, five years back at most.
 *
 * @param series empty of weeks if nothing was ever delivered before this one
 * @param unsized finished items without points, which count 0 in points
 * @param undated items that are done, but nobody knows when; they count in no week
 * @param inFuture items that are said to be finished on a day to come; they count in no week
 */
public record WeeklyDeliveries(WeeklySeries series, int unsized, int undated, int inFuture) {

    /** Stands for all teams, and for what has none. */
    static final long ALL = WorkItems.NONE;

    /** Of each team by its id and of {@link #ALL}, in one pass over the items. */
    static Map<Long, WeeklyDeliveries> byTeam(WorkItems items, WeekGrid weeks, DeliveryUnit unit) {
        Map<Long, Sums> sums = new HashMap<>();
        Sums all = sums.computeIfAbsent(ALL, each -> new Sums());
        for (int at = 0; at < items.size(); at++) {
            if (items.counts(at) && items.category(at) == StatusCategory.DONE) {
                long finished = items.finishedAtMicros(at);
                int week = finished == WorkItems.NONE ? Sums.UNKNOWN : weeks.weekOf(finished);
                double size = unit == DeliveryUnit.POINTS ? items.sizePoints(at) : 1;
                all.add(week, size);
                if (items.teamId(at) != WorkItems.NONE) {
                    sums.computeIfAbsent(items.teamId(at), each -> new Sums()).add(week, size);
                }
            }
        }
        Map<Long, WeeklyDeliveries> byTeam = new HashMap<>();
        sums.forEach((team, of) -> byTeam.put(team, of.weekly(weeks)));
        return byTeam;
    }

    /** Of a team that finished nothing yet. */
    static WeeklyDeliveries none(WeekGrid weeks) {
        return new Sums().weekly(weeks);
    }

    private static final class Sums {

        private static final int UNKNOWN = Integer.MIN_VALUE;

        private final double[] weeks = new double[WeekGrid.WEEKS + 1];
        private int first = WeekGrid.WEEKS;
        private int unsized;
        private int undated;
        private int inFuture;

        void add(int week, double size) {
            if (week == UNKNOWN) {
                undated++;
            } else if (week > WeekGrid.WEEKS) {
                inFuture++;
            } else if (week >= 0) {
                first = Math.min(first, week);
                unsized += Double.isNaN(size) ? 1 : 0;
                weeks[week] += size > 0 ? size : 0; // a size below 0 is a mistake of the tracker, and none is NaN
            }
        }

        WeeklyDeliveries weekly(WeekGrid grid) {
            return new WeeklyDeliveries(series(weeks, first, grid), unsized, undated, inFuture);
        }
    }

    static WeeklyDeliveries ofHours(List<LoggedHoursStore.Day> days, WeekGrid weeks) {
        double[] sums = new double[WeekGrid.WEEKS + 1];
        int first = WeekGrid.WEEKS;
        for (LoggedHoursStore.Day day : days) {
            int week = (int) ChronoUnit.WEEKS.between(weeks.monday(0), day.day());
            sums[week] += day.hours();
            first = Math.min(first, week);
        }
        return new WeeklyDeliveries(series(sums, first, weeks), 0, 0, 0);
    }

    private static WeeklySeries series(double[] sums, int first, WeekGrid weeks) {
        List<WeeklySeries.Finish> finishes = new ArrayList<>();
        for (int week = first; week <= WeekGrid.WEEKS; week++) {
            finishes.add(new WeeklySeries.Finish(weeks.monday(week), sums[week]));
        }
        LocalDate from = weeks.monday(first);
        return WeeklySeries.of(finishes, from, weeks.today());
    }

    /** The last whole weeks, or all if there are fewer; oldest first. */
    public double[] last(int count) {
        List<Double> finished = series.finished();
        return finished.subList(Math.max(0, finished.size() - count), finished.size()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** Monday of the first of the last whole weeks. */
    public LocalDate firstMondayOfLast(int count) {
        return series.mondayOfWeek(Math.max(0, series.finished().size() - count));
    }

    /** What was finished in the whole week that begins on a Monday; 0 for weeks that are not known. */
    public double finishedInWeekOf(LocalDate monday) {
        long week = ChronoUnit.WEEKS.between(series.firstMonday(), monday);
        return week < 0 || week >= series.finished().size()
                ? 0
                : series.finished().get((int) week);
    }
}
