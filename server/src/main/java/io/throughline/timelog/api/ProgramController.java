package io.throughline.timelog.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.throughline.access.Principal;
import io.throughline.timelog.embedded.EmbeddedErp;
import io.throughline.timelog.embedded.ProgramEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logs time entry by entry, for programs that do not read the week first. */
@RestController
@RequestMapping("/project-logs/person")
final class ProgramController {

    private static final int MAX_ENTRIES = 200;
    private static final int MINUTES_AN_HOUR = 60;
    private static final Pattern CLOCK = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)|(24):(00)");

    private final EmbeddedErp erp;
    private final ProgramCallers callers;

    ProgramController(EmbeddedErp erp, ProgramCallers callers) {
        this.erp = erp;
        this.callers = callers;
    }

    record Request(
            @JsonPropertyDescription("of the person; only with the secret of the program, else the token decides")
            @Nullable String email,

            @JsonPropertyDescription("key of the company; only with the secret, for people who work in several")
            @Nullable String company,

            List<Entry> logs) {

        Request {
            logs = List.copyOf(logs);
        }
    }

    record Entry(
            String date,

            @JsonPropertyDescription("HH:MM, 00:01 to 24:00")
            String timeSpent,

            String description,

            @JsonPropertyDescription("id as active_project_list has it")
            long subteam,

            @JsonPropertyDescription("the default label if it is missing") @Nullable Long labelId,

            @JsonPropertyDescription("of a backlog item") @Nullable String itemKey) {}

    /** @param logged entries that are now as they were sent */
    record Answer(String detail, int logged) {}

    @PostMapping("/person-week-log-from-slack")
    @Access.Open
    @Described(
            value = "Logs time on projects of weeks that are there; the same line and date again replaces the time",
            body = Request.class,
            answer = Answer.class,
            orSecret = true)
    Answer log(JsonObject body, HttpServletRequest request) {
        Principal caller = callers.find(body, request);
        List<JsonObject> logs = body.objects("logs");
        if (logs == null || logs.isEmpty() || logs.size() > MAX_ENTRIES) {
            throw body.wrong("logs", "logs must have 1 to " + MAX_ENTRIES + " entries.");
        }
        erp.logFromProgram(caller, logs.stream().map(ProgramController::entry).toList());
        return new Answer("Logged.", logs.size());
    }

    private static ProgramEntry entry(JsonObject log) {
        return new ProgramEntry(
                SavedWeekReader.date(log),
                minutes(log),
                log.requiredText("description"),
                log.id("subteam")
                        .orElseThrow(() -> log.wrong("subteam", log.at("subteam") + " is missing. It must be an id.")),
                log.id("label_id").orElse(null),
                log.text("item_key").orElse(null));
    }

    private static int minutes(JsonObject log) {
        String text = log.requiredText("time_spent");
        Matcher clock = CLOCK.matcher(text);
        if (!clock.matches() || text.equals("00:00")) {
            throw log.wrong(
                    "time_spent",
                    log.at("time_spent") + " must be from 00:01 to 24:00, written as HH:MM such as 02:30.");
        }
        return Integer.parseInt(text.substring(0, 2)) * MINUTES_AN_HOUR + Integer.parseInt(text.substring(3));
    }
}
