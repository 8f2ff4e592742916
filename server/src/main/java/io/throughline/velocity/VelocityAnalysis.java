package io.throughline.velocity;

import io.throughline.engine.velocity.ChangePoint;
import io.throughline.engine.velocity.CycleTimes;
import io.throughline.engine.velocity.Finding;
import io.throughline.engine.velocity.FlowEfficiency;
import io.throughline.engine.velocity.Outlier;
import io.throughline.engine.velocity.Predictability;
import io.throughline.engine.velocity.SeriesSummary;
import io.throughline.engine.velocity.SprintOutcome;
import io.throughline.engine.velocity.Trend;
import io.throughline.workspace.Team;
import io.throughline.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** One answer in the making: what was delivered, put beside what the statistics say of it. */
final class VelocityAnalysis {

    private static final int SPRINTS = 12;
    private static final int WEEKS = 26;

    /** From here on no status seems to say that work waits, and the figure would only flatter. */
    private static final double ALL_ACTIVE = 0.95;

    /** Where the figures come from; nothing is read that is not needed. */
    interface Sources {

        WorkItems items();

        WeeklyDeliveries weekly(@Nullable Long teamId);

        List<SprintSeriesStore.ClosedSprint> closedSprints(@Nullable Long teamId);

        Map<Long, String> keys(List<Long> itemIds);
    }

    private final Workspace workspace;
    private final DeliveryUnit unit;
    private final @Nullable Integer periods;
    private final Sources sources;
    private final ZoneId zone;
    private final Instant now;
    private final List<String> notes = new ArrayList<>();

    /** @param periods null for the usual number */
    VelocityAnalysis(
            Workspace workspace,
            DeliveryUnit unit,
            @Nullable Integer periods,
            Sources sources,
            ZoneId zone,
            Instant now) {
        this.workspace = workspace;
        this.unit = unit;
        this.periods = periods;
        this.sources = sources;
        this.zone = zone;
        this.now = now;
    }

    /** @param teams to tell of each, too */
    VelocityAnswer answer(@Nullable Team team, List<Team> teams) {
        Long teamId = team == null ? null : team.id();
        WeeklyDeliveries weekly = sources.weekly(teamId);
        int weeks = periods == null ? WEEKS : periods;
        Optional<SprintSeries> sprints = sprints(teamId);
        List<VelocityAnswer.Period> series =
                sprints.map(VelocityAnalysis::sprintPeriods).orElseGet(() -> weekPeriods(weekly, weeks));
        double[] completed =
                series.stream().mapToDouble(VelocityAnswer.Period::completed).toArray();
        Optional<SeriesSummary> summary = SeriesSummary.of(completed).found();
        LocalDate since = series.isEmpty()
                ? LocalDate.ofInstant(now, zone).minusWeeks(weeks)
                : series.getFirst().from();
        FlowFigures flow =
                FlowFigures.of(sources.items(), teamId, since.atStartOfDay(zone).toInstant(), now);
        note(weekly, flow, series.size(), sprints.isPresent());
        return new VelocityAnswer(
                workspace.publicId(),
                workspace.key(),
                team == null ? null : team.name(),
                LocalDate.ofInstant(now, zone),
                unit.wireName(),
                sprints.isPresent() ? "sprint" : "week",
                series,
                summary.map(SeriesSummary::mean).map(Figures::rounded).orElse(null),
                summary.map(SeriesSummary::median).map(Figures::rounded).orElse(null),
                Figures.roundedOrNull(
                        summary.map(SeriesSummary::standardDeviation).orElse(null)),
                Figures.roundedOrNull(
                        summary.map(SeriesSummary::coefficientOfVariation).orElse(null)),
                sprints.flatMap(SprintSeries::predictability)
                        .map(Predictability::ratio)
                        .map(Figures::rounded)
                        .orElse(null),
                trend(completed),
                weekFigures(weekly, weeks),
                cycleFigures(flow),
                progressFigures(flow),
                changes(series, completed),
                outliers(series, completed),
                teams.isEmpty()
                        ? null
                        : teams.stream().map(each -> teamFigures(each, weeks)).toList(),
                notes.isEmpty() ? null : notes);
    }

    // --- series ---

