package io.throughline.console;

import io.throughline.access.AccessService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.access.Tenant;
import io.throughline.workspace.WorkspaceService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Makes of a sign-in the {@link Visit} that a page works with. Memberships are read anew at each request, so that leaving and
 * removal take effect at once; the chosen company is looked up among them, so that no other can be had by choosing it.
 */
final class VisitResolver implements HandlerMethodArgumentResolver {

    /** The session's attribute with the id of the company that the person chose. */
    static final String CHOSEN_TENANT = "throughline.tenant";

    private final AccessService access;
    private final WorkspaceService workspaces;

    VisitResolver(AccessService access, WorkspaceService workspaces) {
        this.access = access;
        this.workspaces = workspaces;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Visit.class;
    }

    @Override
    public Visit resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
        if (http == null || http.getRemoteUser() == null) {
            throw new IllegalStateException("Nobody is signed in: name the page in SignInConfiguration.PAGES.");
        }
        Visit visit = visit(http);
        if (container != null) {
            container.addAttribute("visit", visit); // for the frame around every page
            container.addAttribute("path", http.getRequestURI()); // to mark the page in the navigation
        }
        return visit;
    }

    /** @throws RuntimeException if nobody is signed in */
    Visit visit(HttpServletRequest request) {
        Person person = access.person(request.getRemoteUser());
        List<Tenant> tenants = access.tenantsOf(person);
        HttpSession session = request.getSession(false);
        Object chosen = session == null ? null : session.getAttribute(CHOSEN_TENANT);
        Tenant tenant = tenants.stream()
                .filter(each -> Long.valueOf(each.id()).equals(chosen))
                .findFirst()
                .orElse(tenants.isEmpty() ? null : tenants.getFirst());
        if (tenant == null) {
            return new Visit(person, tenants, null, null, List.of());
        }
        var principal = new Principal(
                tenant.id(),
                person.id(),
                person.name(),
                person.zone(),
                "console",
                Scope.all(),
                null,
                request.getRemoteAddr());
        return new Visit(person, tenants, tenant, principal, workspaces.workspaces(principal));
    }
}
