package io.throughline.forecast;

import io.throughline.access.Principal;
import io.throughline.backlog.BacklogService;
import io.throughline.database.Instants;
import io.throughline.engine.forecast.DeliveryHistory;
import io.throughline.engine.forecast.Forecaster;
import io.throughline.problem.CallerMistakeException;
import io.throughline.velocity.DeliveryService;
import io.throughline.velocity.DeliveryUnit;
import io.throughline.velocity.Figures;
import io.throughline.velocity.WeeklyDeliveries;
import io.throughline.velocity.WorkItems;
import io.throughline.workspace.DayOff;
import io.throughline.workspace.Member;
import io.throughline.workspace.Team;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads what a forecast needs, in one transaction. Used once. */
final class ForecastPreparation {

    private static final int HISTORY_WEEKS = 260;
    private static final int RECENT_WEEKS = 12;
    private static final int MOST_YEARS_AHEAD = 5;

    private final DeliveryService deliveries;
    private final WorkspaceService workspaces;
    private final Workspace workspace;
    private final ForecastRequest request;
    private final DeliveryUnit unit;
    private final ZoneId zone;
    private final LocalDate today;
    private final LocalDate start;
    private final WorkItems items;
    private final List<Team> asked;
    private final ForecastTarget target;
    private final Map<Long, WeeklyDeliveries> weeklyByTeam = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    ForecastPreparation(
            BacklogService backlog,
            DeliveryService deliveries,
            WorkspaceService workspaces,
            Principal principal,
            Workspace workspace,
            ForecastRequest request) {
        this.deliveries = deliveries;
        this.workspaces = workspaces;
        this.workspace = workspace;
        this.request = request;
        this.unit = request.unit();
        this.zone = deliveries.zone(workspace);
        this.today = deliveries.today(zone);
        this.start = request.startDate() == null ? today : request.startDate();
        requireDays();
        this.items = deliveries.items(workspace);
        this.asked = request.teamNames().stream()
                .map(name -> workspaces.resolveTeam(workspace, "teamIds", name))
                .distinct()
                .toList();
        this.target = new TargetResolver(backlog, deliveries, principal, workspace, items)
                .resolve(request.arguments(), unit, asked);
    }

    private void requireDays() {
        if (start.isBefore(today)) {
            throw new CallerMistakeException("startDate is " + start + ", but today is " + today
                    + ": work can begin today or later. Leave it out for today.");
        }
        if (start.isAfter(today.plusYears(MOST_YEARS_AHEAD))) {
            throw new CallerMistakeException("startDate is " + start + ", more than " + MOST_YEARS_AHEAD
                    + " years ahead. The pace of then is not known; give an earlier day.");
        }
        LocalDate targetDate = request.targetDate();
        if (targetDate != null && targetDate.isBefore(start)) {
            throw new CallerMistakeException(
                    "targetDate is " + targetDate + ", before the work begins on " + start + ". Give a later day.");
        }
        LocalDate byDate = request.byDate();
        if (byDate != null && new WorkingWeeks(start).until(byDate) < 1) {
            throw new CallerMistakeException("byDate is " + byDate + ", but must be at least a week of work after "
                    + start + ", such as " + new WorkingWeeks(start).endOf(1) + ".");
        }
    }

    ForecastQuestion question() {
        if (target.isDone()) {
            return unanswerable(done(), List.of());
        }
        List<Long> askedIds = asked.stream().map(Team::id).toList();
        var builder = new PlanBuilder(items, unit, askedIds, this::pace);
        Double amount = target.amount();
        PlanBuilder.Split split = amount == null ? builder.of(target.openPlaces()) : builder.ofAmount(amount);
        List<ForecastAnswer.Actual> actuals = actuals(split.teams());
        if (split.unsized() > 0 && !builder.knowsSizes()) {
            return unanswerable(
                    Figures.count(split.unsized(), "open item") + " of it " + (split.unsized() == 1 ? "has" : "have")
                            + " no " + (unit == DeliveryUnit.HOURS ? "estimate" : "points")
                            + ", and too few finished items have them to tell what is usual. Use unit items.",
                    actuals);
        }
        Map<Long, String> names = names();
        Optional<String> against = split.teams().stream()
                .flatMap(team -> reasonAgainst(team, names).stream())
                .findFirst();
        if (against.isPresent()) {
            return unanswerable(against.get(), actuals);
        }
        var inputs = new ForecastInputs(start, teams(split.teams(), names), split.works(), growth());
        note(split);
        int[] others = others(split.teams());
        return new ForecastQuestion(
                workspace,
                request,
                target,
                today,
                inputs,
                null,
                actuals,
                others.length == 0 ? null : afterTheRest(others, inputs, names),
                OptionalInt.of(others.length),
                target.open().stream().map(items::id).toList(),
                notes);
    }

