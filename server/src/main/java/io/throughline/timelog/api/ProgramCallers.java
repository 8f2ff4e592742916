package io.throughline.timelog.api;

import io.throughline.access.AccessService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.access.Tenant;
import io.throughline.timelog.embedded.EmbeddedErp;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * For whom a program logs time. With a token it is whose the token is. A program that shows the secret of the server, if it has
 * one, says for whom.
 */
final class ProgramCallers {

    static final String SECRET_HEADER = "X-Slack-Secret";
    private static final String EMAIL = "email";

    private final TokenCheck tokens;
    private final EmbeddedErp erp;
    private final AccessService access;
    private final @Nullable String secret;

    /** @param secret null where programs need a token of the person */
    ProgramCallers(TokenCheck tokens, EmbeddedErp erp, AccessService access, @Nullable String secret) {
        this.tokens = tokens;
        this.erp = erp;
        this.access = access;
        this.secret = secret;
    }

    Principal find(JsonObject body, HttpServletRequest request) {
        String shown = request.getHeader(SECRET_HEADER);
        String expected = secret;
        if (shown != null && expected != null && request.getHeader("Authorization") == null) {
            if (!same(shown.strip(), expected)) {
                throw ApiProblem.of(HttpStatus.UNAUTHORIZED, "Invalid secret.").header("WWW-Authenticate", "Token");
            }
            Principal named = named(body);
            tokens.requireAuthorized(named);
            return named.from(request.getRemoteAddr());
        }
        Principal caller = tokens.require(request, Scope.LOGS_WRITE);
        body.text(EMAIL).ifPresent(email -> Addressee.requireSame(erp.person(caller), email));
        return caller;
    }

    private static boolean same(String shown, String expected) {
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private Principal named(JsonObject body) {
        String email = body.requiredText(EMAIL).strip().toLowerCase(Locale.ROOT);
        Person person =
                access.findPerson(email).orElseThrow(() -> body.wrong(EMAIL, "Nobody here has the address in email."));
        String company = body.text("company").orElse(null);
        List<Tenant> tenants = access.tenantsOf(person).stream()
                .filter(tenant -> company == null || tenant.key().equals(company))
                .toList();
        if (tenants.size() != 1) {
            throw body.wrong(
                    tenants.isEmpty() ? EMAIL : "company",
                    tenants.isEmpty()
                            ? "Nobody with the address in email works in such a company."
                            : "This person works in several companies. Say in which, as company.");
        }
        return new Principal(
                tenants.getFirst().id(),
                person.id(),
                person.name(),
                person.zone(),
                "ERP API with the program's secret",
                EnumSet.of(Scope.LOGS_READ, Scope.LOGS_WRITE));
    }
}
