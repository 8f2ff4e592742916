package io.throughline.access.oauth;

import io.throughline.access.Sealer;
import io.throughline.database.Transactions;
import io.throughline.settings.Settings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires what issues and checks access tokens. */
@Configuration(proxyBeanMethods = false)
public class AccessTokenConfiguration {

    @Bean
    ServerAddress serverAddress(Settings settings) {
        return new ServerAddress(settings);
    }

    @Bean
    SigningKeys signingKeys(JdbcClient sql, Sealer sealer, Transactions transactions, Clock clock) {
        return new SigningKeys(new SigningKeyStore(sql), sealer, transactions, clock);
    }

    @Bean
    AccessTokens accessTokens(SigningKeys keys, JdbcClient sql, Transactions transactions, Clock clock) {
        return new AccessTokens(keys, new AccessTokenStore(sql), transactions, clock);
    }
}