    private ForecastQuestion unanswerable(String reason, List<ForecastAnswer.Actual> actuals) {
        return new ForecastQuestion(
                workspace, request, target, today, null, reason, actuals, null, OptionalInt.empty(), List.of(), notes);
    }

    private String done() {
        if (target.amount() != null) {
            return "Nothing remains, so there is nothing to forecast.";
        }
        if (target.closed() == 0) {
            return "There is no item in it that could be worked on. Break it down, or give the expected number of items as"
                    + " remaining.";
        }
        String last = target.lastFinishedMicros() == WorkItems.NONE
                ? ""
                : ", the last of them on " + LocalDate.ofInstant(Instants.ofMicros(target.lastFinishedMicros()), zone);
        return "It is done already: all " + Figures.count(target.closed(), "item") + " of it are closed" + last + ".";
    }

    // --- teams ---

    private WeeklyDeliveries weekly(long team) {
        return weeklyByTeam.computeIfAbsent(
                team, each -> deliveries.weekly(workspace, zone, each == PlanBuilder.WORKSPACE ? null : each, unit));
    }

    private double pace(long team) {
        double[] recent = weekly(team).last(RECENT_WEEKS);
        return recent.length == 0
                ? 0
                : IntStream.range(0, recent.length)
                                .mapToDouble(at -> recent[at])
                                .sum()
                        / recent.length;
    }

    private Map<Long, String> names() {
        Map<Long, String> names = new HashMap<>();
        workspaces.teams(workspace).forEach(team -> names.put(team.id(), team.name()));
        names.put(PlanBuilder.WORKSPACE, "workspace " + workspace.key());
        return names;
    }

    private Optional<String> reasonAgainst(long team, Map<Long, String> names) {
        DeliveryHistory history = DeliveryHistory.of(weekly(team).last(HISTORY_WEEKS));
        return Forecaster.reasonAgainst(history)
                .map(reason -> name(team, names) + ": " + reason + " Periods are weeks, counted in " + unit.wireName()
                        + (unit == DeliveryUnit.ITEMS ? "." : "; unit items may know more."));
    }

    private static String name(long team, Map<Long, String> names) {
        String name = names.getOrDefault(team, "a team");
        return team == PlanBuilder.WORKSPACE ? name : "Team " + name;
    }

    private List<ForecastInputs.TeamInput> teams(List<Long> ids, Map<Long, String> names) {
        List<Member> members = workspaces.members(workspace);
        List<DayOff> daysOff = workspaces.daysOff(
                workspace, start.minusWeeks(TeamCapacity.PAST_WEEKS), start.plusWeeks(TeamCapacity.COMING_WEEKS));
        return ids.stream()
                .map(id -> {
                    boolean all = id == PlanBuilder.WORKSPACE;
                    List<Member> own = members.stream()
                            .filter(member -> all || id.equals(member.teamId()))
                            .toList();
                    List<Double> finished = new ArrayList<>();
                    for (double amount : weekly(id).last(HISTORY_WEEKS)) {
                        finished.add(amount);
                    }
                    return new ForecastInputs.TeamInput(
                            all ? null : id,
                            names.getOrDefault(id, "a team"),
                            finished,
                            new TeamCapacity(own, daysOff).weeksFrom(start));
                })
                .toList();
    }

