package io.throughline.console;

import io.throughline.access.AuditFilter;
import io.throughline.access.AuditRow;
import io.throughline.access.AuditService;
import io.throughline.access.Principal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Who did what: the newest first, filtered, and all of it as a file. */
@Controller
final class AuditPage {

    private static final String PAGE = "/audit";
    private static final int ROWS = 50;

    private final AuditService audit;

    AuditPage(AuditService audit) {
        this.audit = audit;
    }

    /** The fields of the filter, as typed. */
    record Typed(
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,

            @Nullable String person,
            @Nullable String action,
            @Nullable String outcome,
            @Nullable String text) {

        AuditFilter filter() {
            return new AuditFilter(from, to, given(person), given(action), given(outcome), given(text));
        }

        private static @Nullable String given(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }

        /** An address with this filter. */
        UriComponentsBuilder in(String path) {
            UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
            add(address, "from", from);
            add(address, "to", to);
            add(address, "person", given(person));
            add(address, "action", given(action));
            add(address, "outcome", given(outcome));
            add(address, "text", given(text));
            return address;
        }

        private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
            if (value != null) {
                address.queryParam(name, "{" + name + "}").uriVariables(java.util.Map.of(name, value));
            }
        }
    }

    @GetMapping(PAGE)
    String page(
            Visit visit,
            @ModelAttribute("typed") Typed typed,
            @RequestParam(required = false) @Nullable Long before,
            Model model) {
        Principal principal = reader(visit);
        // One more than shown tells whether there is a next page.
        List<AuditRow> rows = audit.page(principal, typed.filter(), before, ROWS + 1);
        boolean more = rows.size() > ROWS;
        List<AuditRow> shown = more ? rows.subList(0, ROWS) : rows;
        model.addAttribute("rows", shown);
        model.addAttribute("first", before == null);
        model.addAttribute("newest", typed.in(PAGE).encode().toUriString());
        model.addAttribute("csv", typed.in(PAGE + "/export.csv").encode().toUriString());
        model.addAttribute(
                "jsonLines", typed.in(PAGE + "/export.jsonl").encode().toUriString());
        if (more) {
            model.addAttribute(
                    "older",
                    typed.in(PAGE)
                            .queryParam("before", shown.getLast().id())
                            .encode()
                            .toUriString());
        }
        return "audit";
    }

    private Principal reader(Visit visit) {
        Principal principal = visit.member();
        if (!audit.mayRead(principal)) {
            throw PageProblem.forbidden(
                    "The audit trail is for owners and admins of a workspace. One of them can look for you.");
        }
        return principal;
    }

    @GetMapping(PAGE + "/export.csv")
    void csv(Visit visit, @ModelAttribute("typed") Typed typed, HttpServletResponse response) throws IOException {
        Principal principal = reader(visit);
        try (Writer out = download(response, "text/csv", "audit-trail.csv")) {
            AuditFile.writeCsv(out, rows -> audit.export(principal, typed.filter(), rows));
        }
    }

    @GetMapping(PAGE + "/export.jsonl")
    void jsonLines(Visit visit, @ModelAttribute("typed") Typed typed, HttpServletResponse response) throws IOException {
        Principal principal = reader(visit);
        try (Writer out = download(response, "application/jsonl", "audit-trail.jsonl")) {
            AuditFile.writeJsonLines(out, rows -> audit.export(principal, typed.filter(), rows));
        }
    }

    private static Writer download(HttpServletResponse response, String type, String name) throws IOException {
        response.setContentType(type + ";charset=utf-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        return new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    }
}
