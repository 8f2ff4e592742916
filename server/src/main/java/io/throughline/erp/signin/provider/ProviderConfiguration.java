package io.throughline.erp.signin.provider;

import io.throughline.access.Sealer;
import io.throughline.erp.signin.EmbeddedPage;
import io.throughline.erp.signin.ErpSite;
import io.throughline.erp.signin.ServedAddress;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.settings.Settings;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.api.SignInEndpoints;
import jakarta.servlet.Servlet;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Wires signing in through the provider. Nothing starts, and nobody is asked anything, before somebody wants to sign in. */
@Configuration(proxyBeanMethods = false)
public class ProviderConfiguration {

    /** What makes the pages, for each place where they stand. */
    record PageMaker(
            Pages pages,
            SignInAttempts attempts,
            @Nullable ProviderSteps provider,
            String erpName,
            boolean erpIsEmbedded) {

        ProviderPages providerPages(Place place) {
            return new ProviderPages(place, pages, attempts, provider, erpName);
        }

        ErpPage erpPage(Place place) {
            return new ErpPage(place, pages, provider == null ? "" : provider.name());
        }
    }

    @Bean
    PageMaker pageMaker(
            Settings settings,
            SignInAttempts attempts,
            ObjectProvider<SignInBackend> backend,
            ObjectProvider<Sealer> sealer,
            Clock clock) {
        URI foreign = settings.timeLogs().erpApiBaseUrl();
        return new PageMaker(
                new Pages(),
                attempts,
                provider(settings, attempts, backend, sealer, clock),
                foreign == null ? "the embedded ERP" : "the ERP at " + foreign.getAuthority(),
                foreign == null);
    }

    private static @Nullable ProviderSteps provider(
            Settings settings,
            SignInAttempts attempts,
            ObjectProvider<SignInBackend> backend,
            ObjectProvider<Sealer> sealer,
            Clock clock) {
        String clientId = settings.timeLogs().googleClientId();
        if (clientId == null) {
            return null;
        }
        String secret = settings.browserSignIn().providerSecret();
        var provider = new OpenIdProvider(
                settings.browserSignIn().providerIssuer(),
                clientId,
                secret != null,
                new ProviderHttp(OpenIdProvider.PATIENCE),
                clock);
        var exchange = new TokenExchange(provider, secret);
        return new ProviderSteps(
                provider.name(),
                new ProviderSignIn(attempts, provider, exchange, backend::getObject),
                new PopupSignIn(provider, exchange, sealer::getObject, clock));
    }

    @Bean
    LocalPages localPages(
            Settings settings,
            SignInAttempts attempts,
            ObjectProvider<Sealer> sealer,
            Clock clock,
            PageMaker maker,
            ApplicationContext features) {
        return new LocalPages(
                settings.browserSignIn().localPort(),
                attempts,
                sealer::getObject,
                clock,
                place -> localContent(place, maker, features));
    }

    private static LocalServer.Content localContent(Place place, PageMaker maker, ApplicationContext features) {
        Map<String, Servlet> servlets = new LinkedHashMap<>();
        servlets.put("/*", maker.providerPages(place));
        if (!maker.erpIsEmbedded()) {
            return new LocalServer.Content(servlets, Map.of());
        }
        servlets.put(ErpSite.EMBEDDED_PAGE, maker.erpPage(place));
        servlets.put(SignInEndpoints.PATHS, SignInEndpoints.servlet(features));
        return new LocalServer.Content(servlets, Map.of(SignInEndpoints.PATHS, List.copyOf(SignInEndpoints.filters())));
    }

    /** The HTTP server has the embedded ERP's page; where there is none, the pages on this machine have it. */
    @Bean
    @Primary
    EmbeddedPage embeddedPage(ObjectProvider<ServedAddress> served, LocalPages local) {
        ServedAddress address = served.getIfAvailable();
        return address == null ? local : new ServedErpPage(address);
    }

    private record ServedErpPage(ServedAddress served) implements EmbeddedPage {

        @Override
        public URI address() {
            return URI.create(served.localBase() + ErpSite.EMBEDDED_PAGE);
        }

        @Override
        public void open(String attemptId) {
            // it is there all the time
        }
    }

    @Bean
    ProviderRoute providerRoute(
            Settings settings,
            ObjectProvider<ServedAddress> served,
            SignInAttempts attempts,
            LocalPages local,
            Clock clock) {
        ServedAddress address = served.getIfAvailable();
        var reach = address == null
                ? new ProviderRoute.Reach(null, null)
                : new ProviderRoute.Reach(publicBase(settings, address), settings.host());
        return new ProviderRoute(
                attempts,
                reach,
                local,
                settings.timeLogs().googleClientId() != null,
                OpenIdProvider.nameOf(settings.browserSignIn().providerIssuer()),
                clock);
    }

    /** Where nobody needs to sign in to the console, nobody can, and all sit at this machine. */
    private static @Nullable URI publicBase(Settings settings, ServedAddress address) {
        return settings.access() == Settings.Access.OFF
                ? null
                : address.publicBase().orElse(null);
    }
}