    private List<ForecastAnswer.Actual> actuals(List<Long> teams) {
        LocalDate lastMonday = weekly(teams.getFirst())
                .series()
                .mondayOfWeek(weekly(teams.getFirst()).series().finished().size() - 1);
        List<ForecastAnswer.Actual> actuals = new ArrayList<>();
        for (int back = RECENT_WEEKS - 1; back >= 0; back--) {
            LocalDate monday = lastMonday.minusWeeks(back);
            double sum = 0;
            boolean known = false;
            for (long team : teams) {
                sum += weekly(team).finishedInWeekOf(monday);
                known |= !monday.isBefore(weekly(team).series().firstMonday());
            }
            if (known) {
                actuals.add(new ForecastAnswer.Actual(monday, Figures.rounded(sum)));
            }
        }
        return actuals;
    }

    // --- what else is open ---

    private int[] others(List<Long> teams) {
        Set<Long> theirs = new HashSet<>(teams);
        boolean all = theirs.contains(PlanBuilder.WORKSPACE);
        if (target.amount() != null) {
            return new int[0];
        }
        boolean[] own = new boolean[items.size()];
        target.open().forEach(at -> own[at] = true);
        return items.where(at ->
                        items.counts(at) && items.open(at) && (all || theirs.contains(items.teamId(at))) && !own[at])
                .toArray();
    }

    /** Bounds what the order of work may do: all else that is open first, then this. */
    private @Nullable ForecastInputs afterTheRest(int[] others, ForecastInputs inputs, Map<Long, String> names) {
        int[] all = IntStream.concat(IntStream.of(others), IntStream.of(target.openPlaces()))
                .toArray();
        var builder = new PlanBuilder(
                items,
                unit,
                inputs.teams().stream()
                        .map(team -> team.teamId() == null ? PlanBuilder.WORKSPACE : team.teamId())
                        .toList(),
                this::pace);
        PlanBuilder.Split split = builder.of(all);
        return new ForecastInputs(start, teams(split.teams(), names), split.works(), inputs.growth());
    }

    // --- growth and notes ---

    private ForecastInputs.Growth growth() {
        Double rate = request.growthRate();
        if (rate != null) {
            return new ForecastInputs.Growth(1 + rate, 0);
        }
        boolean wanted = request.growth() == null ? target.epicId() != null : request.growth();
        if (!wanted) {
            return ForecastInputs.Growth.NONE;
        }
        Optional<GrowthHistory> history = GrowthHistory.of(
                items, Instants.micros(today.plusDays(1).atStartOfDay(zone).toInstant()));
        if (history.isEmpty()) {
            notes.add("Scope is taken to stay as it is: too few epics were finished to learn how they grow.");
            return ForecastInputs.Growth.NONE;
        }
        GrowthHistory found = history.get();
        notes.add("Scope grows as in " + found.epics() + " epics that are done: what was left of them grew by "
                + Figures.percent(found.growth().medianFactor() - 1) + " in the middle until the end.");
        return found.growth();
    }

    private void note(PlanBuilder.Split split) {
        if (split.shared() > 0) {
            notes.add(Figures.count(split.shared(), "item")
                    + (asked.isEmpty() ? " without a team" : " of none of these teams")
                    + (split.teams().contains(PlanBuilder.WORKSPACE)
                            ? ": done at the pace of the whole workspace."
                            : ": given to whichever of the teams is free first."));
        }
        if (split.before() > 0) {
            notes.add("Counted in, since it waits for them: " + Figures.count(split.before(), "open item")
                    + " outside of it.");
        }
        if (split.unsized() > 0) {
            notes.add(Figures.count(split.unsized(), "item") + " without "
                    + (unit == DeliveryUnit.HOURS ? "an estimate" : "points")
                    + ": sizes are drawn from what the teams finished.");
        }
        if (unit == DeliveryUnit.HOURS) {
            notes.add(
                    "Hours that remain are the estimates as they stand; hours that are logged per week are the pace.");
        }
        if (target.amount() == null
                && request.growth() == null
                && request.growthRate() == null
                && target.epicId() == null) {
            notes.add("Only what is open today counts; scopeGrowth adds what usually comes on top.");
        }
        if (start.isAfter(today)) {
            notes.add("The teams are taken to begin on " + start + ", at the pace they have today.");
        }
    }
}
