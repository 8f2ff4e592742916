package io.throughline.forecast;

import io.throughline.velocity.WorkItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How much the work that was left of past epics grew until they were done: at the start, and after a third and two thirds of
 * their time, what was finished from then on is put beside what was known and open then.
 *
 * @param epics that were looked at
 */
record GrowthHistory(int epics, ForecastInputs.Growth growth) {

    private static final int LEAST_EPICS = 3;
    private static final int LEAST_OPEN = 2;
    private static final int MOMENTS = 3;

    /** Empty if too few epics were ever finished. */
    static Optional<GrowthHistory> of(WorkItems items, long nowMicros) {
        List<Double> ratios = new ArrayList<>();
        int epics = 0;
        for (int at = 0; at < items.size(); at++) {
            if (items.hasChildren(at) && !items.counts(at)) {
                List<Double> ofEpic = ratios(items, items.below(at), nowMicros);
                ratios.addAll(ofEpic);
                epics += ofEpic.isEmpty() ? 0 : 1;
            }
        }
        if (epics < LEAST_EPICS) {
            return Optional.empty();
        }
        double[] logs = ratios.stream().mapToDouble(Math::log).sorted().toArray();
        double median =
                logs.length % 2 == 1 ? logs[logs.length / 2] : (logs[logs.length / 2 - 1] + logs[logs.length / 2]) / 2;
        double squares =
                Arrays.stream(logs).map(log -> (log - median) * (log - median)).sum();
        double deviation = Math.sqrt(squares / logs.length);
        return Optional.of(new GrowthHistory(
                epics, new ForecastInputs.Growth(thousandth(Math.exp(median)), thousandth(deviation))));
    }

    private static double thousandth(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    /** Empty unless all below it is closed, and enough of it was finished. */
    private static List<Double> ratios(WorkItems items, int[] below, long nowMicros) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        int finished = 0;
        for (int at : below) {
            if (items.counts(at)) {
                if (items.open(at)) {
                    return List.of();
                }
                long end = items.finishedAtMicros(at);
                if (end != WorkItems.NONE && end <= nowMicros && items.createdAtMicros(at) != WorkItems.NONE) {
                    finished++;
                    long start = items.startedAtMicros(at);
                    first = Math.min(first, start == WorkItems.NONE ? end : start);
                    last = Math.max(last, end);
                }
            }
        }
        if (finished < LEAST_OPEN) {
            return List.of();
        }
        List<Double> ratios = new ArrayList<>();
        for (int moment = 0; moment < MOMENTS; moment++) {
            long when = first + (last - first) / MOMENTS * moment;
            int open = 0;
            int finishedLater = 0;
            for (int at : below) {
                long end = items.finishedAtMicros(at);
                if (items.counts(at) && end != WorkItems.NONE && end > when && end <= nowMicros) {
                    finishedLater++;
                    long created = items.createdAtMicros(at);
                    open += created != WorkItems.NONE && created <= when ? 1 : 0;
                }
            }
            if (open >= LEAST_OPEN) {
                ratios.add((double) finishedLater / open);
            }
        }
        return ratios;
    }
}
