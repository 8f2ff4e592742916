package io.throughline.console;

import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.workspace.Workspace;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Finds the workspace that {@code {key}} in an address names, among those of the visitor: any other is 404. */
final class WorkspaceVisitResolver implements HandlerMethodArgumentResolver {

    private static final String KEY = "key";

    private final VisitResolver visits;
    private final AccessService access;

    WorkspaceVisitResolver(VisitResolver visits, AccessService access) {
        this.visits = visits;
        this.access = access;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == WorkspaceVisit.class;
    }

    @Override
    public WorkspaceVisit resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Visit visit = visits.resolveArgument(parameter, container, request, binders);
        Principal principal = visit.principal();
        Object variables =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        Object key = variables instanceof Map<?, ?> map ? map.get(KEY) : null;
        if (principal == null || key == null) {
            throw PageProblem.notFound();
        }
        Workspace workspace = visit.workspaces().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(PageProblem::notFound);
        Role role = access.findRole(principal, workspace.id()).orElseThrow(PageProblem::notFound);
        var here = new WorkspaceVisit(visit, principal, workspace, role);
        if (container != null) {
            container.addAttribute("here", here);
        }
        return here;
    }
}
