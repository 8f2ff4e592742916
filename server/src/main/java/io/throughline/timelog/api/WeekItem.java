package io.throughline.timelog.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.throughline.timelog.embedded.WeekHead;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;

/** A week log as it stands in a list. */
record WeekItem(
        long id,

        @JsonPropertyDescription("the Monday; in the list by month as \"Mon, Jan 5\"")
        String weekStarting,

        @JsonPropertyDescription("the Sunday") LocalDate weekEnding,

        @JsonPropertyDescription("of the Monday") int year,

        @JsonPropertyDescription("of the Monday, such as January")
        String month,

        boolean isCompleted,
        String modifiedAt,
        int totalMinutes) {

    static WeekItem of(WeekHead week) {
        return of(week, week.weekStarting().toString());
    }

    /** As the list by month has it, without the year. */
    static WeekItem abbreviated(WeekHead week) {
        LocalDate monday = week.weekStarting();
        return of(
                week,
                "Mon, " + monday.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + " "
                        + monday.getDayOfMonth());
    }

    private static WeekItem of(WeekHead week, String weekStarting) {
        return new WeekItem(
                week.id(),
                weekStarting,
                week.weekEnding(),
                week.weekStarting().getYear(),
                MonthOfWeeks.name(week.weekStarting().getMonth()),
                week.completed(),
                week.modifiedAt(),
                week.minutes());
    }
}
