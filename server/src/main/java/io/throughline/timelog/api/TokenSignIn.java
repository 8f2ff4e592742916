package io.throughline.timelog.api;

import io.throughline.access.AccessService;
import io.throughline.access.LogKeyService;
import io.throughline.access.Person;
import io.throughline.access.signin.PasswordAttempts;
import io.throughline.timelog.LogPerson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Gives tokens to people who prove who they are. Guessing is slowed down as on the page to sign in. */
final class TokenSignIn {

    static final int MAX_GOOGLE_TOKEN = 4_096;

    private static final int MAX_EMAIL = 254;
    private static final int MAX_PASSWORD = 1_000;

    private final PasswordAttempts attempts;
    private final AccessService access;
    private final LogKeyService keys;
    private final @Nullable GoogleTokens google;
    private final TokenCheck tokens;

    /** @param google null where nobody can sign in with a token of Google */
    TokenSignIn(
            PasswordAttempts attempts,
            AccessService access,
            LogKeyService keys,
            @Nullable GoogleTokens google,
            TokenCheck tokens) {
        this.tokens = tokens;
        this.attempts = attempts;
        this.access = access;
        this.keys = keys;
        this.google = google;
    }

    /**
     * @param tenantKey null for the only company in which the person works
     * @param fromAddress the caller's network address
     */
    LogKeyService.LogKey byPassword(String email, String password, @Nullable String tenantKey, String fromAddress) {
        if (email.length() > MAX_EMAIL || password.length() > MAX_PASSWORD) {
            throw wrong();
        }
        Optional<Person> person = attempts.check(email, password, fromAddress);
        return make(person.orElseThrow(TokenSignIn::wrong), tenantKey, "ERP API", fromAddress);
    }

    private LogKeyService.LogKey make(Person person, @Nullable String tenantKey, String client, String fromAddress) {
        tokens.requireAuthorized(new LogPerson(person.id(), person.name(), person.email()));
        return keys.make(person, tenantKey, client, fromAddress);
    }

    private static ApiProblem wrong() {
        return ApiProblem.of(HttpStatus.BAD_REQUEST, "The address or the password is wrong.")
                .with("code", "wrong_credentials");
    }

    /** As {@link #byPassword}, by an access token of Google. */
    LogKeyService.LogKey byGoogle(String accessToken, @Nullable String tenantKey, String fromAddress) {
        GoogleTokens asked = google;
        if (asked == null) {
            throw ApiProblem.coded(
                    HttpStatus.BAD_REQUEST,
                    "google_login_off",
                    "This server takes no tokens of Google. Sign in with a password, or make a token in the console;"
                            + " whoever runs the server can set THROUGHLINE_GOOGLE_CLIENT_ID.");
        }
        if (accessToken.isEmpty() || accessToken.length() > MAX_GOOGLE_TOKEN) {
            throw ApiProblem.invalid(
                    "access_token",
                    "access_token must have 1 to " + MAX_GOOGLE_TOKEN + " characters, but has " + accessToken.length()
                            + ".");
        }
        attempts.requirePatience(fromAddress);
        return switch (asked.check(accessToken)) {
            case GoogleTokens.Verdict.Good good -> make(registered(good.email()), tenantKey, "Google", fromAddress);
            case GoogleTokens.Verdict.Bad bad -> {
                attempts.noteFailure(fromAddress);
                throw ApiProblem.coded(HttpStatus.UNAUTHORIZED, "invalid_google_token", "Invalid Google token")
                        .header("WWW-Authenticate", "Token");
            }
            case GoogleTokens.Verdict.Unreachable down ->
                throw ApiProblem.coded(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "google_unreachable",
                                "Google could not be asked about the token. Try again in some seconds.")
                        .header("Retry-After", "10");
        };
    }

    private Person registered(String email) {
        return access.findPerson(email)
                .filter(person -> !access.tenantsOf(person).isEmpty())
                .orElseThrow(() -> ApiProblem.coded(
                        HttpStatus.FORBIDDEN,
                        "not_registered",
                        "Nobody is registered here with the address that Google vouches for. An owner or admin can"
                                + " invite you."));
    }
}
