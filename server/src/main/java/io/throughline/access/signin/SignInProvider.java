package io.throughline.access.signin;

import io.throughline.settings.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;

/**
 * The OpenID Connect provider of the settings, if there is one. It is asked for its addresses when somebody wants to sign in
 * through it, not at the start: the server starts while it is down. Safe for concurrent use.
 */
public final class SignInProvider implements ClientRegistrationRepository {

    /** Where signing in through it begins. */
    public static final String START = "/oauth2/authorization/provider";

    static final String ID = "provider";

    private static final Logger log = LoggerFactory.getLogger(SignInProvider.class);

    private final Settings.@Nullable IdentityProvider settings;
    private final String returnAddress;
    private volatile @Nullable ClientRegistration known;

    SignInProvider(Settings all) {
        settings = all.identityProvider();
        String base = all.publicUrl() == null
                ? "{baseUrl}"
                : all.publicUrl().toString().replaceAll("/+$", "");
        returnAddress = base + "/login/oauth2/code/" + ID;
    }

    /** How people know it; empty if none was set. */
    public Optional<String> name() {
        return Optional.ofNullable(settings).map(Settings.IdentityProvider::name);
    }

    /** Whether it can be used now; waits for its answer when nobody has used it before. */
    public boolean answers() {
        return registration() != null;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String registrationId) {
        return registrationId.equals(ID) ? registration() : null;
    }

    private @Nullable ClientRegistration registration() {
        ClientRegistration found = known;
        if (found == null && settings != null) {
            try {
                found = ClientRegistrations.fromIssuerLocation(settings.issuer().toString())
                        .registrationId(ID)
                        .clientId(settings.clientId())
                        .clientSecret(settings.clientSecret())
                        .scope("openid", "email", "profile")
                        .redirectUri(returnAddress)
                        .build();
                known = found;
            } catch (RuntimeException e) {
                log.warn("The identity provider {} does not answer: {}", settings.issuer(), e.getMessage());
            }
        }
        return found;
    }
}
