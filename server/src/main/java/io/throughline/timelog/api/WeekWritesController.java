package io.throughline.timelog.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.embedded.EmbeddedErp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Saves and completes week logs. None is ever made here. */
@RestController
@RequestMapping("/project-logs/person/person-week-log")
final class WeekWritesController {

    private final EmbeddedErp erp;

    WeekWritesController(EmbeddedErp erp) {
        this.erp = erp;
    }

    @PatchMapping("/save/{id}")
    @Access.Needs(Scope.LOGS_WRITE)
    @Described(
            value = "Saves a week log: the document as it was read, with its changes",
            body = WeekDocument.class,
            answer = WeekDocument.class)
    WeekDocument save(
            Principal caller,
            @PathVariable("id") String id,
            JsonObject body,
            HttpServletRequest request,
            HttpServletResponse response) {
        long week = RowId.find(id).orElseThrow(ApiProblem::notFound);
        return answer(erp.save(caller, week, SavedWeekReader.read(body, Versions.asked(request))), response);
    }

    @PatchMapping("/complete/{id}")
    @Access.Needs(Scope.LOGS_WRITE)
    @Described(
            value = "Completes a week log, which locks it, or opens it again",
            body = CompletionRequest.class,
            answer = WeekDocument.class)
    WeekDocument complete(
            Principal caller, @PathVariable("id") String id, JsonObject body, HttpServletResponse response) {
        boolean draft = body.flag("save_draft").orElse(false);
        String reason = body.text("reason").filter(text -> !text.isBlank()).orElse(null);
        long week = RowId.find(id).orElseThrow(ApiProblem::notFound);
        return answer(erp.complete(caller, week, !draft, reason), response);
    }

    record CompletionRequest(
            @JsonPropertyDescription("true opens the week again; false, or nothing, completes it") @Nullable Boolean saveDraft,

            @JsonPropertyDescription("why it is opened again") @Nullable String reason) {}

    private static WeekDocument answer(WeekLog week, HttpServletResponse response) {
        WeekDocument document = WeekDocument.of(week);
        Versions.tell(response, document);
        return document;
    }
}
