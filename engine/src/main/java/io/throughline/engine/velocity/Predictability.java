package io.throughline.engine.velocity;

import java.util.List;
import org.hipparchus.stat.descriptive.rank.Median;

/**
 * How much of what was committed was completed, over sprints whose commitment is known. 1 is all of it; more is possible.
 *
 * @param sprints that were looked at
 * @param withoutCommitment sprints that were left out, since nothing was committed
 * @param ratio all that was completed ÷ all that was committed
 * @param medianRatio of the ratios of single sprints
 */
public record Predictability(int sprints, int withoutCommitment, double ratio, double medianRatio) {

    /**
     * @param sprints as their snapshots tell
     */
    public static Finding<Predictability> of(List<SprintOutcome> sprints) {
        List<SprintOutcome> committed =
                sprints.stream().filter(sprint -> sprint.committed() > 0).toList();
        return Finding.ifEnough(
                "sprints with a commitment",
                committed.size(),
                1,
                () -> new Predictability(
                        committed.size(),
                        sprints.size() - committed.size(),
                        committed.stream().mapToDouble(SprintOutcome::completed).sum()
                                / committed.stream()
                                        .mapToDouble(SprintOutcome::committed)
                                        .sum(),
                        new Median()
                                .evaluate(committed.stream()
                                        .mapToDouble(sprint -> sprint.completed() / sprint.committed())
                                        .toArray())));
    }
}
