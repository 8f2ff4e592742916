package io.throughline.erp.signin.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.console.Browser;
import io.throughline.console.RunningConsole;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.timelog.BrowserSignIns;
import io.throughline.timelog.BrowserSignIns.State;
import io.throughline.timelog.BrowserSignIns.Way;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who sees which page behind a link to a streamed sign-in, and what it takes to open a stream. */
class StreamPagesTest {

    /** So that nothing is opened: what a browser does is tested elsewhere. */
    private final RunningConsole console = RunningConsole.on(
            TestDatabase.SQLITE, "BROWSER", "/nowhere/chromium", "ERP_API_BASE_URL", "https://erp.example/api/v1");

    private final TestServer.Company acme = console.company("acme");
    private final SignInAttempts attempts = console.get(SignInAttempts.class);
    private final String id = attempts.begin(acme.principal(), Way.ERP_PAGE);
    private final String path = "/erp-browser/" + id;

    @AfterEach
    void close() {
        console.close();
    }

    private State state() {
        return attempts.find(id).orElseThrow().state();
    }

    private Browser asker() {
        return console.signedIn(acme.owner());
    }

    private Browser viewer() {
        Browser browser = asker();
        browser.get(path);
        assertThat(browser.post(path + "/open", Map.of()).statusCode()).isEqualTo(302);
        return browser;
    }

    private static String text(HttpResponse<String> page) {
        return page.body().replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
    }

