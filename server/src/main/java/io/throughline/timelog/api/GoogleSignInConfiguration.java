package io.throughline.timelog.api;

import io.throughline.access.AccessService;
import io.throughline.access.LogKeyService;
import io.throughline.settings.Settings;
import io.throughline.timelog.GoogleLogin;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires signing in to the embedded ERP with Google, for tools; also where there is no HTTP server. */
@Configuration(proxyBeanMethods = false)
public class GoogleSignInConfiguration {

    @Bean
    GoogleLogin googleLogin(Settings settings, AccessService access, LogKeyService keys, Clock clock) {
        return new GoogleKeys(google(settings, clock), access, keys);
    }

    /** @return null where nobody can sign in with a token of Google */
    static @Nullable GoogleTokens google(Settings settings, Clock clock) {
        String clientId = settings.timeLogs().googleClientId();
        return clientId == null ? null : new GoogleTokens(settings.timeLogs().googleTokenInfoUrl(), clientId, clock);
    }
}
