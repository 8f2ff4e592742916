package io.throughline.access;

import io.throughline.access.oauth.AccessTokenConfiguration;
import io.throughline.access.oauth.grants.GrantConfiguration;
import io.throughline.access.oauth.server.ProgramConfiguration;
import io.throughline.changes.ChangeService;
import io.throughline.database.Transactions;
import io.throughline.settings.Settings;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires access. */
@Configuration(proxyBeanMethods = false)
@Import({AccessTokenConfiguration.class, GrantConfiguration.class, ProgramConfiguration.class})
public class AccessConfiguration {

    @Bean
    AuditService auditService(JdbcClient sql, Transactions transactions, Clock clock) {
        return new AuditService(new AuditStore(sql), transactions, clock);
    }

    @Bean
    AccessService accessService(
            JdbcClient sql, AuditService audit, ChangeService changes, Transactions transactions, Clock clock) {
        return new AccessService(new AccessStore(sql), audit, changes, transactions, clock);
    }

    @Bean
    LogKeyService logKeyService(JdbcClient sql, AuditService audit, Transactions transactions, Clock clock) {
        return new LogKeyService(new AccessStore(sql), audit, transactions, clock);
    }

    @Bean
    MembershipService membershipService(
            JdbcClient sql,
            AccessService access,
            AuditService audit,
            ChangeService changes,
            Transactions transactions,
            Clock clock) {
        return new MembershipService(new MembershipStore(sql), access, audit, changes, transactions, clock);
    }

    @Bean
    Sealer sealer(Settings settings) {
        return new Sealer(
                settings.secrets().isEmpty() ? List.of(SecretFile.in(settings.dataDirectory())) : settings.secrets());
    }

    @Bean
    SpentTokenService spentTokens(JdbcClient sql, Transactions transactions, Clock clock) {
        return new SpentTokenService(new SpentTokenStore(sql), transactions, clock);
    }
}
