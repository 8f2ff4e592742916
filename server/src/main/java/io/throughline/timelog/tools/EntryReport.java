package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.WorkedTime;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What became of an entry, for programs.
 *
 * @param outcome created, updated, unchanged, removed or refused
 * @param before null if there was nothing
 * @param after null if there is nothing now, or the change was refused
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record EntryReport(
        LocalDate date,
        String project,
        @Nullable Long nsubteamId,
        String description,
        @Nullable String itemKey,
        String outcome,
        @Nullable Time before,
        @Nullable Time after,
        @Nullable String note) {

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Time(
            int hours,
            int minutes,
            BigDecimal decimalHours,
            @Nullable Long label,
            @Nullable String labelOption) {

        static @Nullable Time of(@Nullable LoggedDay day) {
            if (day == null) {
                return null;
            }
            LogLabel label = day.label();
            return new Time(
                    day.minutes() / 60,
                    day.minutes() % 60,
                    WorkedTime.decimalHours(day.minutes()),
                    label == null ? null : label.id(),
                    label == null ? null : label.name());
        }
    }

    static EntryReport of(EntryOutcome outcome) {
        EntryChange change = outcome.change();
        return new EntryReport(
                change.date(),
                change.project().name(),
                WeekDocument.known(change.project().id()),
                change.description(),
                change.itemKey(),
                outcome.kind().name().toLowerCase(Locale.ROOT),
                Time.of(outcome.before()),
                Time.of(outcome.after()),
                outcome.note());
    }

    /** Such as {@code before nothing, now 2:00 h (Coding)}. */
    static String words(EntryOutcome outcome) {
        return "before " + words(outcome.before()) + ", now " + words(outcome.after());
    }

    private static String words(@Nullable LoggedDay day) {
        if (day == null) {
            return "nothing";
        }
        LogLabel label = day.label();
        return LogText.hours(day.minutes()) + (label == null ? "" : " (" + LogText.plain(label.name()) + ")");
    }
}
