package io.throughline.erp.signin.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.console.Browser;
import io.throughline.erp.signin.OpenIdStub;
import io.throughline.timelog.BrowserSignIns;
import io.throughline.timelog.BrowserSignIns.Way;
import io.throughline.timelog.TimeLogProblemException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** When there is a way through the provider, what is said when there is none, and what nobody gets to see. */
class ProviderRouteTest {

    @Test
    void withoutAClientIdItIsSaidWhatToSet() {
        try (TestServer server = TestServer.on(TestDatabase.SQLITE)) {
            assertThatExceptionOfType(TimeLogProblemException.class)
                    .isThrownBy(() -> server.get(BrowserSignIns.class)
                            .begin(server.company("firm").principal(), Way.PROVIDER))
                    .withMessageStartingWith(
                            "Signing in through Google is not set up on this server: whoever runs it must"
                                    + " set THROUGHLINE_GOOGLE_CLIENT_ID (MCP_GOOGLE_CLIENT_ID). Until then, sign in with"
                                    + " authenticate_via_erp_browser. Nothing was started.");
        }
    }

    @Test
    void aServerForOthersNeedsAnAddress() {
        assertThat(new ProviderRoute.Reach(null, "0.0.0.0").isForOthersWithoutAddress())
                .isTrue();
        assertThat(new ProviderRoute.Reach(null, "127.0.0.1").isForOthersWithoutAddress())
                .isFalse();
        assertThat(new ProviderRoute.Reach(null, null).isForOthersWithoutAddress())
                .isFalse();
        assertThat(new ProviderRoute.Reach(URI.create("https://plan.example"), "0.0.0.0").isForOthersWithoutAddress())
                .isFalse();
    }

    @Test
    void aProviderThatTakesItsTimeIsNotWaitedForLonger() {
        try (var stub = new OpenIdStub()) {
            stub.slowness = Duration.ofSeconds(30);
            var provider = new OpenIdProvider(
                    URI.create(stub.issuer()),
                    OpenIdStub.CLIENT,
                    true,
                    new ProviderHttp(Duration.ofSeconds(1)),
                    Clock.systemUTC());
            long since = System.nanoTime();

            assertThatExceptionOfType(ProviderProblemException.class)
                    .isThrownBy(() -> provider.depart("mark", URI.create("http://127.0.0.1/callback")))
                    .withMessageStartingWith("localhost did not answer within 1 seconds. Nothing was stored.");
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void anErpThatIsDownIsSaid() {
        try (var bench = new SignInBench(
                TestDatabase.SQLITE,
                "GOOGLE_CLIENT_SECRET",
                OpenIdStub.SECRET,
                "ERP_API_BASE_URL",
                "http://127.0.0.1:" + SignInBench.freePort() + "/api/v1")) {
            assertThat(bench.goThrough(bench.browser(), bench.link(bench.ada)).body())
                    .contains("You are not signed in", "Nothing was stored");
            assertThat(bench.last(bench.ada).told()).contains("it takes no connection");
            assertThat(bench.browser().get("/erp").statusCode())
                    .as("another ERP has a page of its own")
                    .isEqualTo(404);
        }
    }

    @Test
    void noLogAndNoAddressHoldsASecret() {
        var log = new ListAppender<ILoggingEvent>();
        var ours = (Logger) LoggerFactory.getLogger("io.throughline");
        Level before = ours.getLevel();
        log.start();
        ours.addAppender(log);
        ours.setLevel(Level.TRACE);
        List<String> secrets = new ArrayList<>();
        try (var bench = SignInBench.withSecret(TestDatabase.SQLITE)) {
            Browser browser = bench.browser();
            URI good = bench.provider.redirect(bench.leave(browser, bench.link(bench.ada)));
            secrets.addAll(SignInBench.secretsOf(good));
            URI end = bench.comeBack(browser, good).uri();
            bench.provider.otherNonce = true;
            URI bad = bench.provider.redirect(bench.leave(browser, bench.link(bench.ada)));
            secrets.addAll(SignInBench.secretsOf(bad));
            bench.comeBack(browser, bad);
            secrets.addAll(browser.cookies().values());

            assertThat(end).hasNoQuery().hasNoFragment();
        } finally {
            ours.detachAppender(log);
            ours.setLevel(before);
        }
        String logged =
                log.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
        assertThat(secrets).hasSizeGreaterThan(4);
        assertThat(logged).contains("An ID token of localhost was not taken").doesNotContain(secrets);
    }
}
