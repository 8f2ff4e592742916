package io.throughline.velocity;

import io.throughline.backlog.StatusCategory;
import io.throughline.engine.velocity.Predictability;
import io.throughline.engine.velocity.SprintOutcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sprints as their snapshots tell. Sprints of several teams with the same days are one period.
 *
 * @param derived how many have a snapshot that was worked out later
 * @param unsized lines without points, which count 0 in points
 */
record SprintSeries(List<Sprint> sprints, int derived, int unsized) {

    SprintSeries {
        sprints = List.copyOf(sprints);
    }

    record Sprint(String name, LocalDate from, LocalDate to, SprintOutcome outcome) {}

    static SprintSeries of(List<SprintSeriesStore.ClosedSprint> closed, WorkItems items, DeliveryUnit unit) {
        List<Sprint> sprints = new ArrayList<>();
        int derived = 0;
        int unsized = 0;
        for (SprintSeriesStore.ClosedSprint sprint : closed) {
            derived += sprint.derived() ? 1 : 0;
            Map<Long, Double> atStart = new HashMap<>();
            Map<Long, SprintOutcome.Closing> atClose = new HashMap<>();
            List<Long> doneBefore = new ArrayList<>();
            for (SprintSeriesStore.Line line : sprint.atStart()) {
                if (counts(items, line)) {
                    if (line.category().closed()) {
                        doneBefore.add(line.itemId());
                    } else {
                        atStart.put(line.itemId(), size(line, unit));
                    }
                }
            }
            for (SprintSeriesStore.Line line : sprint.atClose()) {
                // What was cancelled meanwhile has left the sprint.
                if (counts(items, line)
                        && !doneBefore.contains(line.itemId())
                        && line.category() != StatusCategory.CANCELLED) {
                    unsized += Double.isNaN(line.sizePoints()) ? 1 : 0;
                    atClose.put(
                            line.itemId(),
                            new SprintOutcome.Closing(size(line, unit), line.category() == StatusCategory.DONE));
                }
            }
            add(
                    sprints,
                    new Sprint(
                            sprint.name(),
                            sprint.startsOn(),
                            sprint.endsOn(),
                            SprintOutcome.between(atStart, atClose)));
        }
        return new SprintSeries(sprints, derived, unsized);
    }

    private static boolean counts(WorkItems items, SprintSeriesStore.Line line) {
        int at = items.find(line.itemId());
        return at >= 0 && items.counts(at);
    }

    private static double size(SprintSeriesStore.Line line, DeliveryUnit unit) {
        return unit == DeliveryUnit.ITEMS ? 1 : line.sizePoints() > 0 ? line.sizePoints() : 0;
    }

    /** To one of the same days, if there is one. */
    private static void add(List<Sprint> sprints, Sprint more) {
        for (int at = sprints.size() - 1; at >= 0; at--) {
            Sprint known = sprints.get(at);
            if (known.from().equals(more.from()) && known.to().equals(more.to())) {
                sprints.set(
                        at,
                        new Sprint(
                                known.name() + " + " + more.name(),
                                known.from(),
                                known.to(),
                                sum(known.outcome(), more.outcome())));
                return;
            }
        }
        sprints.add(more);
    }

    private static SprintOutcome sum(SprintOutcome one, SprintOutcome other) {
        return new SprintOutcome(
                one.committed() + other.committed(),
                one.completed() + other.completed(),
                one.added() + other.added(),
                one.removed() + other.removed(),
                one.carriedOver() + other.carriedOver());
    }

    /** Whether they follow each other; sprints of teams with other rhythms make no series. */
    boolean isOneAfterTheOther() {
        for (int at = 1; at < sprints.size(); at++) {
            if (!sprints.get(at).from().isAfter(sprints.get(at - 1).to())) {
                return false;
            }
        }
        return true;
    }

    SprintSeries last(int count) {
        return new SprintSeries(sprints.subList(Math.max(0, sprints.size() - count), sprints.size()), derived, unsized);
    }

    Optional<Predictability> predictability() {
        return Predictability.of(sprints.stream().map(Sprint::outcome).toList()).found();
    }
}
