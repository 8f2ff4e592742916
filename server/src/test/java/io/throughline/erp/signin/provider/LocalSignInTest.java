package io.throughline.erp.signin.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.console.Browser;
import io.throughline.erp.signin.OpenIdStub;
import io.throughline.timelog.BrowserSignIns;
import io.throughline.timelog.BrowserSignIns.State;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in through the provider on a page of this machine. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LocalSignInTest {

    private final SignInBench bench;

    LocalSignInTest(TestDatabase database) {
        bench = SignInBench.withSecret(database);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aPersonSignsInAndIsToldSoOnAnAddressThatSaysNothing() {
        String link = bench.link(bench.ada);
        assertThat(link).matches("/login/[A-Za-z0-9_-]{43}");
        Browser browser = bench.browser();
        assertThat(browser.get("/login").statusCode())
                .as("other users of the machine know no id")
                .isEqualTo(404);
        HttpResponse<String> page = browser.get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Ada Owner", "test", "localhost", "If you did not ask for this, close this page.");
        assertThat(bench.last(bench.ada).state()).isEqualTo(State.WAITING);

        String address = bench.leave(browser, link);
        assertThat(bench.last(bench.ada).state()).isEqualTo(State.OPENED);
        assertThat(OpenIdStub.parameters(URI.create(address).getRawQuery()))
                .containsEntry("redirect_uri", bench.base() + "/callback")
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("nonce", "state", "code_challenge");
        HttpResponse<String> back = browser.get(bench.provider.back(address));
        assertThat(back.statusCode()).isEqualTo(303);
        String result = Browser.location(back).orElseThrow();
        assertThat(result).matches("/result/[0-9a-f]{12}");
        assertThat(browser.get(result).body())
                .contains("You are signed in", "Signed in as Ada Owner &lt;owner@firm.example&gt;.", "go back to");

        assertThat(bench.last(bench.ada).state()).isEqualTo(State.DONE);
        assertThat(bench.last(bench.ada).told()).isEqualTo("Signed in as Ada Owner <owner@firm.example>.");
        assertThat(bench.signedIn(bench.ada)).isEqualTo("owner@firm.example");
    }

    @Test
    void anAnswerThatDoesNotFitTheQuestionSignsNobodyIn() {
        List<Consumer<OpenIdStub>> faults = List.of(
                provider -> provider.otherNonce = true,
                provider -> provider.otherIssuer = true,
                provider -> provider.otherAudience = true,
                provider -> provider.otherKey = true,
                provider -> provider.otherAccessTokenHash = true,
                provider -> provider.expired = true);
        for (Consumer<OpenIdStub> fault : faults) {
            try (var other = SignInBench.withSecret(TestDatabase.SQLITE)) {
                fault.accept(other.provider);
                HttpResponse<String> page = other.goThrough(other.browser(), other.link(other.ada));
                assertThat(page.body()).contains("You are not signed in", "does not fit this sign-in");
                assertThat(other.last(other.ada).state()).isEqualTo(State.FAILED);
                assertThat(other.signedIn(other.ada)).isEqualTo("nobody");
            }
        }
    }

    @Test
    void aStateThatIsAnothersOrChangedSignsNobodyIn() {
        Browser browser = bench.browser();
        String path = bench.link(bench.ada);
        URI back = bench.provider.redirect(bench.leave(browser, path));
        String state = OpenIdStub.parameters(back.getRawQuery()).get("state");
        String code = OpenIdStub.parameters(back.getRawQuery()).get("code");

        assertThat(browser.get("/callback?code=" + code + "&state=" + "x".repeat(state.length()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/callback?code=" + code).statusCode()).isEqualTo(403);
        assertThat(bench.last(bench.ada).state()).isEqualTo(State.OPENED);
        String changed = state.substring(0, 20) + (state.charAt(20) == 'A' ? 'B' : 'A') + state.substring(21);
        assertThat(browser.follow("/callback?code=" + code + "&state=" + changed)
                        .body())
                .contains("does not fit this sign-in");
        assertThat(bench.last(bench.ada).state()).isEqualTo(State.FAILED);
        assertThat(bench.signedIn(bench.ada)).isEqualTo("nobody");
    }

    @Test
    void aCodeThatSomebodyElseGotIsWorthNothing() {
        Browser browser = bench.browser();
        String mine = bench.leave(browser, bench.link(bench.ada));
        URI thiefs = bench.provider.redirect(bench.leave(bench.browser(), bench.link(bench.eve)));
        String code = OpenIdStub.parameters(thiefs.getRawQuery()).get("code");
        String state = OpenIdStub.parameters(URI.create(mine).getRawQuery()).get("state");

        assertThat(browser.follow("/callback?code=" + code + "&state=" + state).body())
                .as("the verifier is another")
                .contains("refused the sign-in")
                .doesNotContain("raw");
        assertThat(bench.signedIn(bench.ada)).isEqualTo("nobody");
    }

    @Test
    void comingBackASecondTimeChangesNothing() {
        Browser browser = bench.browser();
        String back = bench.provider.back(bench.leave(browser, bench.link(bench.ada)));
        assertThat(browser.follow(back).body()).contains("You are signed in");
        bench.provider.email = "eve@firm.example";

        assertThat(browser.follow(back).body()).contains("You are signed in", "owner@firm.example");
        assertThat(bench.browser().get(back).statusCode()).isEqualTo(403);
        assertThat(bench.signedIn(bench.ada)).isEqualTo("owner@firm.example");
    }

    @Test
    void theLinkBelongsToTheFirstBrowserThatGoesOn() {
        String path = bench.link(bench.ada);
        Browser first = bench.browser();
        bench.leave(first, path);
        Browser second = bench.browser();

        assertThat(second.get(path).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = bench.post(second, path, Map.of());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("It was opened in another browser");
        assertThat(bench.goThrough(first, path).body())
                .as("whoever goes back a page may go on")
                .contains("You are signed in");
    }

    @Test
    void theAnswerOfOneBrowserIsNotTakenFromAnother() {
        Browser browser = bench.browser();
        String back = bench.provider.back(bench.leave(browser, bench.link(bench.ada)));

        HttpResponse<String> refused = bench.browser().get(back);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("This is not your sign-in");
        assertThat(browser.follow(back).body()).contains("You are signed in");
    }

    @Test
    void aSignInThatIsOverLeadsNowhere() {
        Browser browser = bench.browser();
        String cancelled = bench.provider.back(bench.leave(browser, bench.link(bench.ada)));
        bench.server.get(BrowserSignIns.class).cancel(bench.ada);
        assertThat(browser.follow(cancelled).body()).contains("The sign-in was cancelled");
        assertThat(bench.last(bench.ada).state()).isEqualTo(State.CANCELLED);

        String expired = bench.provider.back(bench.leave(browser, bench.link(bench.ada)));
        bench.server.pass(Duration.ofSeconds(300));
        assertThat(browser.follow(expired).body()).contains("The time has run out");
        assertThat(bench.last(bench.ada).state()).isEqualTo(State.EXPIRED);

        String replaced = bench.provider.back(bench.leave(browser, bench.link(bench.ada)));
        String next = bench.link(bench.ada);
        assertThat(browser.follow(replaced).statusCode()).isEqualTo(403);
        assertThat(bench.signedIn(bench.ada)).isEqualTo("nobody");
        assertThat(bench.goThrough(browser, next).body()).contains("You are signed in");
    }

    @Test
    void whoeverSaysNoIsToldWhatThatMeans() {
        bench.provider.denies = true;
        HttpResponse<String> page = bench.goThrough(bench.browser(), bench.link(bench.ada));

        assertThat(page.body()).contains("was not allowed at localhost").doesNotContain("raw text");
        assertThat(bench.last(bench.ada).told())
                .startsWith("The sign-in was not allowed at localhost, or cancelled there.");
    }

    @Test
    void aProviderThatIsDownIsSaid() {
        Browser browser = bench.browser();
        String path = bench.link(bench.ada);
        bench.provider.down = true;
        HttpResponse<String> page = bench.post(browser, path, Map.of());
        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.body()).contains("localhost answered with something").doesNotContain("raw text");

        bench.provider.down = false;
        String back = bench.provider.back(bench.leave(browser, bench.link(bench.ada)));
        bench.provider.close();
        assertThat(browser.follow(back).body()).contains("could not be reached");
        assertThat(bench.last(bench.ada).state()).isEqualTo(State.FAILED);
        assertThat(bench.last(bench.ada).told()).startsWith("localhost could not be reached from this server.");
    }

    @Test
    void whomTheErpDoesNotKnowIsRefusedByIt() {
        bench.provider.email = "stranger@<b>firm.example";
        HttpResponse<String> page = bench.goThrough(bench.browser(), bench.link(bench.ada));

        assertThat(page.body())
                .contains("You are not signed in", "Nothing was stored")
                .doesNotContain("<b>");
        assertThat(bench.signedIn(bench.ada)).isEqualTo("nobody");
    }

    @Test
    void twoPeopleAtOnceGetTheirOwnSignIns() {
        String adas = bench.link(bench.ada);
        String eves = bench.link(bench.eve);
        assertThat(adas).isNotEqualTo(eves);
        Browser browser = bench.browser();
        String toAda = bench.leave(browser, adas);
        String toEve = bench.leave(browser, eves);

        bench.provider.email = "eve@firm.example";
        URI backToEve = bench.provider.redirect(toEve);
        bench.provider.email = "owner@firm.example";
        URI backToAda = bench.provider.redirect(toAda);
        assertThat(bench.comeBack(browser, backToEve).body()).contains("eve@firm.example");
        assertThat(bench.comeBack(browser, backToAda).body()).contains("owner@firm.example");
        assertThat(bench.signedIn(bench.ada)).isEqualTo("owner@firm.example");
        assertThat(bench.signedIn(bench.eve)).isEqualTo("eve@firm.example");
    }

    @Test
    void onlyFormsOfOurOwnPagesAreTaken() {
        String path = bench.link(bench.ada);
        Browser browser = bench.browser();
        browser.get(path);

        List<String[]> foreign = List.of(
                new String[] {"Origin", "https://evil.example"},
                new String[] {"Origin", "https://evil.example", "Sec-Fetch-Site", "same-origin"},
                new String[] {"Origin", bench.base(), "Sec-Fetch-Site", "cross-site"},
                new String[] {"Origin", "http://127.0.0.1:1", "Sec-Fetch-Site", "same-site"},
                new String[] {"Origin", "null"},
                new String[] {});
        for (String[] headers : foreign) {
            for (String target : List.of(path, "/store", "/popup", "/api/v1/core/login/")) {
                HttpResponse<String> refused = browser.post(target, Map.of("state", "x"), headers);
                assertThat(refused.statusCode())
                        .as(target + " " + List.of(headers))
                        .isEqualTo(403);
                assertThat(refused.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
            }
        }
        assertThat(bench.last(bench.ada).state()).isEqualTo(State.WAITING);
        assertThat(browser.get("/store?access_token=x&state=y").statusCode()).isEqualTo(405);
    }

    @Test
    void everyAnswerKeepsOutOfCachesFramesAndOtherSites() {
        Browser browser = bench.browser();
        String path = bench.link(bench.ada);
        Map<String, Integer> pages =
                new HashMap<>(Map.of(path, 200, "/callback", 200, "/nothing", 404, "/result/abc", 404));
        pages.put("/callback?state=x&code=y", 403);
        pages.put("/erp", 200);
        pages.forEach((page, status) -> {
            HttpResponse<String> answer = browser.get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(status);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("Set-Cookie")).as(page).isEmpty();
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        });
        bench.post(browser, path, Map.of());
        assertThat(browser.cookies()).hasSize(1);
    }
}
