package io.throughline.timelog.api;

import io.throughline.access.Principal;
import io.throughline.access.signin.TooManyAttemptsException;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.timelog.embedded.ErpRefusalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;

/** Answers what went wrong as clients of the API read it. Our own faults bear an id and nothing of our insides. */
final class ApiProblemResolver implements HandlerExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(ApiProblemResolver.class);

    /** Programs of the ERP look for both. */
    private static final String NOT_IN_PROJECT = "UNAUTHORIZED_PROJECT_ACCESS";

    private static final String NOT_IN_PROJECT_TEXT = "Request unsuccessful. You are not part of the project(s)";

    private final ErpAdministration administration;

    ApiProblemResolver(ErpAdministration administration) {
        this.administration = administration;
    }

    @Override
    public ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        boolean refused = thrown instanceof CallerMistakeException
                && handler instanceof HandlerMethod method
                && method.getBeanType().isAnnotationPresent(Access.Managers.class)
                && request.getAttribute(TokenCheck.CALLER) instanceof Principal caller
                && !administration.mayManage(caller);
        answer(
                request,
                response,
                refused ? ApiProblem.of(HttpStatus.FORBIDDEN, String.valueOf(thrown.getMessage())) : thrown);
        return new ModelAndView(); // there is nothing left to show
    }

    /** Writes the answer, unless one is under way already. */
    static void answer(HttpServletRequest request, HttpServletResponse response, Throwable thrown) {
        if (response.isCommitted()) {
            log.warn("An answer of the API broke off: {} {}", request.getMethod(), thrown.toString());
            return;
        }
        ApiProblem problem = problemOf(thrown);
        if (problem.status() == HttpStatus.INTERNAL_SERVER_ERROR) {
            log.error("A call of the API failed: {} {}", request.getMethod(), request.getRequestURI(), thrown);
        } else if (problem.status().is5xxServerError()) {
            log.warn("A call of the API had to be put off: {}", thrown.getMessage());
        }
        try {
            send(response, problem);
        } catch (IOException e) {
            log.debug("A caller of the API did not wait for its answer", e);
        }
    }

    private static ApiProblem problemOf(Throwable thrown) {
        return switch (thrown) {
            case ApiProblem problem -> problem;
            case ErpRefusalException refusal -> refused(refusal);
            case CallerMistakeException mistake -> ApiProblem.invalid(String.valueOf(mistake.getMessage()), Map.of());
            case TooManyAttemptsException busy ->
                ApiProblem.of(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "Too many attempts to sign in failed. Wait as long as the header Retry-After says.")
                        .header(
                                "Retry-After",
                                String.valueOf(busy.patience().plusMillis(999).toSeconds()));
            case NoHandlerFoundException unknown -> ApiProblem.notFound();
            case HttpRequestMethodNotSupportedException wrong ->
                ApiProblem.of(
                                HttpStatus.METHOD_NOT_ALLOWED,
                                "Method \"" + wrong.getMethod().replaceAll("[^A-Za-z]", "?") + "\" not allowed.")
                        .header("Allow", allowed(wrong));
            case TransientDataAccessException busy -> busy();
            case TransactionException busy -> busy();
            case DataAccessException broken -> internal();
            default -> internal();
        };
    }

    private static ApiProblem refused(ErpRefusalException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return switch (refusal.reason()) {
            case INVALID -> ApiProblem.invalid(message, errors(refusal.fieldErrors()));
            case NOT_FOUND -> ApiProblem.notFound();
            case STALE -> {
                ApiProblem stale = ApiProblem.coded(HttpStatus.CONFLICT, "STALE_WEEK_LOG", message);
                String version = refusal.modifiedAt();
                yield version == null ? stale : stale.with("modified_at", version);
            }
            case COMPLETED -> ApiProblem.coded(HttpStatus.CONFLICT, "WEEK_COMPLETED", message);
            case NOT_IN_PROJECT ->
                ApiProblem.coded(HttpStatus.BAD_REQUEST, NOT_IN_PROJECT, NOT_IN_PROJECT_TEXT)
                        .with("detail", message);
            case NOT_ALLOWED -> ApiProblem.of(HttpStatus.FORBIDDEN, message);
        };
    }

    private static Map<String, List<String>> errors(Map<String, String> fieldErrors) {
        Map<String, List<String>> errors = new TreeMap<>();
        fieldErrors.forEach((field, message) -> errors.put(field, List.of(message)));
        return errors;
    }

    private static String allowed(HttpRequestMethodNotSupportedException wrong) {
        String[] methods = wrong.getSupportedMethods();
        return methods == null ? "" : String.join(", ", methods);
    }

    private static ApiProblem busy() {
        return ApiProblem.of(HttpStatus.SERVICE_UNAVAILABLE, "The database is busy. Try again in some seconds.")
                .header("Retry-After", "5");
    }

    private static ApiProblem internal() {
        ApiProblem problem = ApiProblem.of(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error.");
        String id = MDC.get("request");
        return id == null ? problem : problem.with("request_id", id);
    }

    private static void send(HttpServletResponse response, ApiProblem problem) throws IOException {
        response.setStatus(problem.status().value());
        problem.headers().forEach(response::setHeader);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream()
                .write(ApiJson.MAPPER.writeValueAsString(problem.body()).getBytes(StandardCharsets.UTF_8));
    }
}
