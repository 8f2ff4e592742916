package io.throughline.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * The days of the sample. The running sprint began last week, so there is always something to see in it; thirteen closed
 * sprints lie before it and two future ones after it.
 */
record Timeline(LocalDate today) {

    static final int CLOSED_SPRINTS = 13;
    static final int FUTURE_SPRINTS = 2;
    static final int SPRINT_DAYS = 14;

    private static final int PLANNED_AHEAD_DAYS = 98;

    LocalDate start() {
        return sprintStart(0);
    }

    /** @param index 0 for the oldest sprint, {@link #CLOSED_SPRINTS} for the running one */
    LocalDate sprintStart(int index) {
        LocalDate thisMonday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return thisMonday.minusWeeks(1).plusDays((long) (index - CLOSED_SPRINTS) * SPRINT_DAYS);
    }

    /** The sprint of a day, which may be the active one at most. */
    int sprintOf(LocalDate day) {
        return (int) ChronoUnit.DAYS.between(start(), day) / SPRINT_DAYS;
    }

    /** Days from the start of the history until today. */
    int days() {
        return (int) ChronoUnit.DAYS.between(start(), today);
    }

    LocalDate plannedUntil() {
        return today.plusDays(PLANNED_AHEAD_DAYS);
    }
}
