package io.throughline.console;

import io.throughline.access.signin.TooManyAttemptsException;
import io.throughline.problem.CallerMistakeException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** What went wrong, as a page for people and as JSON for programs. Our own faults bear an id and nothing of our insides. */
@ControllerAdvice
final class ProblemAnswers {

    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);
    private static final JsonMapper json = JsonMapper.builder().build();

    private final VisitResolver visits;

    ProblemAnswers(VisitResolver visits) {
        this.visits = visits;
    }

    @ExceptionHandler(PageProblem.class)
    ModelAndView known(PageProblem problem, HttpServletRequest request) {
        return answer(problem.status(), String.valueOf(problem.getMessage()), request);
    }

    @ExceptionHandler(TooManyAttemptsException.class)
    ModelAndView busy(TooManyAttemptsException busy, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(
                "Retry-After", String.valueOf(Math.max(1, busy.patience().toSeconds())));
        return answer(HttpStatus.TOO_MANY_REQUESTS, String.valueOf(busy.getMessage()), request);
    }

    @ExceptionHandler(CallerMistakeException.class)
    ModelAndView mistake(CallerMistakeException mistake, HttpServletRequest request) {
        return answer(HttpStatus.BAD_REQUEST, String.valueOf(mistake.getMessage()), request);
    }

    @ExceptionHandler(Exception.class)
    ModelAndView other(Exception problem, HttpServletRequest request) {
        HttpStatus status = statusOf(problem);
        if (status.is5xxServerError()) {
            log.error("A page failed: {} {}", request.getMethod(), request.getRequestURI(), problem);
        }
        return answer(status, message(status), request);
    }

    private static HttpStatus statusOf(Exception problem) {
        if (problem instanceof ErrorResponse known) {
            HttpStatusCode code = known.getStatusCode();
            HttpStatus status = HttpStatus.resolve(code.value());
            return status == null ? HttpStatus.BAD_REQUEST : status;
        }
        return problem instanceof TypeMismatchException || problem instanceof MultipartException
                ? HttpStatus.BAD_REQUEST
                : HttpStatus.INTERNAL_SERVER_ERROR;
    }

    private static String message(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> PageProblem.NOTHING_HERE;
            case METHOD_NOT_ALLOWED -> "This address cannot be used this way. Start from the page that leads to it.";
            case CONTENT_TOO_LARGE ->
                "The file is too large. A backlog may have " + UploadLimit.IMPORT_MIB
                        + " MB here; the command line imports larger ones: throughline import FILE --workspace KEY";
            case INTERNAL_SERVER_ERROR ->
                "Something went wrong here, and it is not your fault. Try again; if it stays, give the request id to"
                        + " whoever runs the server.";
            default -> "The server could not read this request. Go back, reload the page, and try again.";
        };
    }

    private ModelAndView answer(HttpStatus status, String message, HttpServletRequest request) {
        if (!wantsPage(request)) {
            return new ModelAndView((model, asked, response) -> writeJson(response, status, message));
        }
        var page = new ModelAndView("problem");
        page.setStatus(status);
        page.addObject("title", title(status));
        page.addObject("status", status.value());
        page.addObject("message", message);
        page.addObject("requestId", MDC.get("request"));
        page.addObject("path", request.getRequestURI());
        page.addObject("visit", visit(request));
        return page;
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return (accept != null && accept.contains("text/html")) || request.getHeader("HX-Request") != null;
    }

    /** For the frame; without it where the fault is in finding out who visits. */
    private @Nullable Visit visit(HttpServletRequest request) {
        try {
            return request.getRemoteUser() == null ? null : visits.visit(request);
        } catch (RuntimeException e) {
            log.debug("The visitor of an error page is not known", e);
            return null;
        }
    }

    private static String title(HttpStatus status) {
        return switch (status) {
            case FORBIDDEN -> "Not allowed";
            case NOT_FOUND -> "There is nothing here";
            case CONTENT_TOO_LARGE -> "Too large";
            case INTERNAL_SERVER_ERROR -> "Something went wrong";
            default -> "This could not be done";
        };
    }

    private static void writeJson(HttpServletResponse response, HttpStatus status, String message)
            throws java.io.IOException {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("error", status.name().toLowerCase(Locale.ROOT));
        body.put("message", message);
        response.setStatus(status.value());
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }
}
