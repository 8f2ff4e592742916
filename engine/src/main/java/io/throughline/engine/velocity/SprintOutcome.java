package io.throughline.engine.velocity;

import java.util.Map;

/**
 * A sprint by the snapshots taken when it started and when it closed, in one unit. What happened to its items later changes
 * nothing.
 *
 * @param committed in the sprint when it started, in the sizes of then
 * @param completed in the sprint and done when it closed, in the sizes of then, as the rest
 * @param added in the sprint when it closed, but not when it started
 * @param removed in the sprint when it started, but not when it closed; in the sizes of the start
 * @param carriedOver in the sprint when it closed, and not done
 */
public record SprintOutcome(double committed, double completed, double added, double removed, double carriedOver) {

    public SprintOutcome {
        require(committed, "committed");
        require(completed, "completed");
        require(added, "added");
        require(removed, "removed");
        require(carriedOver, "carried over");
    }

    private static void require(double amount, String what) {
        if (!(amount >= 0) || Double.isInfinite(amount)) { // also refuses NaN
            throw new IllegalArgumentException(
                    "What was " + what + " in a sprint is " + amount + "; it must be a number of 0 or more.");
        }
    }

    /**
     * An item in the snapshot of a sprint's close.
     *
     * @param size {@code >= 0}
     */
    public record Closing(double size, boolean done) {}

    /**
     * @param atStart sizes by item
     * @param atClose by item
     */
    public static <I> SprintOutcome between(Map<I, Double> atStart, Map<I, Closing> atClose) {
        double committed = 0;
        double removed = 0;
        for (Map.Entry<I, Double> item : atStart.entrySet()) {
            committed += item.getValue();
            removed += atClose.containsKey(item.getKey()) ? 0 : item.getValue();
        }
        double completed = 0;
        double added = 0;
        double carriedOver = 0;
        for (Map.Entry<I, Closing> item : atClose.entrySet()) {
            double size = item.getValue().size();
            added += atStart.containsKey(item.getKey()) ? 0 : size;
            completed += item.getValue().done() ? size : 0;
            carriedOver += item.getValue().done() ? 0 : size;
        }
        return new SprintOutcome(committed, completed, added, removed, carriedOver);
    }
}
