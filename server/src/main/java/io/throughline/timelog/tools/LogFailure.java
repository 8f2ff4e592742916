package io.throughline.timelog.tools;

import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.util.Locale;

/**
 * Why a call came to nothing.
 *
 * @param code for programs, such as {@code sign_in_needed}
 */
record LogFailure(String code, String message) {

    static final String STATUS = "error";

    static LogFailure of(TimeLogProblemException problem) {
        String message = String.valueOf(problem.getMessage());
        boolean saysHow = problem.kind() != Kind.SIGN_IN_NEEDED || message.contains("authenticate_");
        return new LogFailure(
                problem.kind().name().toLowerCase(Locale.ROOT),
                saysHow
                        ? message
                        : message
                                + " Sign in first: authenticate_via_erp_browser, or authenticate_with_token with a token of the ERP.");
    }

    static LogFailure of(CallerMistakeException mistake) {
        return new LogFailure("invalid", String.valueOf(mistake.getMessage()));
    }
}
