package io.throughline.timelog.api;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.settings.Settings;
import io.throughline.timelog.embedded.EmbeddedErp;
import io.throughline.timelog.embedded.WeekHead;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads week logs. */
@RestController
@RequestMapping("/project-logs/person")
final class WeekLogsController {

    private static final int MAX_YEAR = 9999;

    private final EmbeddedErp erp;
    private final boolean envelope;
    private final Clock clock;

    WeekLogsController(EmbeddedErp erp, Settings settings, Clock clock) {
        this.erp = erp;
        this.envelope = settings.timeLogs().listEnvelope();
        this.clock = clock;
    }

    @GetMapping("/list")
    @Access.Needs(Scope.LOGS_READ)
    @Described(
            value = "The week logs of one year: those whose Monday lies in it; by month with shape=envelope",
            query = {"year", "shape"},
            answer = WeekItem[].class)
    Object list(Principal caller, RequestQuery query) {
        int year = query.number("year", 1, MAX_YEAR).orElseGet(() -> thisYear(caller));
        return shaped(erp.weeksOfYear(caller, year), query);
    }

    @PostMapping("/list")
    @Access.Needs(Scope.LOGS_READ)
    @Described(
            value = "The same read, for clients that post the year",
            query = {"shape"},
            body = YearRequest.class,
            answer = WeekItem[].class)
    Object listPosted(Principal caller, RequestQuery query, JsonObject body) {
        int year = body.whole("year")
                .map(given -> RequestQuery.inRange("year", given, 1, MAX_YEAR))
                .orElseGet(() -> thisYear(caller));
        return shaped(erp.weeksOfYear(caller, year), query);
    }

    /** @param year the current one if it is missing */
    record YearRequest(@Nullable Integer year) {}

    private int thisYear(Principal caller) {
        return LocalDate.now(clock.withZone(caller.zone())).getYear();
    }

    private Object shaped(List<WeekHead> weeks, RequestQuery query) {
        boolean byMonth =
                query.text("shape").map(WeekLogsController::isEnvelope).orElse(envelope);
        return byMonth
                ? MonthOfWeeks.Year.of(weeks)
                : weeks.stream().map(WeekItem::of).toList();
    }

    private static boolean isEnvelope(String shape) {
        return switch (shape) {
            case "envelope" -> true;
            case "flat" -> false;
            default -> throw ApiProblem.invalid("shape", "The parameter shape must be flat or envelope.");
        };
    }

    @GetMapping("/get/{id}")
    @Access.Needs(Scope.LOGS_READ)
    @Described(value = "One week log, complete", answer = WeekDocument.class)
    WeekDocument get(Principal caller, @PathVariable("id") String id, HttpServletResponse response) {
        WeekDocument week = RowId.find(id)
                .flatMap(number -> erp.findWeek(caller, number))
                .map(WeekDocument::of)
                .orElseThrow(ApiProblem::notFound);
        Versions.tell(response, week);
        return week;
    }

    @GetMapping("/month-list")
    @Access.Needs(Scope.LOGS_READ)
    @Described(
            value = "The week logs that overlap a month, complete, each once",
            query = {"year", "month"},
            answer = WeekDocument[].class)
    List<WeekDocument> month(Principal caller, RequestQuery query) {
        int year = query.requiredNumber("year", 1, MAX_YEAR);
        int month = query.requiredNumber("month", 1, 12);
        return erp.weeksOfMonth(caller, YearMonth.of(year, month)).stream()
                .map(WeekDocument::of)
                .toList();
    }
}
