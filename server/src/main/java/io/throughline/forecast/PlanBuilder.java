package io.throughline.forecast;

import io.throughline.velocity.DeliveryUnit;
import io.throughline.velocity.WorkItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Splits what is open by the teams that will do it, and by what waits for what. */
final class PlanBuilder {

    /** Beyond so many hand-overs from team to team nothing is told apart; it also ends the search in circles. */
    private static final int MOST_STAGES = 30;

    /** So that a team that finished nothing lately is the last choice, and no division by 0. */
    private static final double LEAST_PACE = 1e-6;

    /** No team: the pace of the whole workspace. */
    static final long WORKSPACE = WorkItems.NONE;

    private final WorkItems items;
    private final DeliveryUnit unit;
    private final List<Long> askedTeams;
    private final LongToDoubleFunction paceOfTeam;
    private final Map<Long, SizeSample> sizes = new HashMap<>();
    private final SizeSample allSizes;

    /** Places of what has to be done. */
    private int[] wanted = {};

    private final boolean[] isWanted;
    /** By place, of what is wanted. */
    private final long[] team;

    private final int[] stage;
    private int shared;
    private int before;
    private int unsized;

    /**
     * @param askedTeams that will do all of it; empty for the teams of the items
     * @param paceOfTeam recent mean per week of a team
     */
    PlanBuilder(WorkItems items, DeliveryUnit unit, List<Long> askedTeams, LongToDoubleFunction paceOfTeam) {
        this.items = items;
        this.unit = unit;
        this.askedTeams = askedTeams;
        this.paceOfTeam = paceOfTeam;
        this.allSizes = SizeSample.of(items, unit, null);
        this.isWanted = new boolean[items.size()];
        this.team = new long[items.size()];
        this.stage = new int[items.size()];
    }

    /**
     * @param teams ids in the order in which the works name them, {@link #WORKSPACE} for the pace of all
     * @param shared items without one of these teams, which go to whoever is free first
     * @param before open items outside the target for which it waits
     * @param unsized items that have no size
     */
    record Split(List<Long> teams, List<ForecastInputs.WorkInput> works, int shared, int before, int unsized) {}

    /** So much, in one go, over the teams that were asked for. */
    Split ofAmount(double amount) {
        List<Long> teams = askedTeams.isEmpty() ? List.of(WORKSPACE) : askedTeams;
        double pace = teams.stream().mapToDouble(this::pace).sum();
        List<ForecastInputs.WorkInput> works = new ArrayList<>();
        double left = amount;
        for (int team = 0; team < teams.size(); team++) {
            boolean last = team == teams.size() - 1;
            double part = last ? left : Math.rint(amount * pace(teams.get(team)) / pace);
            works.add(new ForecastInputs.WorkInput(team, Math.min(left, part), 0, 0, 0, List.of()));
            left -= Math.min(left, part);
        }
        return new Split(teams, works, 0, 0, 0);
    }

    Split of(int[] open) {
        wanted = withPredecessors(open);
        List<Long> teams = assign();
        findStages();
        Map<Long, Integer> numberByTeam = new HashMap<>();
        teams.forEach(id -> numberByTeam.put(id, numberByTeam.size()));
        SortedMap<Long, Stage> byPlace = new TreeMap<>(); // by stage, then team
        for (int at : wanted) {
            int number = numberByTeam.getOrDefault(team[at], 0);
            byPlace.computeIfAbsent(slot(stage[at], number), each -> new Stage(number))
                    .items
                    .add(at);
        }
        Map<Long, Integer> workBySlot = new HashMap<>();
        byPlace.keySet().forEach(slot -> workBySlot.put(slot, workBySlot.size()));
        List<ForecastInputs.WorkInput> works = new ArrayList<>();
        for (Stage each : byPlace.values()) {
            Set<Integer> after = new HashSet<>();
            for (int at : each.items) {
                for (int predecessor : items.predecessors(at)) {
                    if (isWanted[predecessor] && team[predecessor] != team[at]) {
                        Integer work = workBySlot.get(
                                slot(stage[predecessor], numberByTeam.getOrDefault(team[predecessor], 0)));
                        if (work != null && work < works.size()) {
                            after.add(work);
                        }
                    }
                }
            }
            works.add(work(each, teams.get(each.team), after.stream().sorted().toList()));
        }
        return new Split(teams, works, shared, before, unsized);
    }

    private static long slot(int stage, int team) {
        return (long) stage << 32 | team;
    }

    private static final class Stage {

        private final int team;
        private final List<Integer> items = new ArrayList<>();

        Stage(int team) {
            this.team = team;
        }
    }

