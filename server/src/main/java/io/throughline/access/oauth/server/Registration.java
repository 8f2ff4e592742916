package io.throughline.access.oauth.server;

import io.throughline.access.oauth.clients.RedirectUris;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.OAuth2ClientRegistration;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * What a program that registers itself must be like (RFC 7591). Whatever way to authenticate it asks for, it becomes a public
 * client, and the answer says so.
 */
final class Registration implements Consumer<OAuth2ClientRegistrationAuthenticationContext> {

    private static final int MAX_NAME_CHARACTERS = 100;
    private static final String UNNAMED = "Unnamed program";
    private static final String INVALID_METADATA = "invalid_client_metadata";
    private static final String NATIVE = "native";

    @Override
    public void accept(OAuth2ClientRegistrationAuthenticationContext context) {
        OAuth2ClientRegistrationAuthenticationToken request = context.getAuthentication();
        OAuth2ClientRegistration asked = request.getClientRegistration();
        List<String> redirectUris = asked.getRedirectUris() == null ? List.of() : asked.getRedirectUris();
        if (redirectUris.isEmpty() || redirectUris.size() > RedirectUris.MAX_COUNT) {
            throw refused(
                    "invalid_redirect_uri",
                    "Give 1 to " + RedirectUris.MAX_COUNT + " redirect_uris, but there were " + redirectUris.size()
                            + ".");
        }
        redirectUris.forEach(uri -> RedirectUris.refusal(uri).ifPresent(why -> {
            throw refused("invalid_redirect_uri", why);
        }));
        // RFC 7591 leaves "web" the default, but programs that say nothing are as often native: only a contradiction is
        // refused.
        boolean website = "web".equals(asked.getClaims().get("application_type"));
        if (website && redirectUris.stream().anyMatch(uri -> RedirectUris.kind(uri) == RedirectUris.Kind.APP)) {
            throw refused(
                    "invalid_redirect_uri",
                    "A program of application_type web has a scheme of its own. Register it as " + NATIVE + ".");
        }
        List<String> grantTypes = asked.getGrantTypes() == null ? List.of() : asked.getGrantTypes();
        if (!grantTypes.isEmpty() && !grantTypes.contains(AuthorizationGrantType.AUTHORIZATION_CODE.getValue())) {
            throw refused(INVALID_METADATA, "The grant_types must hold authorization_code.");
        }
        List<String> responseTypes = asked.getResponseTypes() == null ? List.of() : asked.getResponseTypes();
        if (!responseTypes.isEmpty() && !responseTypes.contains("code")) {
            throw refused(INVALID_METADATA, "The response_types must hold code.");
        }
    }

    private static OAuth2AuthenticationException refused(String code, String why) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, why, null));
    }

    /** What is kept of it. */
    static RegisteredClient program(OAuth2ClientRegistration asked, Instant now) {
        String clientId = "client_" + UUID.randomUUID();
        return RegisteredClient.withId(clientId)
                .clientId(clientId)
                .clientIdIssuedAt(now)
                .clientName(name(asked))
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> uris.addAll(asked.getRedirectUris()))
                .build();
    }

    private static String name(OAuth2ClientRegistration asked) {
        String name = asked.getClientName() == null ? "" : asked.getClientName();
        String clean = name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}]", " ").strip();
        int end = Math.min(clean.length(), MAX_NAME_CHARACTERS);
        return clean.isEmpty()
                ? UNNAMED
                : clean.substring(0, clean.offsetByCodePoints(0, clean.codePointCount(0, end)));
    }

    /** What is answered: what is so now, not what was asked. */
    static Converter<RegisteredClient, OAuth2ClientRegistration> answer() {
        return client -> {
            OAuth2ClientRegistration.Builder answer = OAuth2ClientRegistration.builder()
                    .clientId(client.getClientId())
                    .clientName(client.getClientName())
                    .tokenEndpointAuthenticationMethod(ClientAuthenticationMethod.NONE.getValue())
                    .responseType("code");
            if (client.getClientIdIssuedAt() != null) {
                answer.clientIdIssuedAt(client.getClientIdIssuedAt());
            }
            new ArrayList<>(client.getRedirectUris()).forEach(answer::redirectUri);
            client.getAuthorizationGrantTypes().stream()
                    .map(AuthorizationGrantType::getValue)
                    .sorted()
                    .forEach(answer::grantType);
            return answer.build();
        };
    }
}
