package io.throughline.engine.forecast;

import java.util.List;

/**
 * What is to be done, by whom. It is done when its last work is done: several teams are looked at together, since the chance that
 * all are done by a day is smaller than that of the slowest of them.
 *
 * @param works in the order in which each team does its own
 */
public record WorkPlan(List<Team> teams, List<Work> works, ScopeGrowth growth) {

    /**
     * @param capacity for each period to come the share of a usual one in which the team works; those after the last are usual
     */
    public record Team(DeliveryHistory history, List<Double> capacity) {

        public Team {
            capacity = List.copyOf(capacity);
            for (double share : capacity) {
                if (!(share >= 0) || Double.isInfinite(share)) {
                    throw new IllegalArgumentException(
                            "The capacity of a period is " + share + "; it must be a number of 0 or more.");
                }
            }
        }

        TeamPace pace(LevelModel level) {
            return TeamPace.of(
                    history,
                    capacity.isEmpty()
                            ? null
                            : capacity.stream().mapToDouble(Double::doubleValue).toArray(),
                    level);
        }
    }

    public WorkPlan {
        teams = List.copyOf(teams);
        works = List.copyOf(works);
        for (int at = 0; at < works.size(); at++) {
            int own = at;
            if (works.get(at).team() < 0 || works.get(at).team() >= teams.size()) {
                throw new IllegalArgumentException("Work " + at + " is of team "
                        + works.get(at).team() + ", but there are " + teams.size() + " teams.");
            }
            if (works.get(at).after().stream().anyMatch(before -> before < 0 || before >= own)) {
                throw new IllegalArgumentException("Work " + at + " must come after all works that it waits for.");
            }
        }
    }

    /** Whether nothing is left to do. */
    boolean isDone() {
        return works.stream().allMatch(work -> work.amount().isNothing());
    }

    /** So much, of one team. */
    public static WorkPlan of(DeliveryHistory history, double amount) {
        return new WorkPlan(List.of(new Team(history, List.of())), List.of(Work.of(amount)), ScopeGrowth.NONE);
    }
}
