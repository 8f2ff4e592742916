package io.throughline.velocity;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answer of {@code analyze_velocity} as text that can be passed on. */
final class VelocityText {

    private final VelocityAnswer answer;
    private final StringBuilder text = new StringBuilder();

    private VelocityText(VelocityAnswer answer) {
        this.answer = answer;
    }

    static String of(VelocityAnswer answer) {
        var text = new VelocityText(answer);
        text.write();
        return text.text.toString();
    }

    private void write() {
        text.append(answer.team() == null ? "Workspace " : "Team " + answer.team() + " of workspace ")
                .append(answer.workspace())
                .append(" (")
                .append(answer.workspaceId())
                .append("), as of ")
                .append(answer.asOf())
                .append(", in ")
                .append(answer.unit())
                .append(".");
        if (answer.mean() != null) {
            pace(answer.mean());
        }
        flow();
        teams();
        series();
        if (answer.notes() != null) {
            answer.notes().forEach(note -> text.append("\nNote: ").append(note));
        }
    }

    private void pace(double mean) {
        List<VelocityAnswer.Period> series = answer.series();
        text.append("\nPace: ").append(Figures.text(mean)).append(" ").append(answer.unit());
        text.append(" per ").append(answer.period()).append(" on average over ").append(series.size());
        text.append(" ").append(answer.period()).append(series.size() == 1 ? "" : "s");
        text.append(" (").append(series.getFirst().from());
        text.append(" to ").append(series.getLast().to()).append(")");
        append(", median ", answer.median());
        append(", standard deviation ", answer.standardDeviation());
        if (answer.coefficientOfVariation() != null) {
            text.append(" (")
                    .append(Figures.percent(answer.coefficientOfVariation()))
                    .append(" of the mean)");
        }
        text.append(".");
        if (answer.predictability() != null) {
            text.append("\nPredictability: ").append(Figures.percent(answer.predictability()));
            text.append(" of what was committed was completed.");
        }
        VelocityAnswer.TrendFigures trend = answer.trend();
        if (trend != null) {
            text.append("\nTrend: ").append(trend.significant() ? "" : "none that chance could not show; ");
            text.append(trend.perPeriod() >= 0 ? "+" : "").append(trend.perPeriod());
            text.append(" per ")
                    .append(answer.period())
                    .append(", p ")
                    .append(trend.pValue())
                    .append(".");
        }
        answer.changePoints()
                .forEach(change -> text.append("\nLevel changed in the ")
                        .append(answer.period())
                        .append(" of ")
                        .append(change.from())
                        .append(": from ")
                        .append(Figures.text(change.before()))
                        .append(" to ")
                        .append(Figures.text(change.after()))
                        .append(" (p ")
                        .append(change.pValue())
                        .append(")."));
        answer.outliers()
                .forEach(odd -> text.append("\nUnlike the others: ")
                        .append(odd.from())
                        .append(" with ")
                        .append(Figures.text(odd.completed()))
                        .append("."));
    }

    private void append(String label, @Nullable Double value) {
        if (value != null) {
            text.append(label).append(Figures.text(value));
        }
    }

    private void flow() {
        VelocityAnswer.CycleFigures cycle = answer.cycleTimeDays();
        if (cycle != null) {
            text.append("\nCycle time: half of ").append(cycle.items()).append(" items took ");
            text.append(Figures.text(cycle.p50())).append(" days or less");
            append(", 85 % at most ", cycle.p85());
            append(", 95 % at most ", cycle.p95());
            text.append(".");
        }
        VelocityAnswer.ProgressFigures progress = answer.workInProgress();
        text.append("\nIn progress: ").append(progress.items()).append(" items");
        append(", median age in days ", progress.medianAgeDays());
        if (progress.olderThanP85() != null && progress.olderThanP85() > 0) {
            text.append(", ")
                    .append(progress.olderThanP85())
                    .append(" of them older than 85 % of the finished ones took");
        }
        text.append(".");
        if (!progress.oldest().isEmpty()) {
            text.append(" Oldest: ");
            text.append(progress.oldest().stream()
                    .map(aged -> aged.key() + " " + Figures.text(aged.ageDays()) + " d")
                    .collect(Collectors.joining(", ")));
            text.append(".");
        }
    }

    private void teams() {
        if (answer.teams() == null) {
            return;
        }
        for (VelocityAnswer.TeamFigures team : answer.teams()) {
            text.append("\nTeam ")
                    .append(team.team())
                    .append(" (")
                    .append(team.teamId())
                    .append("): ");
            text.append(team.meanPerWeek() == null ? "nothing yet" : Figures.text(team.meanPerWeek()) + " per week");
            if (team.coefficientOfVariation() != null) {
                text.append(", variation ").append(Figures.percent(team.coefficientOfVariation()));
            }
            if (team.predictability() != null) {
                text.append(", predictability ").append(Figures.percent(team.predictability()));
            }
        }
    }

    private void series() {
        boolean sprints = "sprint".equals(answer.period());
        if (sprints) {
            text.append("\nsprint | days | committed | completed | added | removed | carried over");
            for (VelocityAnswer.Period period : answer.series()) {
                text.append("\n").append(period.name()).append(" | ").append(period.from());
                text.append(" to ").append(period.to());
                for (Double figure : new Double[] {
                    period.committed(), period.completed(), period.added(), period.removed(), period.carriedOver()
                }) {
                    text.append(" | ").append(figure == null ? "" : Figures.text(figure));
                }
            }
        }
        VelocityAnswer.WeekFigures weeks = answer.throughputPerWeek();
        if (weeks.from() != null) {
            text.append("\nPer week from Monday ").append(weeks.from()).append(": ");
            text.append(weeks.weeks().stream().map(Figures::text).collect(Collectors.joining(" ")));
            append("; mean ", weeks.mean());
            append(", median ", weeks.median());
        }
        text.append("\nThis week so far: ")
                .append(Figures.text(weeks.runningWeek()))
                .append(".");
    }
}
