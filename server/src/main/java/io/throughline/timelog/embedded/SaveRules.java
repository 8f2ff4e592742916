package io.throughline.timelog.embedded;

import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WorkedTime;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every value that a client of the REST API hands in must hold to. Pure. All throw {@link ErpRefusalException}. */
final class SaveRules {

    private static final int MAX_ITEM_KEY = 100;

    private SaveRules() {}

    /** @param least 0 where no time takes an entry away, else 1 */
    static int minutes(String field, int minutes, int least) {
        if (minutes < least || minutes > WorkedTime.MINUTES_A_DAY) {
            throw ErpRefusalException.invalid(
                    field, "must be from " + least + " minutes to 24 hours, but was " + minutes + " minutes.");
        }
        return minutes;
    }

    static String description(String field, String text) {
        try {
            return WorkedTime.description(text);
        } catch (CallerMistakeException e) {
            throw ErpRefusalException.invalid(field, String.valueOf(e.getMessage()));
        }
    }

    /** @return null for none */
    static @Nullable String reason(String field, @Nullable String text) {
        try {
            return WeekLedger.checkedReason(text);
        } catch (CallerMistakeException e) {
            throw ErpRefusalException.invalid(field, String.valueOf(e.getMessage()));
        }
    }

    /** @return null for none */
    static @Nullable String itemKey(String field, String text) {
        String key = text.strip();
        if (key.length() > MAX_ITEM_KEY || key.chars().anyMatch(Character::isISOControl)) {
            throw ErpRefusalException.invalid(
                    field,
                    "must be the key of a backlog item of at most " + MAX_ITEM_KEY + " characters, such as APP-12.");
        }
        return key.isEmpty() ? null : key;
    }

    static LocalDate date(String field, LocalDate date, WeekLog week) {
        if (date.isBefore(week.weekStarting()) || date.isAfter(week.weekEnding())) {
            throw ErpRefusalException.invalid(
                    field, date + " is not in the week " + week.weekStarting() + " to " + week.weekEnding() + ".");
        }
        return date;
    }

    /**
     * The label that an entry gets.
     *
     * @param given whether the client said anything of it
     * @param was the entry as it is; null for a new one
     */
    static @Nullable LogLabel label(
            String field, @Nullable Long labelId, boolean given, @Nullable LoggedDay was, List<LogLabel> inUse) {
        LogLabel had = was == null ? null : was.label();
        if (!given || labelId == null) {
            // A new entry always has one; of an old one it can be taken away, by saying so.
            return was == null ? LabelRule.byDefault(inUse) : given ? null : had;
        }
        if (had != null && had.id() == labelId) {
            return had;
        }
        return inUse.stream()
                .filter(label -> label.id() == labelId)
                .findFirst()
                .orElseThrow(() -> ErpRefusalException.invalid(
                        field,
                        "label " + labelId + " does not exist or is no longer in use. The labels are: "
                                + LabelRule.shown(inUse) + "."));
    }

    /** No day is longer than 24 hours, all projects together. */
    static void requireWholeDays(String field, WeekLog week) {
        for (LocalDate day = week.weekStarting(); !day.isAfter(week.weekEnding()); day = day.plusDays(1)) {
            int minutes = week.minutesOn(day);
            if (minutes > WorkedTime.MINUTES_A_DAY) {
                throw ErpRefusalException.invalid(
                        field,
                        day + " would have " + WorkedTime.clock(minutes)
                                + " h over all projects, but a day has 24 hours.");
            }
        }
    }
}
