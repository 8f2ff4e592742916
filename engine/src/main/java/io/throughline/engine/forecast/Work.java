package io.throughline.engine.forecast;

import java.util.List;

/**
 * Work of one team. A team does its works one after the other, in the order of the plan.
 *
 * @param team index of the team in the plan
 * @param after indexes of the works of the plan that must be done before; each smaller than that of this one
 */
public record Work(int team, Amount amount, List<Integer> after) {

    public Work {
        after = List.copyOf(after);
    }

    public static Work of(double amount) {
        return new Work(0, Amount.of(amount), List.of());
    }
}