    private Optional<SprintSeries> sprints(@Nullable Long teamId) {
        if (unit == DeliveryUnit.HOURS) {
            return Optional.empty();
        }
        SprintSeries all = SprintSeries.of(sources.closedSprints(teamId), sources.items(), unit);
        if (all.sprints().isEmpty()) {
            return Optional.empty();
        }
        if (!all.isOneAfterTheOther()) {
            notes.add("Sprints of the teams overlap, so the series is by week; teamId gives the sprints of one team.");
            return Optional.empty();
        }
        if (all.derived() > 0) {
            notes.add(
                    "What " + all.derived()
                            + " sprints held was worked out later from dates; nobody recorded it when they started and closed.");
        }
        return Optional.of(all.last(periods == null ? SPRINTS : periods));
    }

    private static List<VelocityAnswer.Period> sprintPeriods(SprintSeries sprints) {
        return sprints.sprints().stream()
                .map(sprint -> {
                    SprintOutcome outcome = sprint.outcome();
                    return new VelocityAnswer.Period(
                            sprint.name(),
                            sprint.from(),
                            sprint.to(),
                            Figures.rounded(outcome.completed()),
                            Figures.rounded(outcome.committed()),
                            Figures.rounded(outcome.added()),
                            Figures.rounded(outcome.removed()),
                            Figures.rounded(outcome.carriedOver()));
                })
                .toList();
    }

    private static List<VelocityAnswer.Period> weekPeriods(WeeklyDeliveries weekly, int count) {
        double[] finished = weekly.last(count);
        LocalDate first = weekly.firstMondayOfLast(count);
        List<VelocityAnswer.Period> weeks = new ArrayList<>();
        for (int at = 0; at < finished.length; at++) {
            LocalDate monday = first.plusWeeks(at);
            weeks.add(new VelocityAnswer.Period(
                    null, monday, monday.plusDays(6), Figures.rounded(finished[at]), null, null, null, null));
        }
        return weeks;
    }

    private VelocityAnswer.WeekFigures weekFigures(WeeklyDeliveries weekly, int count) {
        double[] finished = weekly.last(count);
        Optional<SeriesSummary> summary = SeriesSummary.of(finished).found();
        return new VelocityAnswer.WeekFigures(
                summary.map(SeriesSummary::mean).map(Figures::rounded).orElse(null),
                summary.map(SeriesSummary::median).map(Figures::rounded).orElse(null),
                finished.length == 0 ? null : weekly.firstMondayOfLast(count),
                DoubleStream.of(finished).map(Figures::rounded).boxed().toList(),
                Figures.rounded(weekly.series().runningWeek()));
    }

    private VelocityAnswer.TeamFigures teamFigures(Team team, int weeks) {
        double[] finished = sources.weekly(team.id()).last(weeks);
        Optional<SeriesSummary> summary = SeriesSummary.of(finished).found();
        Double predictability = unit == DeliveryUnit.HOURS
                ? null
                : SprintSeries.of(sources.closedSprints(team.id()), sources.items(), unit)
                        .last(periods == null ? SPRINTS : periods)
                        .predictability()
                        .map(Predictability::ratio)
                        .orElse(null);
        return new VelocityAnswer.TeamFigures(
                team.publicId(),
                team.name(),
                summary.map(SeriesSummary::mean).map(Figures::rounded).orElse(null),
                Figures.roundedOrNull(
                        summary.map(SeriesSummary::coefficientOfVariation).orElse(null)),
                Figures.roundedOrNull(predictability));
    }

    // --- what the statistics say ---

    private VelocityAnswer.@Nullable TrendFigures trend(double[] completed) {
        return Trend.of(completed)
                .found()
                .map(trend -> new VelocityAnswer.TrendFigures(
                        Figures.rounded(trend.slopePerPeriod()), thousandth(trend.pValue()), trend.isSignificant()))
                .orElse(null);
    }

    private List<VelocityAnswer.Change> changes(List<VelocityAnswer.Period> series, double[] completed) {
        return ChangePoint.in(completed).found().orElse(List.of()).stream()
                .map(change -> new VelocityAnswer.Change(
                        series.get(change.period()).from(),
                        Figures.rounded(change.meanBefore()),
                        Figures.rounded(change.meanAfter()),
                        thousandth(change.pValue())))
                .toList();
    }

