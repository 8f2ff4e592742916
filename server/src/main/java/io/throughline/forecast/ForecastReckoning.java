package io.throughline.forecast;

import io.throughline.access.Sha256;
import io.throughline.database.PublicId;
import io.throughline.engine.forecast.Calibration;
import io.throughline.engine.forecast.FinishForecast;
import io.throughline.engine.forecast.ForecastOutcome;
import io.throughline.engine.forecast.Forecaster;
import io.throughline.engine.forecast.TotalForecast;
import io.throughline.engine.forecast.TotalOutcome;
import io.throughline.velocity.Figures;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reckons the answer to a question. Knows no database. */
final class ForecastReckoning {

    /** Of the reckoning; a forecast of another one is not the same. */
    private static final String ENGINE = "1";

    /** With fewer cases a share of them says nothing. */
    private static final int LEAST_CASES = 10;

    private static final int BARS = 12;
    private static final int BARS_IN_DETAIL = 24;
    private static final int MOST_KEPT_ITEMS = 5_000;

    private final ForecastQuestion question;
    private final ForecastRequest request;
    private final Simulator simulator;
    private final @Nullable DatedForecast forecast;
    private final @Nullable String reason;
    private final List<String> notes;

    ForecastReckoning(ForecastQuestion question, Simulator simulator) {
        this.question = question;
        this.request = question.request();
        this.simulator = simulator;
        this.notes = new ArrayList<>(question.notes());
        ForecastInputs inputs = question.inputs();
        if (inputs == null) {
            forecast = null;
            reason = Objects.requireNonNullElse(question.reason(), "Nothing can be said.");
            return;
        }
        ForecastOutcome outcome = simulator.finish(inputs, request.trials(), request.seed());
        forecast = switch (outcome) {
            case ForecastOutcome.Forecast found -> Simulator.dated(inputs, found.finish());
            case ForecastOutcome.CannotForecast cannot -> null;
            case ForecastOutcome.AlreadyDone done -> null;
        };
        reason = switch (outcome) {
            case ForecastOutcome.Forecast found -> null;
            case ForecastOutcome.CannotForecast cannot -> cannot.reason() + " Periods are weeks.";
            case ForecastOutcome.AlreadyDone done ->
                "What is open of it has a size of 0, so there is nothing to forecast. Use unit items.";
        };
    }

    /** The forecast for the ledger; empty if there is none. */
    Optional<IssuedForecast> made(long personId, Instant now) {
        ForecastInputs inputs = question.inputs();
        if (forecast == null || inputs == null || forecast.day(Percentile.P50.probability()) == null) {
            return Optional.empty();
        }
        ForecastTarget target = question.target();
        boolean kept = question.itemIds().size() <= MOST_KEPT_ITEMS;
        if (!kept) {
            notes.add("More than " + MOST_KEPT_ITEMS
                    + " items: the forecast is kept, but will not be held against what happens.");
        }
        Map<Percentile, LocalDate> days = new EnumMap<>(Percentile.class);
        for (Percentile percentile : Percentile.values()) {
            LocalDate day = forecast.day(percentile.probability());
            if (day != null) {
                days.put(percentile, day);
            }
        }
        LocalDate targetDate = request.targetDate();
        String fingerprint = Sha256.hex(String.join(
                "|",
                target.key(),
                inputs.toString(),
                question.today().toString(),
                String.valueOf(request.seed()),
                String.valueOf(request.trials()),
                ENGINE));
        return Optional.of(new IssuedForecast(
                0,
                personId,
                fingerprint,
                target.key(),
                target.words(),
                inputs.teams().stream().map(ForecastInputs.TeamInput::name).collect(Collectors.joining(", ")),
                inputs.teams().stream()
                        .map(ForecastInputs.TeamInput::teamId)
                        .filter(Objects::nonNull)
                        .toList(),
                target.epicId(),
                kept ? question.itemIds() : List.of(),
                request.unit().wireName(),
                // Of items that are not kept nothing can be held against what happens.
                kept ? inputs.remaining() : 0,
                inputs,
                request.seed(),
                request.trials(),
                ENGINE,
                days,
                targetDate,
                targetDate == null ? null : thousandth(forecast.probabilityBy(targetDate)),
                now,
                question.today(),
                null));
    }

