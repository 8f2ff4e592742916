package io.throughline.timelog.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.throughline.access.LogKeyService;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.embedded.EmbeddedErp;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who calls, and how one gets a token. */
@RestController
@RequestMapping("/core")
final class CoreController {

    private final EmbeddedErp erp;
    private final TokenSignIn signIn;

    CoreController(EmbeddedErp erp, TokenSignIn signIn) {
        this.erp = erp;
        this.signIn = signIn;
    }

    record Caller(@Nullable Long id, String email, String name, String username, boolean isActive) {

        static Caller of(LogPerson person) {
            String email = person.email() == null ? "" : person.email();
            return new Caller(person.id(), email, person.name(), email.replaceAll("@.*", ""), true);
        }
    }

    record PasswordRequest(
            String email,
            String password,

            @JsonPropertyDescription("key of the company; only for people who work in several") @Nullable String company) {}

    record GoogleRequest(
            @JsonPropertyDescription("google") @Nullable String platform,

            @JsonPropertyDescription("an access token of Google, 1 to 4096 characters")
            String accessToken,

            @JsonPropertyDescription("key of the company; only for people who work in several") @Nullable String company) {}

    record Token(
            @JsonPropertyDescription("for the header Authorization: Token …")
            String token,

            String email,
            String name,

            @JsonPropertyDescription("key of the company in which the token is good")
            String company,

            Instant expiresAt) {

        static Token of(LogKeyService.LogKey key) {
            return new Token(key.secret(), key.person().email(), key.person().name(), key.tenantKey(), key.expiresAt());
        }
    }

    @GetMapping("/person")
    @Access.Needs(Scope.LOGS_READ)
    @Described(value = "Whose the token is", answer = Caller.class)
    Caller person(Principal caller) {
        return Caller.of(erp.person(caller));
    }

    @PostMapping("/login")
    @Access.Open
    @Described(
            value = "Makes a token for an address and a password",
            body = PasswordRequest.class,
            answer = Token.class)
    Token login(JsonObject body, HttpServletRequest request) {
        return Token.of(signIn.byPassword(
                body.requiredText("email"),
                body.requiredText("password"),
                body.text("company").orElse(null),
                request.getRemoteAddr()));
    }

    @PostMapping("/google-login")
    @Access.Open
    @Described(
            value = "Makes a token for somebody whom Google vouches for",
            body = GoogleRequest.class,
            answer = Token.class)
    Token googleLogin(JsonObject body, HttpServletRequest request) {
        return Token.of(signIn.byGoogle(
                body.requiredText("access_token").strip(), body.text("company").orElse(null), request.getRemoteAddr()));
    }
}