    private static List<VelocityAnswer.Odd> outliers(List<VelocityAnswer.Period> series, double[] completed) {
        return Outlier.in(completed).found().orElse(List.of()).stream()
                .map(outlier -> new VelocityAnswer.Odd(
                        series.get(outlier.period()).from(),
                        Figures.rounded(outlier.amount()),
                        Figures.rounded(outlier.score())))
                .toList();
    }

    private static double thousandth(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    private static VelocityAnswer.@Nullable CycleFigures cycleFigures(FlowFigures flow) {
        return flow.cycleTimes()
                .found()
                .map(times -> new VelocityAnswer.CycleFigures(
                        FlowFigures.days(times.p50()), days(times.p85()), days(times.p95()), times.items()))
                .orElse(null);
    }

    private VelocityAnswer.ProgressFigures progressFigures(FlowFigures flow) {
        WorkItems items = sources.items();
        Map<Long, String> keys =
                sources.keys(flow.oldest().stream().map(items::id).toList());
        List<VelocityAnswer.Aged> oldest = new ArrayList<>();
        for (int at = 0; at < flow.oldest().size(); at++) {
            String key = keys.get(items.id(flow.oldest().get(at)));
            if (key != null) {
                oldest.add(new VelocityAnswer.Aged(
                        key, FlowFigures.days(flow.progress().ages().get(at))));
            }
        }
        Duration usual = flow.cycleTimes().found().map(CycleTimes::p85).orElse(null);
        return new VelocityAnswer.ProgressFigures(
                flow.progress().items(),
                days(flow.progress().medianAge()),
                usual == null ? null : flow.progress().olderThan(usual),
                oldest);
    }

    private static @Nullable Double days(@Nullable Duration duration) {
        return duration == null ? null : FlowFigures.days(duration);
    }

    // --- what is missing or assumed ---

    private void note(WeeklyDeliveries weekly, FlowFigures flow, int periodsFound, boolean bySprint) {
        if (periodsFound == 0) {
            notes.add(
                    unit == DeliveryUnit.HOURS
                            ? "No time is logged on projects of this workspace" + (bySprint ? "." : " in whole weeks.")
                            : "Nothing was finished in a whole week yet, so nothing can be said of pace.");
        } else if (periodsFound < Trend.LEAST_PERIODS) {
            notes.add("There are only " + periodsFound + " periods: no trend (needs " + Trend.LEAST_PERIODS
                    + "), no outliers, no changes of level (needs " + ChangePoint.LEAST_PERIODS + ").");
        } else if (periodsFound < ChangePoint.LEAST_PERIODS) {
            notes.add(
                    "Changes of level need " + ChangePoint.LEAST_PERIODS + " periods; there are " + periodsFound + ".");
        }
        if (unit == DeliveryUnit.POINTS && weekly.unsized() > 0) {
            notes.add(
                    weekly.unsized() + " of the finished items have no points and count 0. Sizes are those of today.");
        }
        if (weekly.undated() > 0) {
            notes.add(
                    "Done, but nobody knows when, and so in no week: " + Figures.count(weekly.undated(), "item") + ".");
        }
        if (weekly.inFuture() > 0) {
            notes.add("Left out, since the day of their finish is still to come: "
                    + Figures.count(weekly.inFuture(), "item") + ".");
        }
        if (flow.withoutStart() > 0) {
            notes.add("Cycle times leave out what has no known start: " + Figures.count(flow.withoutStart(), "item")
                    + ".");
        }
        if (flow.cycleTimes() instanceof Finding.TooLittleData<CycleTimes> lacking) {
            notes.add("No cycle times: " + lacking.have() + " finished items with a known start, " + lacking.need()
                    + " are needed.");
        }
        flow.efficiency()
                .found()
                .filter(efficiency -> efficiency.ratio() < ALL_ACTIVE)
                .map(VelocityAnalysis::told)
                .ifPresent(notes::add);
    }

    private static String told(FlowEfficiency efficiency) {
        return "Flow efficiency: of the time from start to finish, items were worked on for "
                + Figures.percent(efficiency.ratio()) + " (" + efficiency.items()
                + " items; the names of statuses tell which ones wait).";
    }
}
