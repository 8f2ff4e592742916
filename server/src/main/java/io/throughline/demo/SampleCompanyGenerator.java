package io.throughline.demo;

import io.throughline.backlog.imports.ImportedItem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the sample company as it stands on the morning of a day. */
public final class SampleCompanyGenerator {

    /** What {@code --demo} uses, so that everybody sees the same company on the same day. */
    public static final long DEFAULT_SEED = 20_250_917L;

    private static final int MAX_DRAWS = 200;
    private static final double MIN_VARIATION = 0.42;
    private static final double MAX_VARIATION = 0.88;
    private static final int MIN_FINISHED = 40;
    private static final int MAX_FINISHED = 90;

    private SampleCompanyGenerator() {}

    public static SampleCompany generate(LocalDate today) {
        return generate(today, DEFAULT_SEED);
    }

    /** Equal days and seeds give equal companies. All that happened lies before {@code today}. */
    public static SampleCompany generate(LocalDate today, long seed) {
        return generate(today, new SplittableRandom(seed));
    }

    /**
     * Draws histories until one is neither too smooth nor too wild to forecast from.
     *
     * @param random from the caller: the same state gives the same company
     * @throws IllegalStateException if none of 200 draws is
     */
    static SampleCompany generate(LocalDate today, RandomGenerator random) {
        CompanyScript script = ScriptReader.read();
        Timeline timeline = new Timeline(today);
        for (int draw = 0; draw < MAX_DRAWS; draw++) {
            SampleCompany company = draw(script, timeline, random);
            if (believable(company, timeline)) {
                return company;
            }
        }
        throw new IllegalStateException("No believable history for " + today + " in " + MAX_DRAWS + " draws.");
    }

    private static boolean believable(SampleCompany company, Timeline timeline) {
        List<ImportedItem> items =
                company.workspaces().stream().flatMap(w -> w.items().stream()).toList();
        return company.teams().stream().allMatch(team -> {
            WeeklyThroughput throughput = WeeklyThroughput.of(team, items, timeline);
            double variation = throughput.coefficientOfVariation();
            return variation >= MIN_VARIATION
                    && variation <= MAX_VARIATION
                    && throughput.inLastSprint() > 0
                    && throughput.total() >= MIN_FINISHED
                    && throughput.total() <= MAX_FINISHED;
        });
    }

    private static SampleCompany draw(CompanyScript script, Timeline timeline, RandomGenerator random) {
        List<SampleTeam> teams =
                script.teams().stream().map(CompanyScript.Team::team).toList();
        WorkCalendar calendar = WorkCalendar.draw(teams, timeline.start(), timeline.plannedUntil(), random);
        CompanySimulation simulation = CompanySimulation.run(script, timeline, calendar, random);

        Map<WorkItem, List<SprintRun>> sprintsOfItem = new HashMap<>();
        for (TeamSimulation team : simulation.teams()) {
            for (SprintRun sprint : team.planning().sprints()) {
                sprint.all()
                        .forEach(item -> sprintsOfItem
                                .computeIfAbsent(item, _ -> new ArrayList<>())
                                .add(sprint));
            }
        }
        Map<WorkItem, String> keys = new LinkedHashMap<>();
        for (CompanyScript.Workspace workspace : script.workspaces()) {
            keys.putAll(keysOf(workspace.key(), simulation));
        }
        ItemWriter writer = new ItemWriter(keys, sprintsOfItem, timeline, calendar, random);
        List<SampleWorkspace> workspaces = script.workspaces().stream()
                .map(workspace -> new SampleWorkspace(
                        workspace.key(),
                        workspace.name(),
                        keys.keySet().stream()
                                .filter(item -> item.team().team().workspace().equals(workspace.key()))
                                .map(writer::write)
                                .toList()))
                .toList();
        List<SampleSprint> sprints = simulation.teams().stream()
                .flatMap(team -> team.planning().sprints().stream()
                        .map(sprint -> sprint(team.team().name(), sprint, keys)))
                .toList();
        return new SampleCompany(script.name(), script.people(), workspaces, teams, calendar.daysOff(), sprints);
    }

    /** Numbers the items of a workspace in the order in which they were written down. */
    private static Map<WorkItem, String> keysOf(String workspace, CompanySimulation simulation) {
        List<WorkItem> created = simulation.teams().stream()
                .filter(team -> team.team().team().workspace().equals(workspace))
                .flatMap(team -> team.items().stream())
                .filter(WorkItem::created)
                .sorted(Comparator.comparing(WorkItem::createdAt))
                .toList();
        Map<WorkItem, String> keys = new LinkedHashMap<>();
        created.forEach(item -> keys.put(item, workspace + "-" + (keys.size() + 1)));
        return keys;
    }

    private static SampleSprint sprint(String team, SprintRun sprint, Map<WorkItem, String> keys) {
        return new SampleSprint(
                team,
                sprint.name(),
                sprint.goal(),
                sprint.state(),
                sprint.startsOn(),
                sprint.endsOn(),
                snapshot(sprint.atStart(), keys),
                snapshot(sprint.atClose(), keys));
    }

    private static @Nullable List<SnapshotLine> snapshot(
            @Nullable List<SprintRun.Line> lines, Map<WorkItem, String> keys) {
        return lines == null
                ? null
                : lines.stream().map(line -> snapshotLine(line, keys)).toList();
    }

    private static SnapshotLine snapshotLine(SprintRun.Line line, Map<WorkItem, String> keys) {
        return new SnapshotLine(
                Objects.requireNonNull(keys.get(line.item()), "key of an item in a sprint"),
                ItemWriter.sizePoints(line.item().script()),
                line.status().category(),
                line.membership().added(),
                line.membership().removed(),
                line.membership().carriedOver());
    }
}
