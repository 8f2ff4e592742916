package io.throughline.velocity;

import io.throughline.backlog.StatusCategory;
import io.throughline.database.Instants;
import io.throughline.engine.velocity.CycleTimes;
import io.throughline.engine.velocity.Finding;
import io.throughline.engine.velocity.FlowEfficiency;
import io.throughline.engine.velocity.WorkInProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How items flow: from start to finish, and those that are on their way.
 *
 * @param withoutStart finished items of which nobody knows when they were started
 * @param oldest places of the items that have been in progress for the longest, the oldest first
 */
record FlowFigures(
        Finding<CycleTimes> cycleTimes,
        Finding<FlowEfficiency> efficiency,
        WorkInProgress progress,
        int withoutStart,
        List<Integer> oldest) {

    private static final int NAMED = 5;

    /** @param since looks at items that were finished from then on */
    static FlowFigures of(WorkItems items, @Nullable Long teamId, Instant since, Instant now) {
        long sinceMicros = Instants.micros(since);
        long nowMicros = Instants.micros(now);
        List<Duration> cycles = new ArrayList<>();
        List<FlowEfficiency.Times> times = new ArrayList<>();
        List<Integer> running = new ArrayList<>();
        int withoutStart = 0;
        for (int at = 0; at < items.size(); at++) {
            if (!items.counts(at) || (teamId != null && items.teamId(at) != teamId)) {
                continue;
            }
            long started = items.startedAtMicros(at);
            long finished = items.finishedAtMicros(at);
            if (items.category(at) == StatusCategory.IN_PROGRESS && started != WorkItems.NONE) {
                running.add(at);
            }
            if (finished != WorkItems.NONE && finished >= sinceMicros && finished <= nowMicros) {
                if (started == WorkItems.NONE || started > finished) {
                    withoutStart++;
                } else {
                    cycles.add(micros(finished - started));
                    if (items.activeMicros(at) != WorkItems.NONE) {
                        long active = Math.min(items.activeMicros(at), finished - started);
                        times.add(new FlowEfficiency.Times(micros(active), micros(finished - started - active)));
                    }
                }
            }
        }
        running.sort(Comparator.comparingLong(items::startedAtMicros));
        return new FlowFigures(
                CycleTimes.of(cycles),
                FlowEfficiency.of(times),
                WorkInProgress.of(
                        running.stream()
                                .map(at -> Instants.ofMicros(items.startedAtMicros(at)))
                                .toList(),
                        now),
                withoutStart,
                running.stream()
                        .filter(at -> items.startedAtMicros(at) <= nowMicros)
                        .limit(NAMED)
                        .toList());
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    static double days(Duration duration) {
        return Figures.rounded(duration.toMinutes() / (24.0 * 60));
    }
}
