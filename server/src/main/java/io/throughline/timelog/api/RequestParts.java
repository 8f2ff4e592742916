package io.throughline.timelog.api;

import io.throughline.access.Principal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands endpoints what they ask for: who calls, the body, the query. */
final class RequestParts implements HandlerMethodArgumentResolver {

    private static final Set<Class<?>> PARTS = Set.of(Principal.class, JsonObject.class, RequestQuery.class);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return PARTS.contains(parameter.getParameterType());
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("This is no request over HTTP.");
        }
        Class<?> type = parameter.getParameterType();
        if (type == Principal.class) {
            return caller(request);
        }
        return type == RequestQuery.class ? RequestQuery.of(request.getQueryString()) : RequestBodyReader.read(request);
    }

    private static Principal caller(HttpServletRequest request) {
        if (request.getAttribute(TokenCheck.CALLER) instanceof Principal caller) {
            return caller;
        }
        throw new IllegalStateException("An endpoint that is open to anybody asks who calls.");
    }
}
