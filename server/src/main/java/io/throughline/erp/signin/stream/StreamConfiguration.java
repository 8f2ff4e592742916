package io.throughline.erp.signin.stream;

import io.throughline.access.AccessService;
import io.throughline.browser.BrowserProblemException;
import io.throughline.browser.BrowserProgram;
import io.throughline.browser.BrowserStart;
import io.throughline.browser.Reach;
import io.throughline.erp.signin.ErpSite;
import io.throughline.erp.signin.ServedAddress;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.erp.signin.SignInRoute;
import io.throughline.settings.Settings;
import io.throughline.timelog.SignInBackend;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.webapp.AbstractConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.ee11.websocket.server.JettyWebSocketServerContainer;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Wires signing in on the ERP's page from elsewhere. */
@Configuration(proxyBeanMethods = false)
public class StreamConfiguration {

    /** After a window of this machine, which is the better where there is a screen. */
    private static final int AFTER_WINDOW = 20;

    @Bean
    SharedBrowser streamedBrowser(Settings settings, ErpSite site) {
        return new SharedBrowser(() -> start(settings.browserSignIn(), site));
    }

    private static BrowserStart start(Settings.BrowserSignIn settings, ErpSite site) throws BrowserProblemException {
        BrowserProgram program = BrowserProgram.find(settings.browser())
                .orElseThrow(() -> new BrowserProblemException(StreamRoute.noBrowser()));
        Set<URI> origins = Stream.concat(site.page().stream(), Stream.of(settings.providerIssuer()))
                .map(ErpSite::originOf)
                .collect(Collectors.toSet());
        return new BrowserStart(program, false, settings.browserUser(), new Reach(origins, settings.erpHosts()));
    }

    @Bean
    StreamSurroundings.Patience patienceWithViewers() {
        return new StreamSurroundings.Patience(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    @Bean
    StreamedBrowsers streamedBrowsers(
            SignInAttempts attempts,
            SignInBackend backend,
            SharedBrowser streamedBrowser,
            StreamSurroundings.Patience patience,
            ErpSite site,
            Settings settings,
            Clock clock,
            ApplicationContext server) {
        var around = new StreamSurroundings(
                attempts,
                backend,
                streamedBrowser,
                new Places(settings.browserSignIn().mostStreams()),
                patience,
                site,
                clock);
        return new StreamedBrowsers(around, server);
    }

    @Bean
    @Order(AFTER_WINDOW)
    SignInRoute streamRoute(SignInAttempts attempts, ErpSite site, ServedAddress address, Settings settings) {
        return new StreamRoute(attempts, site, address, settings);
    }

    @Bean
    StreamPages streamPages(
            SignInAttempts attempts,
            AccessService access,
            ServedAddress address,
            StreamedBrowsers browsers,
            ErpSite site,
            Settings settings) {
        return new StreamPages(attempts, new StreamAccess(attempts, access, address, settings), browsers, site);
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> webSockets() {
        return factory -> factory.addConfigurations(new WebSockets());
    }

    private static final class WebSockets extends AbstractConfiguration {

        WebSockets() {
            super(new Builder());
        }

        @Override
        public void configure(WebAppContext context) {
            WebSocketServerComponents.ensureWebSocketComponents(
                    context.getServer(), context.getContext().getContextHandler());
            JettyWebSocketServerContainer.ensureContainer(context.getServletContext());
        }
    }
}
