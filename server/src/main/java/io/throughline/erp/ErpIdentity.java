package io.throughline.erp;

import io.throughline.access.Principal;
import io.throughline.erp.signin.KeptSignIn;
import io.throughline.erp.signin.ProvenSignIn;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks the ERP whose a token is. Keeps nothing. */
final class ErpIdentity {

    private static final int LONGEST_GOOGLE_TOKEN = 4_096;
    private static final int LONGEST_NAME = 200;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\\p{C}]{1,200}@[^\\s@<>\\p{C}]{1,200}");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\u2028\\u2029]+");

    private final ErpApi api;
    private final ErpHttp http;

    /** @param api that forgets no sign-in when a token is refused */
    ErpIdentity(ErpApi api, ErpHttp http) {
        this.api = api;
        this.http = http;
    }

    String erpName() {
        return api.answers().name();
    }

    LogPerson ofToken(Principal principal, String token) {
        var asked = new KeptSignIn(
                principal.tenantId(), principal.personId(), token, new LogPerson(null, "", null), Instant.EPOCH);
        try {
            return person(api.get(asked, "core/person/"));
        } catch (TimeLogProblemException e) {
            if (e.kind() == Kind.SIGN_IN_NEEDED) {
                throw new TimeLogProblemException(
                        Kind.SIGN_IN_NEEDED,
                        api.answers().capitalised()
                                + " does not take this token: it is unknown, expired or revoked. Get a new one there.",
                        e);
            }
            throw new TimeLogProblemException(e.kind(), "The token could not be checked. " + e.getMessage(), e);
        }
    }

    /** @param accessToken of Google */
    ProvenSignIn ofGoogle(String accessToken) {
        String stripped = accessToken.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_GOOGLE_TOKEN) {
            throw new TimeLogProblemException(
                    Kind.REFUSED,
                    "The access token of Google has " + stripped.length() + " characters; it must have 1 to "
                            + LONGEST_GOOGLE_TOKEN + ".");
        }
        String body = ErpJson.write(ErpJson.object().put("platform", "google").put("access_token", stripped));
        JsonNode answer = switch (http.send("POST", "core/google-login/", null, body)) {
            case Exchange.NotSent notSent -> throw api.answers().notSent(notSent);
            case Exchange.Lost lost -> throw api.answers().lost(lost);
            case Exchange.Answered answered -> google(answered);
        };
        String token = ErpJson.firstText(answer, "token", "auth_token");
        try {
            return new ProvenSignIn(TokenText.of(token), person(answer));
        } catch (TimeLogProblemException e) {
            throw api.answers().unreadable("no token of its own");
        }
    }

    private JsonNode google(Exchange.Answered answered) {
        if (answered.status() >= 200 && answered.status() < 300) {
            JsonNode answer = api.answers().json(answered);
            if (answer == null) {
                throw api.answers().noJson(answered);
            }
            return answer;
        }
        if (answered.status() == 401) {
            throw new TimeLogProblemException(
                    Kind.SIGN_IN_NEEDED,
                    api.answers().capitalised() + " does not take this access token of Google. Get a fresh one.");
        }
        throw api.answers().problem(answered);
    }

    /** Of an object, a list of one, or either in a wrapper; what is not said is unknown. */
    static LogPerson person(JsonNode answer) {
        JsonNode node = ErpJson.unwrapped(answer);
        for (int depth = 0; depth < 3 && !node.has("email") && node.size() == 1; depth++) {
            JsonNode only = node.iterator().next(); // as it is: a text in a field may be anybody's
            if (!only.isObject() && !only.isArray()) {
                break;
            }
            node = only;
        }
        if (!node.isObject()) {
            return new LogPerson(null, "somebody whom the ERP does not name", null);
        }
        String email = email(node);
        String full = (ErpJson.text(node.path("first_name")) + " " + ErpJson.text(node.path("last_name"))).strip();
        String name = ErpJson.firstText(node, "name", "full_name");
        if (name.isEmpty()) {
            name = full.isEmpty() ? ErpJson.firstText(node, "username") : full;
        }
        name = UNSEEN.matcher(name).replaceAll(" ").strip();
        if (name.length() > LONGEST_NAME) {
            name = name.substring(0, LONGEST_NAME);
        }
        if (name.isEmpty()) {
            name = email == null ? "somebody whom the ERP does not name" : email;
        }
        return new LogPerson(ErpJson.wholeNumber(node.path("id")), name, email);
    }

    private static @Nullable String email(JsonNode node) {
        String email = ErpJson.text(node.path("email")).toLowerCase(Locale.ROOT);
        return ADDRESS.matcher(email).matches() ? email : null;
    }
}
