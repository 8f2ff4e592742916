package io.throughline.engine.velocity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A period from which on a team delivered at another level.
 *
 * @param period index of the first period at the new level
 * @param meanBefore of the periods since the change before this one
 * @param meanAfter of the periods up to the next change
 * @param pValue of this change, approximate; smaller is surer
 */
public record ChangePoint(int period, double meanBefore, double meanAfter, double pValue) {

    /** With fewer periods, not even the clearest change would be rare enough by chance. */
    public static final int LEAST_PERIODS = 12;

    /** Of a series that does not change, chance finds a change in fewer than one of twenty. */
    public static final double LEVEL = 0.05;

    /**
     * By the test of Pettitt (<i>A Non-Parametric Approach to the Change-Point Problem</i>, 1979), which compares ranks: single
     * giant periods do not count for more than others. Where it finds a change, the parts before and after are tested again
     * (binary segmentation; Scott and Knott, 1974), as far as they have {@value #LEAST_PERIODS} periods.
     *
     * @param finished per period, oldest first
     * @return the oldest first; empty if the level did not change
     * @throws IllegalArgumentException unless each is finite and {@code >= 0}
     */
    public static Finding<List<ChangePoint>> in(double... finished) {
        double[] amounts = Amounts.checked(finished);
        return Finding.ifEnough("periods", amounts.length, LEAST_PERIODS, () -> {
            List<Split> splits = new ArrayList<>();
            split(amounts, 0, amounts.length, splits);
            splits.sort(Comparator.comparingInt(Split::at));
            return changes(amounts, splits);
        });
    }

    private record Split(int at, double pValue) {}

    private static void split(double[] amounts, int from, int to, List<Split> splits) {
        int count = to - from;
        if (count < LEAST_PERIODS) {
            return;
        }
        long rising = 0;
        long most = 0;
        int where = from;
        for (int at = from; at < to - 1; at++) {
            for (int other = from; other < to; other++) {
                rising += Double.compare(amounts[other], amounts[at]);
            }
            if (Math.abs(rising) > most) {
                most = Math.abs(rising);
                where = at + 1;
            }
        }
        double squares = (double) count * count;
        double pValue = Math.min(1, 2 * Math.exp(-6.0 * most * most / (squares * count + squares)));
        if (pValue < LEVEL) {
            splits.add(new Split(where, pValue));
            split(amounts, from, where, splits);
            split(amounts, where, to, splits);
        }
    }

    private static List<ChangePoint> changes(double[] amounts, List<Split> splits) {
        List<ChangePoint> changes = new ArrayList<>();
        for (int at = 0; at < splits.size(); at++) {
            int before = at == 0 ? 0 : splits.get(at - 1).at();
            int after = at == splits.size() - 1
                    ? amounts.length
                    : splits.get(at + 1).at();
            Split split = splits.get(at);
            changes.add(new ChangePoint(
                    split.at(), mean(amounts, before, split.at()), mean(amounts, split.at(), after), split.pValue()));
        }
        return List.copyOf(changes);
    }

    private static double mean(double[] amounts, int from, int to) {
        double sum = 0;
        for (int at = from; at < to; at++) {
            sum += amounts[at];
        }
        return sum / (to - from);
    }
}