    /** What must be done before, and is not part of it, has to be done all the same. */
    private int[] withPredecessors(int[] open) {
        int[] found = open.clone();
        int count = found.length;
        for (int at : open) {
            isWanted[at] = true;
        }
        for (int next = 0; next < count; next++) {
            for (int predecessor : items.predecessors(found[next])) {
                if (items.open(predecessor) && items.counts(predecessor) && !isWanted[predecessor]) {
                    isWanted[predecessor] = true;
                    before++;
                    if (count == found.length) {
                        found = Arrays.copyOf(found, 2 * count + 1);
                    }
                    found[count++] = predecessor;
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * Items of a team stay with it; each other goes to the team that would be free first.
     *
     * @return the teams that have something to do, by id
     */
    private List<Long> assign() {
        Map<Long, Double> load = new TreeMap<>();
        List<Integer> others = new ArrayList<>();
        for (int at : wanted) {
            long own = items.teamId(at);
            if (own != WorkItems.NONE && (askedTeams.isEmpty() || askedTeams.contains(own))) {
                give(at, own, load);
            } else {
                others.add(at);
            }
        }
        shared = others.size();
        List<Long> choices = new ArrayList<>(askedTeams.isEmpty() ? load.keySet() : new TreeSet<>(askedTeams));
        for (int at : others) {
            give(at, choices.isEmpty() ? WORKSPACE : freeFirst(choices, load, at), load);
        }
        return new ArrayList<>(load.keySet());
    }

    private void give(int at, long id, Map<Long, Double> load) {
        team[at] = id;
        load.merge(id, sizeOrMean(at, id), Double::sum);
    }

    private long freeFirst(List<Long> choices, Map<Long, Double> load, int at) {
        long best = choices.getFirst();
        double earliest = Double.POSITIVE_INFINITY;
        for (long choice : choices) {
            double free = (load.getOrDefault(choice, 0.0) + sizeOrMean(at, choice)) / pace(choice);
            if (free < earliest) {
                earliest = free;
                best = choice;
            }
        }
        return best;
    }

    private double pace(long id) {
        return Math.max(LEAST_PACE, paceOfTeam.applyAsDouble(id));
    }

    /** How many times work is handed from team to team before each item can begin. */
    private void findStages() {
        int[] waiting = IntStream.of(wanted)
                .filter(at -> items.predecessors(at).length > 0)
                .toArray();
        boolean changed = true;
        // A chain within one team may be long and come in any order; circles end at the most stages.
        for (int round = 0; changed && round <= waiting.length + MOST_STAGES; round++) {
            changed = false;
            for (int at : waiting) {
                for (int predecessor : items.predecessors(at)) {
                    if (isWanted[predecessor]) {
                        int own = stage[predecessor] + (team[predecessor] == team[at] ? 0 : 1);
                        if (own > stage[at] && own <= MOST_STAGES) {
                            stage[at] = own;
                            changed = true;
                        }
                    }
                }
            }
        }
    }

    private ForecastInputs.WorkInput work(Stage of, long id, List<Integer> after) {
        double known = 0;
        int without = 0;
        for (int at : of.items) {
            double size = size(at);
            known += size > 0 ? size : 0;
            without += Double.isNaN(size) ? 1 : 0;
        }
        unsized += without;
        SizeSample sample = sample(id);
        return new ForecastInputs.WorkInput(
                of.team,
                known,
                without,
                without == 0 ? 0 : sample.mean(),
                without == 0 ? 0 : sample.deviation(),
                after);
    }

    private double sizeOrMean(int at, long id) {
        double size = size(at);
        return Double.isNaN(size) ? sample(id).mean() : Math.max(0, size);
    }

    /** NaN if nobody said. */
    private double size(int at) {
        return size(items, unit, at);
    }

    private static double size(WorkItems items, DeliveryUnit unit, int at) {
        return switch (unit) {
            case ITEMS -> 1;
            case POINTS -> items.sizePoints(at);
            case HOURS -> items.estimateHours(at);
        };
    }

    private SizeSample sample(long id) {
        SizeSample own = sizes.computeIfAbsent(id, each -> SizeSample.of(items, unit, each));
        return own.isEnough() ? own : allSizes;
    }

    /** The sizes of what was finished. */
    private record SizeSample(int items, double mean, double deviation) {

        private static final int LEAST = 5;

        /** @param team null for all */
        static SizeSample of(WorkItems items, DeliveryUnit unit, @Nullable Long team) {
            if (unit == DeliveryUnit.ITEMS) {
                return new SizeSample(LEAST, 1, 0);
            }
            double[] found = items.where(at -> items.counts(at)
                            && items.finishedAtMicros(at) != WorkItems.NONE
                            && (team == null || items.teamId(at) == team)
                            && size(items, unit, at) >= 0)
                    .mapToDouble(at -> size(items, unit, at))
                    .toArray();
            double mean = Arrays.stream(found).average().orElse(0);
            double squares = Arrays.stream(found)
                    .map(size -> (size - mean) * (size - mean))
                    .sum();
            return new SizeSample(found.length, mean, found.length < 2 ? 0 : Math.sqrt(squares / (found.length - 1)));
        }

        boolean isEnough() {
            return items >= LEAST;
        }
    }

    /** Whether sizes of finished items are known at all, without which unsized ones cannot be guessed. */
    boolean knowsSizes() {
        return allSizes.isEnough();
    }
}
