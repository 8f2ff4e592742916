package io.throughline.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.engine.forecast.Amount;
import io.throughline.engine.forecast.DeliveryHistory;
import io.throughline.engine.forecast.ScopeGrowth;
import io.throughline.engine.forecast.Work;
import io.throughline.engine.forecast.WorkPlan;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a forecast rests on, so that it can be made again, or with one thing changed. With the same seed and number of trials
 * it comes to the same.
 *
 * @param startsOn the first day that counts
 * @param works in the order in which each team does its own
 */
record ForecastInputs(LocalDate startsOn, List<TeamInput> teams, List<WorkInput> works, Growth growth) {

    ForecastInputs {
        teams = List.copyOf(teams);
        works = List.copyOf(works);
    }

    /**
     * @param teamId null for the pace of all of the workspace
     * @param finished per past week, oldest first
     * @param capacity share of a usual week, for each week to come from the start on; those after the last are usual
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TeamInput(@Nullable Long teamId, String name, List<Double> finished, List<Double> capacity) {

        TeamInput {
            finished = List.copyOf(finished);
            capacity = List.copyOf(capacity);
        }

        DeliveryHistory history() {
            return DeliveryHistory.of(
                    finished.stream().mapToDouble(Double::doubleValue).toArray());
        }

        WorkPlan.Team planned() {
            return new WorkPlan.Team(history(), capacity);
        }
    }

    /** As {@link Work} and {@link Amount}. */
    record WorkInput(int team, double known, int unsized, double meanSize, double sizeDeviation, List<Integer> after) {

        WorkInput {
            after = List.copyOf(after);
        }

        Amount amount() {
            return new Amount(known, unsized, meanSize, sizeDeviation);
        }
    }

    /** As {@link ScopeGrowth}. */
    record Growth(double medianFactor, double logDeviation) {

        static final Growth NONE = new Growth(1, 0);

        boolean isNone() {
            return medianFactor == 1 && logDeviation == 0;
        }
    }

    WorkPlan plan() {
        return new WorkPlan(
                teams.stream().map(TeamInput::planned).toList(),
                works.stream()
                        .map(work -> new Work(work.team(), work.amount(), work.after()))
                        .toList(),
                new ScopeGrowth(growth.medianFactor(), growth.logDeviation()));
    }

    /** What is to be expected to remain, unsized items at the usual size, growth left out. */
    double remaining() {
        return works.stream().mapToDouble(work -> work.amount().expected()).sum();
    }

    ForecastInputs withTeams(List<TeamInput> others) {
        return new ForecastInputs(startsOn, others, works, growth);
    }

    ForecastInputs withWorks(List<WorkInput> others) {
        return new ForecastInputs(startsOn, teams, others, growth);
    }

    ForecastInputs withGrowth(Growth other) {
        return new ForecastInputs(startsOn, teams, works, other);
    }

    ForecastInputs withoutDaysOff() {
        return withTeams(teams.stream()
                .map(team -> new TeamInput(team.teamId(), team.name(), team.finished(), List.of()))
                .toList());
    }
}
