package io.throughline.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Leads a person who works in several companies to another of theirs. */
@Controller
final class CompanyChoice {

    /** @param tenantId heeded only if it is one of the person's own: others look as if they were not there */
    @PostMapping("/company")
    String choose(@RequestParam("tenant") long tenantId, Visit visit, HttpServletRequest request) {
        visit.tenants().stream()
                .filter(tenant -> tenant.id() == tenantId)
                .findFirst()
                .ifPresent(tenant -> request.getSession().setAttribute(VisitResolver.CHOSEN_TENANT, tenant.id()));
        return "redirect:/";
    }
}
