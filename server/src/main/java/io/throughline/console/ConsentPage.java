package io.throughline.console;

import io.throughline.access.Scope;
import io.throughline.access.oauth.clients.RedirectUris;
import io.throughline.access.oauth.grants.GrantService;
import io.throughline.access.oauth.grants.PendingConsent;
import io.throughline.access.oauth.grants.Place;
import io.throughline.access.oauth.server.AuthorizationServerConfiguration;
import io.throughline.access.oauth.server.Program;
import io.throughline.access.oauth.server.Programs;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks a person whether a program may work for them, where, and what it may do. */
@Controller
final class ConsentPage {

    private final GrantService grants;
    private final Programs programs;

    ConsentPage(GrantService grants, Programs programs) {
        this.grants = grants;
        this.programs = programs;
    }

    /** A company of the person with its workspaces. */
    record Company(String key, String name, List<Place> workspaces) {}

    @GetMapping(AuthorizationServerConfiguration.CONSENT)
    String consent(Visit visit, @RequestParam String state, Model model, HttpServletResponse response) {
        PendingConsent asked = grants.findConsent(state)
                .filter(consent -> consent.personEmail().equals(visit.person().email()))
                .orElseThrow(() -> PageProblem.notFound(
                        "Nothing is asked of you here, or you answered already. Start again in the program."));
        Program program =
                programs.find(asked.clientId()).orElseThrow(() -> PageProblem.notFound("There is no such program."));
        model.addAttribute("state", state);
        model.addAttribute("program", program);
        model.addAttribute("goesTo", RedirectUris.place(asked.redirectUri()));
        model.addAttribute(
                "scopes",
                asked.scopes().stream()
                        .filter(scope -> scope != Scope.MCP_ENABLED)
                        .sorted()
                        .toList());
        model.addAttribute("companies", companies(visit));
        // The answer leads to the program, which a browser takes for the target of the form.
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none';"
                        + " frame-ancestors 'none'");
        return "consent";
    }

    private List<Company> companies(Visit visit) {
        Map<String, Company> companies = new LinkedHashMap<>();
        for (Place place : grants.places(visit.person().id())) {
            companies
                    .computeIfAbsent(place.tenantKey(), key -> new Company(key, place.tenantName(), new ArrayList<>()))
                    .workspaces()
                    .add(place);
        }
        return List.copyOf(companies.values());
    }
}
