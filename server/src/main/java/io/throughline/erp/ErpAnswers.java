package io.throughline.erp;

import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what an ERP answers, and says what is wrong with it. Nothing of a page that it answers is told on. */
final class ErpAnswers {

    /** What somebody else wrote must not look like ours, or like a link. */
    private static final Pattern MARKUP = Pattern.compile("[`*#<>\\[\\]|\\\\]+");

    private static final int LONGEST_REASON = 300;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\u2028\\u2029\\s]+");
    private static final Pattern INSIDES =
            Pattern.compile("(?is).*(<[a-z!/]|traceback|exception|\\bselect\\b.*\\bfrom\\b|\\.py\\b).*");

    private final String name;

    /** @param name such as {@code the ERP at erp.example.com} */
    ErpAnswers(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** @return null if there is none */
    @Nullable JsonNode json(Exchange.Answered answer) {
        String text = answer.text();
        return text == null ? null : ErpJson.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** An answer that should be JSON and is none. */
    TimeLogProblemException noJson(Exchange.Answered answer) {
        if (answer.text() == null) {
            return new TimeLogProblemException(
                    Kind.UNREADABLE,
                    capitalised() + " answered with more than " + (ErpHttp.MAX_BODY_BYTES >> 20)
                            + " MiB, which is no answer to this question. Tell whoever runs it.");
        }
        if (answer.text().strip().startsWith("<")) {
            return new TimeLogProblemException(
                    Kind.UNREADABLE,
                    capitalised() + " answered with a web page instead of data, perhaps its page to sign in. Sign in"
                            + " again with authenticate_with_token; if that does not help, ERP_API_BASE_URL is not the"
                            + " address of its REST API.");
        }
        return unreadable("something that is no JSON, or nested deeper than we read");
    }

    /** @param what it answered with */
    TimeLogProblemException unreadable(String what) {
        return new TimeLogProblemException(
                Kind.UNREADABLE,
                capitalised() + " answered with " + what + ". Try again; if it stays, tell whoever runs it.");
    }

    TimeLogProblemException notSent(Exchange.NotSent exchange) {
        return new TimeLogProblemException(
                Kind.UNREACHABLE,
                capitalised() + " cannot be reached: " + exchange.why() + ". Try again in some minutes.");
    }

    TimeLogProblemException lost(Exchange.Lost exchange) {
        return new TimeLogProblemException(
                Kind.UNREACHABLE,
                capitalised() + " did not answer: " + exchange.why() + ". Try again in some minutes.");
    }

    TimeLogProblemException signInNeeded() {
        return new TimeLogProblemException(
                Kind.SIGN_IN_NEEDED,
                capitalised() + " no longer takes your sign-in, which is forgotten. Sign in again with"
                        + " authenticate_via_erp_browser, or authenticate_with_token and a new token.");
    }

    /** For a status that is no success; not for 401. */
    TimeLogProblemException problem(Exchange.Answered answer) {
        int status = answer.status();
        if (status < 200 || (status >= 300 && status < 400)) {
            return new TimeLogProblemException(
                    Kind.UNREADABLE,
                    capitalised() + " sends elsewhere (status " + status + target(answer.headers())
                            + "), where we do not follow with your token. ERP_API_BASE_URL must be the very address of its"
                            + " REST API; perhaps you are signed out there.");
        }
        if (status == 429) {
            return new TimeLogProblemException(
                    Kind.UNREACHABLE, capitalised() + " takes no more requests for now. Try again in some minutes.");
        }
        if (status >= 500) {
            return new TimeLogProblemException(
                    Kind.UNREACHABLE,
                    capitalised() + " has a fault of its own (status " + status + "). Try again in some minutes.");
        }
        String reason = reason(json(answer));
        return new TimeLogProblemException(
                Kind.REFUSED,
                capitalised() + " refused this with status " + status + "."
                        + (reason.isEmpty()
                                ? " It does not say why."
                                : " It says: \"" + MARKUP.matcher(reason).replaceAll(" ") + "\""));
    }

    private static String target(HttpHeaders headers) {
        try {
            String host = headers.firstValue("Location")
                    .map(URI::create)
                    .map(URI::getHost)
                    .orElse(null);
            return host == null ? "" : ", to " + host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** What the ERP says of the cause, as one short line; empty if it says nothing that is for people. */
    private static String reason(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            return "";
        }
        String said = ErpJson.firstText(body, "error", "detail", "message");
        if (said.isEmpty()) {
            said = body.properties().stream()
                    .filter(entry -> entry.getValue().isArray())
                    .map(ErpAnswers::ofField)
                    .collect(Collectors.joining(" "));
        }
        String line = UNSEEN.matcher(said).replaceAll(" ").strip();
        if (INSIDES.matcher(line).matches()) {
            return "";
        }
        return line.codePointCount(0, line.length()) <= LONGEST_REASON
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_REASON)) + "…";
    }

    private static String ofField(Map.Entry<String, JsonNode> field) {
        return field.getKey() + ": "
                + field.getValue().valueStream().map(ErpJson::text).collect(Collectors.joining(" "));
    }

    /** The ERP's own name of the cause, in capitals; empty for none. */
    static String code(@Nullable JsonNode body) {
        return body == null ? "" : ErpJson.text(body.path("code")).toUpperCase(Locale.ROOT);
    }

    /** For the beginning of a sentence. */
    String capitalised() {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
