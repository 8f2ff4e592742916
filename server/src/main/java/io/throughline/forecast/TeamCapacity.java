package io.throughline.forecast;

import io.throughline.workspace.DayOff;
import io.throughline.workspace.Member;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much of a usual week a team works in each week to come, by the days off of its members and of everybody. A usual week is
 * one of the last half year, with the days off it had: they are in the pace already.
 */
final class TeamCapacity {

    static final int PAST_WEEKS = 26;
    static final int COMING_WEEKS = 52;

    private static final int USUAL_WEEK_MINUTES = 40 * 60;

    private final Map<Long, Double> weightByMember = new HashMap<>();
    private final Set<LocalDate> everybody = new HashSet<>();
    private final Map<LocalDate, Set<Long>> single = new HashMap<>();
    private final double fullWeight;

    TeamCapacity(List<Member> members, List<DayOff> daysOff) {
        for (Member member : members) {
            Integer minutes = member.weeklyCapacityMinutes();
            weightByMember.put(member.id(), minutes == null ? USUAL_WEEK_MINUTES : (double) minutes);
        }
        fullWeight = weightByMember.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        for (DayOff day : daysOff) {
            Long memberId = day.memberId();
            if (memberId == null) {
                everybody.add(day.day());
            } else if (weightByMember.containsKey(memberId)) {
                single.computeIfAbsent(day.day(), each -> new HashSet<>()).add(memberId);
            }
        }
    }

    /**
     * @param start the first day of the first week to come
     * @return at most 1 for each; empty if all are usual
     */
    List<Double> weeksFrom(LocalDate start) {
        LocalDate firstPast = start.minusWeeks(PAST_WEEKS);
        double usual = 0;
        for (int week = 0; week < PAST_WEEKS; week++) {
            usual += worked(firstPast.plusWeeks(week)) / PAST_WEEKS;
        }
        List<Double> shares = new ArrayList<>();
        int lastReduced = 0;
        for (int week = 0; week < COMING_WEEKS; week++) {
            double share = usual == 0 ? 1 : Math.min(1, worked(start.plusWeeks(week)) / usual);
            shares.add(Math.round(share * 1_000) / 1_000.0);
            lastReduced = share < 1 ? week + 1 : lastReduced;
        }
        return List.copyOf(shares.subList(0, lastReduced));
    }

    /** The share of the working days of seven days on which the team works, 0 to 1. */
    private double worked(LocalDate from) {
        double worked = 0;
        for (LocalDate day = from; day.isBefore(from.plusDays(7)); day = day.plusDays(1)) {
            if (!WorkingWeeks.isWeekend(day) && !everybody.contains(day)) {
                double off = single.getOrDefault(day, Set.of()).stream()
                        .mapToDouble(member -> weightByMember.getOrDefault(member, 0.0))
                        .sum();
                worked += fullWeight == 0 ? 1 : 1 - off / fullWeight;
            }
        }
        return worked / WorkingWeeks.DAYS;
    }
}
