package io.throughline.console;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogService;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.WorkedTime;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What a person logged in a month, to look at and as a file. */
@Controller
final class MonthPage {

    private static final String MONTH = TimePage.TIME + "/month/{month:\\d{4}-\\d{2}}";

    private final TimeLogService logs;
    private final WorkDays workDays;
    private final OwnErp ownErp;
    private final Clock clock;

    MonthPage(TimeLogService logs, WorkDays workDays, OwnErp ownErp, Clock clock) {
        this.logs = logs;
        this.workDays = workDays;
        this.ownErp = ownErp;
        this.clock = clock;
    }

    /** The month of today. */
    @GetMapping(TimePage.TIME + "/month/this")
    String thisMonth(Visit visit) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), visit.person().zone());
        return "redirect:" + TimePage.TIME + "/month/" + YearMonth.from(today);
    }

    @GetMapping(MONTH)
    String month(Visit visit, @PathVariable String month, HttpServletResponse response, Model model) {
        YearMonth wanted = parse(month);
        model.addAttribute("maySetUp", ownErp.maySetUp(visit.member()));
        try {
            model.addAttribute("m", view(visit, wanted));
            model.addAttribute("backend", logs.backendName());
            model.addAttribute("whose", logs.person(visit.member()).shown());
            return "time-month";
        } catch (TimeLogProblemException e) {
            TimeProblem.tell(e, response, model);
            return "time-problem";
        }
    }

    /** One row for each line on each day. */
    @GetMapping(MONTH + "/export.csv")
    @Nullable String csv(Visit visit, @PathVariable String month, HttpServletResponse response, Model model) throws IOException {
        YearMonth wanted = parse(month);
        MonthView view;
        try {
            view = view(visit, wanted);
        } catch (TimeLogProblemException e) {
            TimeProblem.tell(e, response, model);
            return "time-problem";
        }
        if (!view.problems().isEmpty()) {
            throw PageProblem.badRequest("Not all of this month could be read, so there is no file of it: "
                    + view.problems().getFirst());
        }
        response.setContentType("text/csv;charset=utf-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"time-" + wanted + ".csv\"");
        try (CsvWriter csv =
                CsvWriter.builder().build(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            csv.writeRecord("date", "project", "description", "item", "label", "minutes", "hours", "completed");
            view.entries().forEach(entry -> csv.writeRecord(fields(entry)));
        }
        return null;
    }

    private static String[] fields(MonthView.Entry entry) {
        LogLabel label = entry.day().label();
        return new String[] {
            entry.day().date().toString(),
            AuditFile.cell(entry.project().name()),
            AuditFile.cell(entry.task().description()),
            AuditFile.cell(Objects.requireNonNullElse(entry.task().itemKey(), "")),
            AuditFile.cell(label == null ? "" : label.name()),
            String.valueOf(entry.day().minutes()),
            WorkedTime.decimalHours(entry.day().minutes()).toPlainString(),
            entry.completed() ? "yes" : "no"
        };
    }

    private MonthView view(Visit visit, YearMonth month) {
        LocalDate first = Weeks.mondayOf(month.atDay(1));
        LocalDate last = Weeks.mondayOf(month.atEndOfMonth()).plusDays(6);
        return MonthView.of(
                month,
                logs.weeks(visit.member(), month.atDay(1), month.atEndOfMonth()),
                workDays.of(visit.member(), first, last),
                LocalDate.ofInstant(clock.instant(), visit.person().zone()));
    }

    /** Of months that are whole within the years that weeks may be in. */
    private static YearMonth parse(String text) {
        Weeks.date(text + "-01");
        YearMonth month = YearMonth.parse(text);
        if (month.getYear() < 2 || month.getYear() > 9998) {
            throw PageProblem.notFound();
        }
        return month;
    }
}