    @Test
    void aLinkPreviewLearnsNothingAndStartsNothing() {
        HttpResponse<String> answer = console.browser().get(path);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Browser.location(answer)).hasValue("/sign-in?next=%2Ferp-browser%2F" + id);
        assertThat(state()).isEqualTo(State.WAITING);
    }

    @Test
    void thePersonWhoAskedIsAskedAndAGetBindsNothing() {
        HttpResponse<String> page = asker().get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(text(page)).contains("Sign in to erp.example?", "test asked for it", "If you did not ask for this");
        assertThat(state()).isEqualTo(State.WAITING);
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .contains("connect-src 'self' ws://localhost:")
                .doesNotContain("unsafe");
    }

    @Test
    void theFirstBrowserThatOpensItIsTheViewer() {
        Browser viewer = viewer();

        assertThat(state()).isEqualTo(State.OPENED);
        HttpResponse<String> page = viewer.get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<canvas");
        assertThat(viewer.post(path + "/open", Map.of()).statusCode())
                .as("twice")
                .isEqualTo(302);

        Browser second = asker();
        second.get("/account");
        HttpResponse<String> refused = second.get(path);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(text(refused)).contains("It is open in another browser").doesNotContain("canvas");
        assertThat(second.post(path + "/open", Map.of()).statusCode()).isEqualTo(409);
    }

    @Test
    void theCookieOfTheViewerIsForThisLinkAlone() {
        Browser browser = asker();
        browser.get(path);
        HttpResponse<String> opened = browser.post(path + "/open", Map.of());

        assertThat(opened.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .matches("throughline-viewer=[A-Za-z0-9_-]{43};.*")
                        .contains("Path=" + path, "HttpOnly", "SameSite=Lax"));
    }

    @Test
    void aFormWithoutItsTokenOpensNothing() {
        Browser browser = asker();

        assertThat(browser.submitAsIs(path + "/open", "").statusCode()).isEqualTo(403);
        assertThat(state()).isEqualTo(State.WAITING);
    }

    @Test
    void nobodyElseMayOpenIt() {
        Person colleague = console.colleague(acme, "bo", Role.ADMIN);
        TestServer.Company other = console.company("other");
        for (Person person : new Person[] {colleague, other.owner()}) {
            Browser browser = console.signedIn(person);
            browser.get("/account");
            HttpResponse<String> page = browser.get(path);
            assertThat(page.statusCode()).isEqualTo(403);
            assertThat(text(page))
                    .contains("This link is for the person who asked for it.")
                    .doesNotContain("Ada", acme.owner().email());
            assertThat(browser.post(path + "/open", Map.of()).statusCode()).isEqualTo(403);
            assertThat(browser.post(path + "/cancel", Map.of()).statusCode()).isEqualTo(403);
            assertThat(StreamClient.refused(console, browser, path)).isEqualTo(403);
        }
        assertThat(state()).isEqualTo(State.WAITING);
    }

    @Test
    void aLinkThatNeverWasAndOneWhoseTimeIsOverLookTheSame() {
        Browser browser = asker();
        HttpResponse<String> never = browser.get("/erp-browser/" + "x".repeat(43));
        attempts.begin(acme.principal(), Way.ERP_PAGE);
        HttpResponse<String> replaced = browser.get(path);
        String ofProvider = attempts.begin(acme.principal(), Way.PROVIDER);
        HttpResponse<String> other = browser.get("/erp-browser/" + ofProvider);
        String late = attempts.begin(acme.principal(), Way.ERP_PAGE);
        console.pass(SignInAttempts.LIFE.plusSeconds(1));
        HttpResponse<String> expired = browser.get("/erp-browser/" + late);

        assertThat(never.statusCode()).isEqualTo(404);
        assertThat(text(never)).contains("Ask your assistant again");
        for (HttpResponse<String> each : List.of(replaced, other, expired)) {
            assertThat(each.statusCode()).isEqualTo(404);
            assertThat(text(each)).isEqualTo(text(never));
        }
    }

    @Test
    void itIsCancelledOnThePageAndThePageSaysSo() {
        Browser viewer = viewer();

        assertThat(viewer.post(path + "/cancel", Map.of()).statusCode()).isEqualTo(302);

        assertThat(state()).isEqualTo(State.CANCELLED);
        assertThat(text(viewer.get(path))).contains("Cancelled", "Nothing was stored", "ask test for a new link");
    }

    @Test
    void aStreamNeedsTheViewersCookieAndAPageOfOurs() {
        Browser viewer = viewer();

        assertThat(StreamClient.refused(console, viewer, path, "https://evil.example"))
                .isEqualTo(403);
        assertThat(StreamClient.refused(console, viewer, path, "null")).isEqualTo(403);
        assertThat(StreamClient.refused(console, viewer, path, null)).isEqualTo(403);
        assertThat(StreamClient.refused(console, asker(), path)).isEqualTo(409);
        assertThat(StreamClient.refused(console, console.browser(), path)).isEqualTo(302);
        assertThat(viewer.get(path + "/stream", "Origin", console.url()).statusCode())
                .as("no web socket")
                .isEqualTo(400);
    }

    @Test
    void whereNoBrowserCanBeStartedTheViewerIsTold() {
        try (StreamClient stream = StreamClient.open(console, viewer(), path)) {
            assertThat(stream.awaitState("failed").path("message").asString())
                    .contains("no Chrome, Edge or Chromium", "THROUGHLINE_BROWSER", "Nothing was stored");
            assertThat(stream.awaitClose()).isEqualTo(1000);
        }
        assertThat(state()).isEqualTo(State.FAILED);
    }

    @Test
    void aStreamThatIsOpenedAfterTheEndTellsHowItWent() {
        Browser viewer = viewer();
        attempts.fail(id, "The ERP refused it.");

        try (StreamClient stream = StreamClient.open(console, viewer, path)) {
            assertThat(stream.awaitState("failed").path("message").asString()).isEqualTo("The ERP refused it.");
            assertThat(stream.awaitClose()).isEqualTo(1000);
        }
        assertThat(text(viewer.get(path))).contains("You are not signed in", "The ERP refused it.");
    }

    @Test
    void theToolSaysWhatIsMissing() {
        BrowserSignIns signIns = console.get(BrowserSignIns.class);

        assertThat(catchThrowable(() -> signIns.begin(acme.principal(), Way.ERP_PAGE)))
                .hasMessageContaining("no Chrome, Edge or Chromium");
    }

    @Test
    void whereEverybodyIsThePersonAtThisMachineNobodySignsIn() {
        try (RunningConsole open = RunningConsole.on(
                TestDatabase.SQLITE, "ACCESS", "off", "ERP_API_BASE_URL", "https://erp.example/api/v1")) {
            AccessService access = open.get(AccessService.class);
            Principal me = access.localPerson(AccessService.LOCAL_TENANT);
            SignInAttempts mine = open.get(SignInAttempts.class);
            String own = mine.begin(me, Way.ERP_PAGE);
            String ofAda = mine.begin(open.company("acme").principal(), Way.ERP_PAGE);

            assertThat(open.browser().get("/erp-browser/" + own).statusCode()).isEqualTo(200);
            assertThat(open.browser().get("/erp-browser/" + ofAda).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void anAttemptIsGivenMoreTimeButNotForEver() {
        var asked = attempts.find(id).orElseThrow().askedAt();

        assertThat(attempts.extend(id, asked.plus(Duration.ofMinutes(7)))).hasValue(asked.plus(Duration.ofMinutes(7)));
        assertThat(attempts.extend(id, asked.plus(Duration.ofHours(7)))).hasValue(asked.plus(SignInAttempts.LONGEST));
        console.pass(SignInAttempts.LONGEST);
        assertThat(attempts.extend(id, asked.plus(Duration.ofHours(7)))).isEmpty();
        assertThat(state()).isEqualTo(State.EXPIRED);
    }
}
