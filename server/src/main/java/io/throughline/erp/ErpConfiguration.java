package io.throughline.erp;

import io.throughline.access.Principal;
import io.throughline.erp.signin.SignInKeeping;
import io.throughline.erp.signin.SignIns;
import io.throughline.settings.Settings;
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

/**
 * Decides where time logs are kept: in the ERP that the settings name, else in the embedded one. Nothing here reaches out
 * before somebody uses a log tool.
 */
@Configuration(proxyBeanMethods = false)
public class ErpConfiguration {

    @Bean
    @Primary
    SignInBackend signInBackend(
            Settings settings,
            SignInKeeping keeping,
            EmbeddedTokens tokens,
            ObjectProvider<GoogleLogin> google,
            Clock clock) {
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
