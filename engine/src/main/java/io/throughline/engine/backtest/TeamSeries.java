package io.throughline.engine.backtest;

import java.util.List;

/**
 * What one team finished per period, to be backtested.
 *
 * @param name as tables show it
 * @param finished oldest first, each finite and {@code >= 0}
 */
public record TeamSeries(String name, Kind kind, List<Double> finished) {

    /** What is counted in which periods, and how many periods lie between two origins. */
    public enum Kind {
        WEEKLY("weekly", 4),
        WEEKLY_POINTS("weekly_points", 4),
        SPRINTS("sprints", 2);

        private final String label;
        private final int step;

        Kind(String label, int step) {
            this.label = label;
            this.step = step;
        }

        public int step() {
            return step;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    public TeamSeries {
        finished = List.copyOf(finished);
    }

    /** Asks a method at every origin. */
    public RollingOrigin.Result backtest(ForecastMethod method) {
        return RollingOrigin.of(
                finished.stream().mapToDouble(Double::doubleValue).toArray(), kind.step(), method);
    }
}
