package io.throughline.demo;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.imports.ImportedItem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * Items a team finished in each week of the closed sprints, idle weeks included.
 *
 * @param counts oldest week first
 */
record WeeklyThroughput(List<Integer> counts) {
    WeeklyThroughput {
        counts = List.copyOf(counts);
    }

    static WeeklyThroughput of(SampleTeam team, List<ImportedItem> items, Timeline timeline) {
        return of(team, items, timeline.start(), timeline.sprintStart(Timeline.CLOSED_SPRINTS));
    }

    private static WeeklyThroughput of(SampleTeam team, List<ImportedItem> items, LocalDate from, LocalDate until) {
        ZoneId zone = team.zone();
        Integer[] counts = new Integer[(int) ChronoUnit.WEEKS.between(from, until)];
        Arrays.fill(counts, 0);
        for (ImportedItem item : items) {
            Instant doneAt = item.doneAt();
            if (doneAt != null && item.type() != ItemType.EPIC && team.name().equals(item.team())) {
                LocalDate day = doneAt.atZone(zone).toLocalDate();
                int week = (int) ChronoUnit.WEEKS.between(from, day);
                if (day.isBefore(until)) {
                    counts[week]++;
                }
            }
        }
        return new WeeklyThroughput(List.of(counts));
    }

    int total() {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    int inLastSprint() {
        return counts.getLast() + counts.get(counts.size() - 2);
    }

    /** Standard deviation of the weeks divided by their mean. */
    double coefficientOfVariation() {
        double mean = (double) total() / counts.size();
        double squares = counts.stream()
                .mapToDouble(count -> (count - mean) * (count - mean))
                .sum();
        return Math.sqrt(squares / (counts.size() - 1)) / mean;
    }
}
