package io.throughline.engine.forecast;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Forecasts of 100 items of a team of 10 a week, and their parts; in this package because the parts are nobody else's business. */
@NullMarked
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SimulationBenchmark {

    private final DeliveryHistory halfYear = history(26);
    private final DeliveryHistory fiveYears = history(260);
    private final WorkPlan plan = WorkPlan.of(halfYear, 100);
    private final SplittableRandom random = new SplittableRandom(1);

    private static DeliveryHistory history(int weeks) {
        return DeliveryHistory.of(
                new SplittableRandom(7).ints(weeks, 2, 19).asDoubleStream().toArray());
    }

    /** All of a forecast with 26 weeks, as tools make it. */
    @Benchmark
    public ForecastOutcome forecastOf10ThousandTrials() {
        return Forecaster.finish(plan, 10_000, 1);
    }

    @Benchmark
    public double simulate10ThousandTrials() {
        return simulate(10_000);
    }

    @Benchmark
    public double simulate1MillionTrials() {
        return simulate(1_000_000);
    }

    private double simulate(int trials) {
        return new Simulation(plan, LevelModel.LEARNT)
                .finishTimes(trials, 1, Forecaster.LIMIT_PERIODS)
                .shareBefore(10);
    }

    @Benchmark
    public int calibrateBy26Weeks() {
        return new Backtest(halfYear, 1, LevelModel.LEARNT).calibration().cases();
    }

    @Benchmark
    public int calibrateBy260Weeks() {
        return new Backtest(fiveYears, 1, LevelModel.LEARNT).calibration().cases();
    }

    /** As many random numbers of 64 bits as a million trials of ten weeks take: one for the level, three for the weeks. */
    @Benchmark
    public long draw4MillionNumbers() {
        long sum = 0;
        for (int at = 0; at < 4_000_000; at++) {
            sum += random.nextLong();
        }
        return sum;
    }
}