    /**
     * The whole answer.
     *
     * @param keptId of the forecast in the ledger; null if there is none
     * @param last the one of the same target that was given before; null if there was none
     * @param scored all forecasts of the workspace with their outcomes
     */
    ForecastAnswer answer(@Nullable Long keptId, @Nullable IssuedForecast last, List<IssuedForecast> scored) {
        ForecastInputs inputs = question.inputs();
        if (forecast == null || inputs == null) {
            return new ForecastAnswer(
                    question.workspace().publicId(),
                    question.workspace().key(),
                    question.today(),
                    request.unit().wireName(),
                    question.target().words(),
                    inputs == null ? null : Figures.rounded(inputs.remaining()),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    question.actuals().isEmpty() ? null : question.actuals(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    new ForecastAnswer.CannotForecast(reason == null ? "" : reason),
                    notes.isEmpty() ? null : notes);
        }
        FinishForecast finish = forecast.finish();
        noteOrder();
        LocalDate targetDate = request.targetDate();
        return new ForecastAnswer(
                question.workspace().publicId(),
                question.workspace().key(),
                question.today(),
                request.unit().wireName(),
                question.target().words(),
                Figures.rounded(inputs.remaining()),
                inputs.startsOn(),
                dates(forecast),
                targetDate == null ? null : thousandth(forecast.probabilityBy(targetDate)),
                howManyBy(inputs),
                bars(finish),
                new RiskDrivers(simulator, request.trials(), request.seed(), finish.calibration()).of(inputs),
                question.actuals(),
                trust(finish.calibration(), scored),
                last == null
                        ? null
                        : new Movement(simulator, request.trials(), request.seed())
                                .between(last, inputs, forecast)
                                .filter(moved -> !moved.causes().isEmpty())
                                .orElse(null),
                keptId == null ? null : PublicId.FORECAST.of(keptId),
                request.seed(),
                (long) request.trials(),
                null,
                notes.isEmpty() ? null : notes);
    }

    private static double thousandth(double share) {
        return Math.round(share * 1_000) / 1_000.0;
    }

    private static ForecastAnswer.Dates dates(DatedForecast forecast) {
        return new ForecastAnswer.Dates(
                forecast.day(0.50), forecast.day(0.75), forecast.day(0.85), forecast.day(0.90), forecast.day(0.95));
    }

    private ForecastAnswer.@Nullable Amounts howManyBy(ForecastInputs inputs) {
        LocalDate by = request.byDate();
        if (by == null) {
            return null;
        }
        int periods = (int) Math.min(Forecaster.LIMIT_PERIODS, new WorkingWeeks(inputs.startsOn()).until(by));
        TotalOutcome outcome = Forecaster.total(inputs.plan().teams(), periods, request.trials(), request.seed());
        if (!(outcome instanceof TotalOutcome.Forecast found)) {
            return null;
        }
        TotalForecast total = found.total();
        LocalDate lastDay = new WorkingWeeks(inputs.startsOn()).endOf(periods);
        if (lastDay.isBefore(by)) {
            notes.add("How many by " + by + ": whole weeks of work count, the last of them ends on " + lastDay + ".");
        }
        return new ForecastAnswer.Amounts(
                by,
                Figures.rounded(total.reached(0.50)),
                Figures.rounded(total.reached(0.75)),
                Figures.rounded(total.reached(0.85)),
                Figures.rounded(total.reached(0.90)),
                Figures.rounded(total.reached(0.95)));
    }

    private List<ForecastAnswer.Bar> bars(FinishForecast finish) {
        WorkingWeeks weeks = question.inputs() == null
                ? new WorkingWeeks(question.today())
                : new WorkingWeeks(question.inputs().startsOn());
        return finish.histogram(request.detailed() ? BARS_IN_DETAIL : BARS).stream()
                .map(bar -> new ForecastAnswer.Bar(
                        bar.from() == 0 ? weeks.start() : weeks.endOf(bar.from()),
                        weeks.endOf(bar.to()),
                        thousandth(bar.share())))
                .toList();
    }

    private void noteOrder() {
        int others = question.otherItems().orElse(0);
        ForecastInputs rest = question.afterTheRest();
        if (others == 0 || rest == null) {
            return;
        }
        String words = "The teams are taken to do this next. They have " + Figures.count(others, "other open item");
        LocalDate last = simulator
                .forecast(
                        rest,
                        Math.min(request.trials(), Simulator.MOST_TRIALS_TO_COMPARE),
                        request.seed(),
                        simulator.calibration(rest, request.seed()))
                .map(forecast -> forecast.day(Percentile.P85.probability()))
                .orElse(null);
        notes.add(words + (last == null ? "." : "; if all of that came first, the 85 % day would be " + last + "."));
    }

    private ForecastAnswer.Trust trust(Calibration calibration, List<IssuedForecast> scored) {
        Map<Double, Calibration.Coverage> coverage = new HashMap<>();
        calibration.coverage().forEach(each -> coverage.put(each.probability(), each));
        boolean few = coverage.isEmpty() || calibration.cases() < LEAST_CASES;
        ForecastAnswer.Shares raw =
                few ? null : shares(p -> coverage(coverage, p).raw());
        ForecastAnswer.Shares corrected =
                few ? null : shares(p -> coverage(coverage, p).corrected());
        return new ForecastAnswer.Trust(calibration.cases(), raw, corrected, issued(scored));
    }

    private static Calibration.Coverage coverage(Map<Double, Calibration.Coverage> all, double probability) {
        return all.getOrDefault(probability, new Calibration.Coverage(probability, 0, 0));
    }

    private static ForecastAnswer.Shares shares(DoubleUnaryOperator share) {
        return new ForecastAnswer.Shares(
                Figures.rounded(share.applyAsDouble(0.50)),
                Figures.rounded(share.applyAsDouble(0.75)),
                Figures.rounded(share.applyAsDouble(0.85)),
                Figures.rounded(share.applyAsDouble(0.90)),
                Figures.rounded(share.applyAsDouble(0.95)));
    }

    private @Nullable List<ForecastAnswer.Kept> issued(List<IssuedForecast> scored) {
        ForecastRecord record = ForecastRecord.of(scored, question.today());
        return record.isEmpty()
                ? null
                : record.percentiles().stream()
                        .filter(each -> each.decided() > 0)
                        .map(each -> new ForecastAnswer.Kept(each.percent(), each.held(), each.decided()))
                        .toList();
    }
}
