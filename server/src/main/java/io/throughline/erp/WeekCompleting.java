package io.throughline.erp;

import io.throughline.erp.signin.KeptSignIn;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import io.throughline.timelog.WeekLog;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Completes weeks of the ERP and opens them again. Both may be sent twice, so that what is not known is looked at and sent again. */
final class WeekCompleting {

    private static final int TRIES = 2;

    private final ErpApi api;
    private final ErpWeeks weeks;

    WeekCompleting(ErpApi api, ErpWeeks weeks) {
        this.api = api;
        this.weeks = weeks;
    }

    Optional<WeekLog> complete(KeptSignIn signIn, LocalDate monday, boolean completed) {
        for (int attempt = 1; ; attempt++) {
            Optional<WeekDocument> found = weeks.find(signIn, monday);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            String path = "project-logs/person/person-week-log/complete/"
                    + found.get().week().id() + "/";
            ObjectNode body = ErpJson.object().put("save_draft", !completed);
            switch (api.write(signIn, "PATCH", path, body)) {
                case Written.Accepted accepted -> {
                    WeekLog now = look(signIn, monday, null);
                    if (now.completed() == completed) {
                        return Optional.of(now);
                    }
                    throw api.answers()
                            .unreadable("yes, but its week of " + monday + " is still "
                                    + (completed ? "open" : "completed"));
                }
                case Written.Refused refused -> {
                    if (refused.status() != 404 || attempt == TRIES) {
                        throw refused.problem();
                    }
                    weeks.forget(signIn, monday);
                }
                case Written.Unsure unsure -> {
                    WeekLog now = look(signIn, monday, unsure.problem());
                    if (now.completed() == completed) {
                        return Optional.of(now);
                    }
                    if (!unsure.again() || attempt == TRIES || !api.pause(attempt, Duration.ZERO)) {
                        throw new TimeLogProblemException(
                                unsure.problem().kind(),
                                unsure.problem().getMessage() + " The week was read again afterwards: it is still "
                                        + (completed ? "open." : "completed."),
                                unsure.problem());
                    }
                }
            }
        }
    }

    private WeekLog look(KeptSignIn signIn, LocalDate monday, @Nullable TimeLogProblemException lost) {
        try {
            return weeks.find(signIn, monday)
                    .orElseThrow(() -> api.answers().unreadable("no week log any more"))
                    .week();
        } catch (TimeLogProblemException e) {
            throw new TimeLogProblemException(
                    Kind.UNCERTAIN,
                    "It is not known whether the week of " + monday + " is different now. "
                            + (lost == null ? "" : lost.getMessage() + " ") + "Looking at it afterwards failed: "
                            + e.getMessage(),
                    e);
        }
    }
}
