package io.throughline.timelog.api;

import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.WorkedTime;
import io.throughline.timelog.embedded.SavedWeek;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the week that a client wants saved. What only the server says (names, totals, the name of a label) is not looked at, so
 * that a client may send the document back as it got it.
 */
final class SavedWeekReader {

    private static final int MINUTES_AN_HOUR = 60;
    private static final int HOURS_A_DAY = 24;
    private static final String MODIFIED_AT = "modified_at";

    private SavedWeekReader() {}

    /** @param ifMatch the version from the header {@code If-Match}; null if there is none */
    static SavedWeek read(JsonObject document, @Nullable String ifMatch) {
        String modifiedAt = document.text(MODIFIED_AT).orElse(null);
        if (modifiedAt != null && ifMatch != null && !modifiedAt.equals(ifMatch)) {
            throw document.wrong(
                    MODIFIED_AT,
                    "modified_at and the header If-Match name different versions. Send the one that you read, or leave"
                            + " the header out.");
        }
        List<JsonObject> projects = document.objects("projects");
        if (projects == null) {
            throw document.wrong(
                    "projects", "projects is missing. Send the document as it was read, with its changes.");
        }
        return new SavedWeek(
                modifiedAt == null ? ifMatch : modifiedAt,
                projects.stream().map(SavedWeekReader::project).toList());
    }

    private static SavedWeek.ProjectPart project(JsonObject project) {
        List<JsonObject> tasks = project.objects("tasks");
        return new SavedWeek.ProjectPart(
                project.id("id").orElse(null),
                project.id("nsubteam_id").orElse(null),
                project.text("team").orElse(null),
                project.text("subteam").orElse(null),
                tasks == null ? null : tasks.stream().map(SavedWeekReader::task).toList());
    }

    private static SavedWeek.TaskPart task(JsonObject task) {
        List<JsonObject> days = task.objects("days");
        return new SavedWeek.TaskPart(
                task.id("id").orElse(null),
                task.text("description").orElse(null),
                task.text("item_key").orElse(null),
                days == null ? null : days.stream().map(SavedWeekReader::day).toList());
    }

    private static SavedWeek.DayPart day(JsonObject day) {
        return new SavedWeek.DayPart(date(day), minutes(day), day.id("label").orElse(null), day.has("label"));
    }

    static LocalDate date(JsonObject object) {
        String text = object.requiredText("date");
        try {
            return Weeks.date(text);
        } catch (CallerMistakeException e) {
            throw object.wrong("date", object.at("date") + ": " + e.getMessage());
        }
    }

    private static int minutes(JsonObject day) {
        if (!day.has("hours") && !day.has("minutes")) {
            return decimalHours(day);
        }
        long hours = ofRange(day, "hours", HOURS_A_DAY);
        long minutes = ofRange(day, "minutes", MINUTES_AN_HOUR - 1);
        long total = hours * MINUTES_AN_HOUR + minutes;
        if (total > WorkedTime.MINUTES_A_DAY) {
            throw tooLong(day, "hours");
        }
        return (int) total;
    }

    private static long ofRange(JsonObject day, String key, int most) {
        long value = day.whole(key).orElseGet(() -> {
            if (day.has(key)) {
                throw day.wrong(key, day.at(key) + " is null. It must be a whole number from 0 to " + most + ".");
            }
            return 0L;
        });
        if (value < 0 || value > most) {
            throw day.wrong(key, day.at(key) + " must be from 0 to " + most + ", but is " + value + ".");
        }
        return value;
    }

    private static int decimalHours(JsonObject day) {
        BigDecimal hours = day.number("decimal_hours")
                .orElseThrow(() -> day.wrong(
                        "hours", day.at("hours") + " is missing. Send hours and minutes, or decimal_hours alone."));
        // The sign and the size first: arithmetic on a number such as 1e99 would give a long one.
        if (hours.signum() < 0 || hours.compareTo(BigDecimal.valueOf(HOURS_A_DAY)) > 0) {
            throw tooLong(day, "decimal_hours");
        }
        return (int) WorkedTime.ofDecimal(hours);
    }

    private static ApiProblem tooLong(JsonObject day, String key) {
        return day.wrong(key, day.at(key) + ": the time of a day must be from 0 to 24 hours.");
    }
}
