package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.timelog.BrowserSignIns.Attempt;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far the caller's last sign-in in a browser is.
 *
 * @param way {@code provider} or {@code erp_page}
 * @param state {@code waiting}, {@code opened}, {@code done}, {@code failed}, {@code cancelled} or {@code expired}
 * @param until when it ends, if it is under way; an instant as ISO text
 * @param message for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SignInProgress(String way, String state, @Nullable String until, String message) {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    static SignInProgress of(Attempt attempt, ZoneId zone) {
        String until = clock(attempt.until(), zone);
        String message = switch (attempt.state()) {
            case WAITING ->
                "A sign-in in a browser is under way: nobody has opened its page yet (until " + until + ").";
            case OPENED ->
                "A sign-in in a browser is under way: its page is open, and nobody has signed in yet (until " + until
                        + ").";
            case DONE -> "The sign-in in the browser is done. " + attempt.told();
            case FAILED -> "The last sign-in in a browser failed. " + attempt.told();
            case CANCELLED -> attempt.told();
            case EXPIRED ->
                "Nobody signed in in the browser in time (until " + until + "). Begin again if it is still wanted.";
        };
        return new SignInProgress(
                attempt.way().name().toLowerCase(Locale.ROOT),
                attempt.state().name().toLowerCase(Locale.ROOT),
                attempt.state().isOver() ? null : attempt.until().toString(),
                LogText.plain(message));
    }

    /** The time of day, as the person's clock shows it. */
    static String clock(Instant instant, ZoneId zone) {
        return CLOCK.format(instant.atZone(zone)) + " " + zone.getId();
    }
}
