package io.throughline.erp;

import io.throughline.access.AuditService;
import io.throughline.access.Principal;
import io.throughline.access.Sealer;
import io.throughline.database.Transactions;
import io.throughline.settings.Settings;
import io.throughline.timelog.AuthorizedPeople;
import io.throughline.timelog.GoogleLogin;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.TimeLogBackend;
import io.throughline.timelog.embedded.ActingPerson;
import io.throughline.timelog.embedded.EmbeddedBackend;
import io.throughline.timelog.embedded.EmbeddedTokens;
import java.net.URI;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Decides where time logs are kept: in the ERP that the settings name, else in the embedded one. Nothing here reaches out
 * before somebody uses a log tool.
 */
@Configuration(proxyBeanMethods = false)
public class ErpConfiguration {

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
    @Primary
    SignInBackend signInBackend(
            Settings settings,
            SignIns signIns,
            EmbeddedTokens tokens,
            ObjectProvider<GoogleLogin> google,
            AuditService audit,
            Clock clock) {
        var authorized = new AuthorizedPeople(settings.timeLogs().authorizedEmails());
        var keeping = new SignInKeeping(signIns, authorized, audit, clock);
        URI foreign = settings.timeLogs().erpApiBaseUrl();
        if (foreign == null) {
            GoogleLogin login = settings.timeLogs().googleClientId() == null ? null : google.getIfAvailable();
            return new EmbeddedSignIn(tokens(tokens), login, keeping);
        }
        var http = new ErpHttp(foreign, Patience.USUAL);
        var api = new ErpApi(http, answers(foreign), Patience.USUAL, rejected -> {}, clock);
        return new ErpSignIn(new ErpIdentity(api, http), keeping);
    }

    private static EmbeddedSignIn.Tokens tokens(EmbeddedTokens tokens) {
        return new EmbeddedSignIn.Tokens() {
            @Override
            public Principal holder(Principal caller, String token) {
                return tokens.holder(caller, token);
            }

            @Override
            public LogPerson person(Principal caller, String token) {
                return tokens.person(caller, token);
            }
        };
    }

    /** As whom callers log time in the embedded ERP. */
    @Bean
    ActingPerson actingPerson(Settings settings, ObjectProvider<SignInBackend> signIn) {
        return settings.timeLogs().erpApiBaseUrl() != null
                ? ActingPerson.THEMSELVES
                : caller -> ((EmbeddedSignIn) signIn.getObject()).acting(caller);
    }

    @Bean
    @Primary
    TimeLogBackend timeLogBackend(
            Settings settings,
            ObjectProvider<EmbeddedBackend> embedded,
            SignInBackend signIn,
            SignIns signIns,
            Clock clock) {
        URI foreign = settings.timeLogs().erpApiBaseUrl();
        return foreign == null
                ? embedded.getObject()
                : new ErpBackend(
                        new ErpHttp(foreign, Patience.USUAL),
                        answers(foreign),
                        (ErpSignIn) signIn,
                        signIns,
                        settings.timeLogs().defaultLabelId(),
                        Patience.USUAL,
                        clock);
    }

    private static ErpAnswers answers(URI foreign) {
        return new ErpAnswers("the ERP at " + foreign.getAuthority());
    }
}
