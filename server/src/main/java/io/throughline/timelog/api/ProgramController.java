package io.throughline.timelog.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.throughline.access.Principal;
import io.throughline.access.Sha256;
import io.throughline.timelog.embedded.EmbeddedErp;
import io.throughline.timelog.embedded.ProgramEntry;
import io.throughline.timelog.tools.WriteKeyService;
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

    private static final String KEY_HEADER = "Idempotency-Key";
    private static final int MAX_ENTRIES = 200;
    private static final int MINUTES_AN_HOUR = 60;
    private static final Pattern CLOCK = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)|(24):(00)");

    private final EmbeddedErp erp;
    private final ProgramCallers callers;
    private final WriteKeyService keys;

    ProgramController(EmbeddedErp erp, ProgramCallers callers, WriteKeyService keys) {
        this.erp = erp;
        this.callers = callers;
        this.keys = keys;
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
        List<ProgramEntry> entries = logs.stream().map(ProgramController::entry).toList();
        once(caller, request.getHeader(KEY_HEADER), body, () -> erp.logFromProgram(caller, entries));
        return new Answer("Logged.", entries.size());
    }

    /** The same call with the same key does nothing more; a call that was refused may be made again. */
    private void once(Principal caller, @Nullable String key, JsonObject body, Runnable work) {
        if (key == null || key.isBlank()) {
            work.run();
            return;
        }
        String asked = Sha256.hex("from-slack " + body.node());
        if (keys.claim(caller, key.strip(), asked).isPresent()) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException e) {
            keys.release(caller, key.strip());
            throw e;
        }
        keys.keep(caller, key.strip(), "logged");
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
