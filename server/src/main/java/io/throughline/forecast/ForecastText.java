package io.throughline.forecast;

import io.throughline.engine.forecast.FinishForecast;
import io.throughline.velocity.Figures;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answer of {@code forecast_delivery} as text that a manager can pass on. */
final class ForecastText {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.ENGLISH);

    private final ForecastAnswer answer;
    private final StringBuilder text = new StringBuilder();

    private ForecastText(ForecastAnswer answer) {
        this.answer = answer;
    }

    static String of(ForecastAnswer answer) {
        var text = new ForecastText(answer);
        text.write();
        return text.text.toString();
    }

    private void write() {
        text.append(capital(oneLine(answer.target())));
        text.append(", workspace ").append(answer.workspace()).append(" (").append(answer.workspaceId());
        text.append("), as of ").append(answer.asOf()).append(": ");
        if (answer.cannotForecast() != null) {
            text.append("cannot forecast. ").append(answer.cannotForecast().reason());
            actuals();
        } else if (answer.dates() != null) {
            dates(answer.dates());
            chances();
            risks();
            actuals();
            trust();
            moved();
        }
        if (answer.notes() != null) {
            answer.notes().forEach(note -> text.append("\nNote: ").append(note));
        }
        if (answer.forecastId() != null) {
            text.append("\nForecast ").append(answer.forecastId());
            text.append(", seed ").append(answer.seed());
            text.append(", ").append(answer.trials()).append(" trials.");
            text.append(" A day is the end of a week of work that begins on ")
                    .append(answer.startDate())
                    .append(".");
        }
    }

    private void dates(ForecastAnswer.Dates dates) {
        if (answer.remaining() != null) {
            text.append(Figures.text(answer.remaining()))
                    .append(" ")
                    .append(answer.unit())
                    .append(" remain.");
        }
        text.append("\n85 %: done by ").append(day(dates.p85())).append(".");
        text.append(" Even odds (50 %): ").append(day(dates.p50()));
        text.append("; 75 %: ").append(day(dates.p75()));
        text.append("; 90 %: ").append(day(dates.p90()));
        text.append("; 95 %: ").append(day(dates.p95())).append(".");
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "more than ten years from now" : DAY.format(day);
    }

    private void chances() {
        Double probability = answer.probabilityByTarget();
        if (probability != null) {
            text.append("\nChance to be done by the target date: ");
            text.append(chance(probability)).append(".");
        }
        ForecastAnswer.Amounts amounts = answer.howManyBy();
        if (amounts != null) {
            text.append("\nBy ")
                    .append(DAY.format(amounts.byDate()))
                    .append(" these teams finish, with 85 %, at least ");
            text.append(Figures.text(amounts.p85())).append(" ").append(answer.unit());
            text.append(" (50 %: ").append(Figures.text(amounts.p50()));
            text.append(", 75 %: ").append(Figures.text(amounts.p75()));
            text.append(", 90 %: ").append(Figures.text(amounts.p90()));
            text.append(", 95 %: ").append(Figures.text(amounts.p95())).append(").");
        }
    }

    private static String chance(double probability) {
        if (probability >= FinishForecast.MOST_CERTAIN - 0.005) {
            return ">99 %";
        }
        return probability > 0 && probability < 0.01 ? "<1 %" : Figures.percent(probability);
    }

    private void risks() {
        List<ForecastAnswer.Risk> risks = answer.risks();
        if (risks != null && !risks.isEmpty()) {
            text.append("\nWhat makes it late or unsure: ");
            text.append(risks.stream()
                    .map(risk -> risk.driver() + " " + Figures.percent(risk.share()))
                    .collect(Collectors.joining("; ")));
            text.append(".");
        }
    }

    private void actuals() {
        List<ForecastAnswer.Actual> actuals = answer.recentActuals();
        if (actuals == null || actuals.isEmpty()) {
            return;
        }
        double mean = actuals.stream()
                .mapToDouble(ForecastAnswer.Actual::finished)
                .average()
                .orElse(0);
        text.append("\nFor comparison, finished in the last ").append(Figures.count(actuals.size(), "week"));
        text.append(" (from ").append(actuals.getFirst().week()).append("): ");
        text.append(
                actuals.stream().map(actual -> Figures.text(actual.finished())).collect(Collectors.joining(" ")));
        text.append("; mean ")
                .append(Figures.text(mean))
                .append(" ")
                .append(answer.unit())
                .append(" a week.");
    }

    private void trust() {
        ForecastAnswer.Trust trust = answer.calibration();
        if (trust == null) {
            return;
        }
        text.append("\nHow far to trust it: ");
        if (trust.corrected() != null && trust.raw() != null) {
            text.append("foretold afterwards at ").append(Figures.count(trust.cases(), "moment"));
            text.append(" of this team's past, such 85 % days held ")
                    .append(hundred(trust.corrected().p85()));
            text.append(" of 100 times (before correction ")
                    .append(hundred(trust.raw().p85()));
            text.append("), 95 % days ")
                    .append(hundred(trust.corrected().p95()))
                    .append(".");
        } else {
            text.append("corrected by how often such days held for other teams");
            text.append(
                    trust.cases() == 0
                            ? ""
                            : " and at " + Figures.count(trust.cases(), "moment") + " of their own past");
            text.append("; there is too little of that to count how often they held.");
        }
        if (trust.issued() != null) {
            text.append(" Forecasts given in this workspace: ");
            text.append(trust.issued().stream()
                    .map(kept -> kept.percentile() + " % days held " + kept.held() + " of " + kept.of())
                    .collect(Collectors.joining(", ")));
            text.append(".");
        }
    }

    private static long hundred(double share) {
        return Math.round(share * 100);
    }

    private void moved() {
        ForecastAnswer.Moved moved = answer.moved();
        if (moved == null) {
            return;
        }
        text.append("\nSince ").append(moved.since()).append(" of ").append(moved.issuedOn());
        text.append(" the 85 % day moved from ").append(moved.p85Before());
        text.append(moved.days() == 0 ? " by nothing in sum: " : moved.days() > 0 ? ", later by " : ", earlier by ");
        if (moved.days() != 0) {
            text.append(Figures.count(Math.abs(moved.days()), "day")).append(": ");
        }
        text.append(moved.causes().stream()
                .map(cause -> cause.cause() + (cause.days() > 0 ? " +" : " −") + Math.abs(cause.days()))
                .collect(Collectors.joining(", ")));
        text.append(".");
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** What people wrote must not look like another line of ours. */
    private static String oneLine(String words) {
        return words.replaceAll("\\s+", " ");
    }
}
