package io.throughline.console;

import io.throughline.timelog.TimeLogProblemException;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** That the backend of the logs could not do something, as a state of a page: what happened, and what helps. */
final class TimeProblem {

    private TimeProblem() {}

    static void tell(TimeLogProblemException problem, HttpServletResponse response, Model model) {
        response.setStatus(status(problem.kind()).value());
        model.addAttribute("problemTitle", title(problem.kind()));
        model.addAttribute("problem", problem.getMessage());
        model.addAttribute("problemKind", problem.kind().name());
    }

    private static HttpStatus status(TimeLogProblemException.Kind kind) {
        return switch (kind) {
            case SIGN_IN_NEEDED, REFUSED -> HttpStatus.CONFLICT;
            case NOT_AUTHORIZED -> HttpStatus.FORBIDDEN;
            case UNREACHABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case UNREADABLE, UNCERTAIN -> HttpStatus.BAD_GATEWAY;
        };
    }

    private static String title(TimeLogProblemException.Kind kind) {
        return switch (kind) {
            case SIGN_IN_NEEDED -> "You are not signed in to the ERP";
            case NOT_AUTHORIZED -> "You may not use the time logs here";
            case UNREACHABLE -> "The ERP cannot be reached";
            case REFUSED -> "The ERP refused";
            case UNREADABLE -> "The ERP's answer could not be read";
            case UNCERTAIN -> "It is not known whether this was saved";
        };
    }
}
