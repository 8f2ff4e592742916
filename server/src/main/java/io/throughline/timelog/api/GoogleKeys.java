package io.throughline.timelog.api;

import io.throughline.access.AccessService;
import io.throughline.access.LogKeyService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Tenant;
import io.throughline.timelog.GoogleLogin;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import org.jspecify.annotations.Nullable;

/** Gives keys for the time logs to callers of tools whom Google vouches for, in the company in which they call. */
final class GoogleKeys implements GoogleLogin {

    private final @Nullable GoogleTokens google;
    private final AccessService access;
    private final LogKeyService keys;

    /** @param google null where nobody can sign in with a token of Google */
    GoogleKeys(@Nullable GoogleTokens google, AccessService access, LogKeyService keys) {
        this.google = google;
        this.access = access;
        this.keys = keys;
    }

    @Override
    public String token(Principal caller, String accessToken) {
        GoogleTokens asked = google;
        if (asked == null) {
            throw new TimeLogProblemException(
                    Kind.REFUSED,
                    "This server takes no tokens of Google. Sign in with authenticate_with_token; whoever runs the server"
                            + " can set THROUGHLINE_GOOGLE_CLIENT_ID.");
        }
        if (accessToken.isEmpty() || accessToken.length() > TokenSignIn.MAX_GOOGLE_TOKEN) {
            throw new TimeLogProblemException(
                    Kind.REFUSED,
                    "A token of Google has 1 to " + TokenSignIn.MAX_GOOGLE_TOKEN + " characters, but this has "
                            + accessToken.length() + ".");
        }
        return switch (asked.check(accessToken)) {
            case GoogleTokens.Verdict.Good good -> keyOf(caller, good.email());
            case GoogleTokens.Verdict.Bad bad ->
                throw new TimeLogProblemException(
                        Kind.REFUSED,
                        "Google does not vouch for this token: it is expired, or was made for another program. Get a new"
                                + " one.");
            case GoogleTokens.Verdict.Unreachable down ->
                throw new TimeLogProblemException(
                        Kind.UNREACHABLE, "Google could not be asked about the token. Try again in some seconds.");
        };
    }

    private String keyOf(Principal caller, String email) {
        Person person = access.findPerson(email).orElseThrow(GoogleKeys::stranger);
        Tenant tenant = access.tenantsOf(person).stream()
                .filter(one -> one.id() == caller.tenantId())
                .findFirst()
                .orElseThrow(GoogleKeys::stranger);
        return keys.make(person, tenant.key(), "Google", caller.fromAddress()).secret();
    }

    private static TimeLogProblemException stranger() {
        return new TimeLogProblemException(
                Kind.REFUSED,
                "Nobody works here with the address that Google vouches for. An owner or admin can invite you.");
    }
}
