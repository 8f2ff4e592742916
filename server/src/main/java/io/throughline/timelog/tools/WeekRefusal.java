package io.throughline.timelog.tools;

import io.throughline.timelog.WeekOutcome;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Why a whole week could not be changed, in words. */
final class WeekRefusal {

    private WeekRefusal() {}

    /** Null if the changes were looked at one by one. */
    static @Nullable LogFailure of(WeekOutcome outcome, LocalDate monday, String backend) {
        String week = "The week " + LogText.week(monday) + " in " + backend;
        return switch (outcome) {
            case WeekOutcome.Done done -> null;
            case WeekOutcome.Locked locked ->
                new LogFailure(
                        "week_completed",
                        week + " is " + WeeksText.state(locked.week())
                                + ", so nothing was changed. To change it, open it again:"
                                + " complete_week_log {\"week_starting\":\"" + monday + "\",\"save_draft\":true}.");
            case WeekOutcome.NoWeek none ->
                new LogFailure("no_week_log", week + " has no log, and nothing was logged. " + none.reason());
            case WeekOutcome.Stale stale ->
                new LogFailure(
                        "stale", week + " was changed by somebody else meanwhile. Nothing was changed; call again.");
        };
    }
}
