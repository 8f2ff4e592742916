package io.throughline.erp.signin.provider;

import static io.throughline.console.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.console.Browser;
import io.throughline.console.RunningConsole;
import io.throughline.erp.signin.OpenIdStub;
import io.throughline.timelog.BrowserSignIns;
import io.throughline.timelog.BrowserSignIns.State;
import io.throughline.timelog.BrowserSignIns.Way;
import io.throughline.timelog.SignInBackend;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in through the provider under the public address of a server: for whoever asked, and for nobody else. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PublicSignInTest {

    private static final String PUBLIC = "https://" + Browser.PUBLIC_HOST;

    private final OpenIdStub provider = new OpenIdStub();
    private final RunningConsole console;
    private final TestServer.Company company;
    private final Person eve;

    PublicSignInTest(TestDatabase database) {
        console = RunningConsole.on(
                database,
                "PUBLIC_URL",
                PUBLIC + "/",
                "GOOGLE_CLIENT_ID",
                OpenIdStub.CLIENT,
                "GOOGLE_CLIENT_SECRET",
                OpenIdStub.SECRET,
                "GOOGLE_ISSUER",
                provider.issuer(),
                "GOOGLE_TOKENINFO_URL",
                provider.tokenInfoUrl());
        company = console.company("firm");
        eve = console.colleague(company, "eve", Role.MEMBER);
    }

    @AfterEach
    void close() {
        console.close();
        provider.close();
    }

    private Principal principal(Person person) {
        return new Principal(
                company.tenant().id(), person.id(), person.name(), person.zone(), "Some <client>", Scope.all());
    }

    private String link(Person person) {
        URI link = console.get(BrowserSignIns.class)
                .begin(principal(person), Way.PROVIDER)
                .link();
        assertThat(link).hasScheme("https").hasHost(Browser.PUBLIC_HOST);
        return Objects.requireNonNull(link).getPath();
    }

    private BrowserSignIns.Attempt last(Person person) {
        return console.get(BrowserSignIns.class).last(principal(person)).orElseThrow();
    }

    private static HttpResponse<String> press(Browser browser, String path) {
        return browser.post(path, Map.of(), "Origin", PUBLIC);
    }

    private static String pathOf(URI back) {
        assertThat(back.toString()).startsWith(PUBLIC + "/erp-sign-in/callback");
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    @Test
    void aPersonIsLedThroughTheConsoleAndTheProviderAndBack() {
        String link = link(company.owner());
        Browser browser = console.browser();
        assertThat(location(browser.get(link)))
                .hasValueSatisfying(to -> assertThat(to).startsWith("/sign-in?next=%2Ferp-sign-in%2Flogin%2F"));
        browser.signIn(company.owner().email(), RunningConsole.PASSWORD);

        assertThat(browser.get(link).body()).contains("Some &lt;client&gt;", "Ada Owner", "Continue with localhost");
        HttpResponse<String> leaving = press(browser, link);
        assertThat(leaving.headers().allValues("Set-Cookie").toString())
                .contains("Path=/erp-sign-in", "HttpOnly", "Secure", "SameSite=Lax");
        HttpResponse<String> result = browser.follow(pathOf(provider.redirect(SignInBench.address(leaving))));

        assertThat(result.body()).contains("You are signed in", "owner@firm.example");
        assertThat(result.uri().getPath()).matches("/erp-sign-in/result/[0-9a-f]{12}");
        assertThat(result.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors 'none'");
        assertThat(last(company.owner()).state()).isEqualTo(State.DONE);
    }

    @Test
    void aVictimCannotSignInForWhoeverSentTheLink() {
        String link = link(eve);
        Browser victim = console.signedIn(company.owner());

        for (HttpResponse<String> refused : List.of(victim.get(link), press(victim, link))) {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).doesNotContain("eve");
        }
        assertThat(last(eve).state()).isEqualTo(State.WAITING);
    }

    @Test
    void theAnswerIsTakenFromTheSameSignedInPersonAlone() {
        String link = link(eve);
        Browser browser = console.signedIn(eve);
        browser.get(link);
        String back = pathOf(provider.redirect(SignInBench.address(press(browser, link))));
        Browser victim = console.signedIn(company.owner());
        browser.cookies().forEach((name, value) -> {
            if (name.startsWith("erp-sign-in-")) {
                victim.cookies().put(name, value);
            }
        });

        assertThat(victim.get(back).statusCode()).isEqualTo(403);
        assertThat(console.browser().get(back).statusCode()).isEqualTo(403);
        browser.post("/sign-out", Map.of());
        assertThat(browser.get(back).statusCode()).isEqualTo(403);
        assertThat(last(eve).state()).isEqualTo(State.OPENED);
    }

    @Test
    void aFormWithoutTheTokenOfTheConsoleIsForged() {
        String link = link(eve);
        Browser browser = console.signedIn(eve);
        browser.get(link);

        assertThat(browser.post(link, Map.of("_csrf", "guessed"), "Origin", PUBLIC)
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.post(link, Map.of(), "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/erp-sign-in/store").statusCode()).isEqualTo(405);
        assertThat(browser.get("/erp-sign-in/health").body()).contains("\"proof\":\"\"");
        assertThat(last(eve).state()).isEqualTo(State.WAITING);
    }

    @Test
    void theEmbeddedErpHasADoorOfItsOwn() {
        Browser browser = console.browser();
        HttpResponse<String> page = browser.get("/erp");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("The embedded ERP", "Continue with localhost", "/erp-sign-in/erp.js");
        assertThat(browser.get("/erp-sign-in/erp.js").headers().firstValue("Content-Type"))
                .contains("text/javascript; charset=utf-8");

        String back = pathOf(provider.redirect(SignInBench.address(press(browser, "/erp-sign-in/popup"))));
        assertThat(browser.get(back).body()).contains("/erp-sign-in/returning.js");
        Map<String, String> answer =
                OpenIdStub.parameters(URI.create("http://x" + back).getRawQuery());
        HttpResponse<String> stored = browser.post("/erp-sign-in/store", answer, "Origin", PUBLIC);
        assertThat(stored.body()).startsWith("{\"access_token\":\"access-");
        assertThat(browser.post("/erp-sign-in/store", answer, "Origin", PUBLIC).statusCode())
                .as("once")
                .isEqualTo(403);
        String token = stored.body().replaceAll(".*:\"|\".*", "");
        HttpResponse<String> entered = browser.postJson(
                "/api/v1/core/google-login/", "{\"platform\":\"google\",\"access_token\":\"" + token + "\"}");
        assertThat(entered.body()).contains("\"email\":\"owner@firm.example\"", "\"token\":\"");
        assertThat(console.get(SignInBackend.class).current(principal(company.owner())))
                .as("a page that somebody opens signs in no program")
                .isEmpty();
    }
}
