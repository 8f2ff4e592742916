package io.throughline.erp.signin;

import io.throughline.access.AccessService;
import io.throughline.access.AuditService;
import io.throughline.access.Sealer;
import io.throughline.database.Transactions;
import io.throughline.erp.signin.provider.ProviderConfiguration;
import io.throughline.settings.Settings;
import io.throughline.timelog.AuthorizedPeople;
import io.throughline.timelog.BrowserSignIns;
import io.throughline.timelog.SignInBackend;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires what all ways to sign in to an ERP share. The ways themselves come on top. */
@Configuration(proxyBeanMethods = false)
@Import(ProviderConfiguration.class)
public class ErpSignInConfiguration {

    private static final String EMBEDDED = "embedded";

    @Bean
    SignIns signIns(
            Settings settings, JdbcClient sql, ObjectProvider<Sealer> sealer, Transactions transactions, Clock clock) {
        URI foreign = settings.timeLogs().erpApiBaseUrl();
        return settings.timeLogs().signInsInMemory()
                ? new MemorySignIns(clock)
                : new SealedSignIns(
                        new ErpSignInStore(sql),
                        sealer::getObject,
                        transactions,
                        clock,
                        foreign == null ? EMBEDDED : foreign.toString());
    }

    @Bean
    SignInKeeping signInKeeping(Settings settings, SignIns signIns, AuditService audit, Clock clock) {
        return new SignInKeeping(
                signIns, new AuthorizedPeople(settings.timeLogs().authorizedEmails()), audit, clock);
    }

    @Bean
    SignInAttempts signInAttempts(
            JdbcClient sql,
            Transactions transactions,
            ObjectProvider<Sealer> sealer,
            AccessService access,
            ObjectProvider<SignInBackend> backend,
            Clock clock) {
        return new SignInAttempts(
                new SignInAttemptStore(sql), transactions, sealer::getObject, access, backend::getObject, clock);
    }

    @Bean
    ErpSite erpSite(Settings settings, ObjectProvider<EmbeddedPage> embedded) {
        return new ErpSite(settings, () -> Optional.ofNullable(embedded.getIfAvailable()));
    }

    @Bean
    @Order(0) // before a picture of a browser elsewhere
    ErpWindowRoute erpWindowRoute(
            Settings settings,
            ErpSite site,
            SignInAttempts attempts,
            ObjectProvider<SignInBackend> backend,
            ObjectProvider<ServedAddress> served) {
        return new ErpWindowRoute(
                settings,
                site,
                attempts,
                backend::getObject,
                () -> Optional.ofNullable(served.getIfAvailable()),
                System.getenv());
    }

    @Bean
    BrowserSignIns browserSignIns(ObjectProvider<SignInRoute> routes, SignInAttempts attempts) {
        return new SignInRoutes(routes.orderedStream().toList(), attempts);
    }
}
