package io.throughline.console;

import static io.throughline.console.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.AuditFilter;
import io.throughline.access.AuditService;
import io.throughline.access.Role;
import io.throughline.access.signin.InvitationService;
import io.throughline.erp.signin.OpenIdStub;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ProviderTest {

    private final OpenIdStub provider = new OpenIdStub();
    private final RunningConsole console;
    private final TestServer.Company company;

    ProviderTest(TestDatabase database) {
        console = RunningConsole.on(
                database,
                "OIDC_ISSUER",
                provider.issuer(),
                "OIDC_CLIENT_ID",
                OpenIdStub.CLIENT,
                "OIDC_CLIENT_SECRET",
                OpenIdStub.SECRET,
                "OIDC_NAME",
                "Example <ID>");
        company = console.company("firm");
    }

    @AfterEach
    void close() {
        console.close();
        provider.close();
    }

    private String leave(Browser browser, String start) {
        String begin = location(browser.get(start)).orElseThrow();
        return location(browser.get(begin)).orElseThrow();
    }

    private HttpResponse<String> signIn(Browser browser) {
        return browser.get(provider.back(leave(browser, "/sign-in/provider?next=%2Faccount")));
    }

    @Test
    void aPersonIsKnownByTheirVerifiedAddressAndThenByTheirSubject() {
        Browser browser = console.browser();
        assertThat(browser.get("/sign-in").body()).contains("Sign in with Example &lt;ID&gt;");
        assertThat(leave(browser, "/sign-in/provider"))
                .startsWith(provider.issuer() + "/authorize?")
                .contains("code_challenge_method=S256", "nonce=", "state=");

        provider.email = "Owner@firm.example";
        assertThat(location(signIn(browser))).contains("/account");
        assertThat(browser.get("/").body()).contains("Ada Owner");

        provider.email = "renamed@firm.example";
        Browser later = console.browser();
        assertThat(location(signIn(later))).contains("/account");
        assertThat(later.get("/").body()).contains("Ada Owner");
        assertThat(console.get(AuditService.class).page(company.principal(), AuditFilter.ALL, null, 3))
                .extracting(row -> row.action() + " " + row.detail())
                .containsExactly(
                        "sign-in by identity provider",
                        "sign-in by identity provider",
                        "provider.link " + provider.issuer());
    }

    @Test
    void whoeverGetsTheAddressLaterDoesNotGetTheAccount() {
        signIn(console.browser());
        provider.subject = "subject-2";

        Browser thief = console.browser();
        HttpResponse<String> refused = signIn(thief);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("belongs to another account at your provider");
        assertThat(thief.isSignedIn()).isFalse();
    }

    @Test
    void anAddressThatTheProviderDoesNotVouchForOpensNothing() {
        for (Object verified : List.of(false, "no", "")) {
            provider.verified = verified;
            Browser browser = console.browser();
            HttpResponse<String> refused = signIn(browser);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(browser.isSignedIn()).isFalse();
        }
    }

    @Test
    void strangersAreToldWhoCanLetThemIn() {
        provider.email = "stranger@firm.example";
        provider.subject = "owner@firm.example"; // not to be taken for an address
        Browser browser = console.browser();
        HttpResponse<String> refused = signIn(browser);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body())
                .contains("There is no account for stranger@firm.example here, and no open invitation.");
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void anInvitedPersonGetsAnAccount() {
        provider.email = "guest@firm.example";
        console.get(InvitationService.class)
                .invite(company.principal(), company.workspace().id(), "guest@firm.example", Role.VIEWER);
        Browser browser = console.browser();

        assertThat(location(signIn(browser))).contains("/account");
        assertThat(browser.get("/workspaces/APP/members").body()).contains("Grace &lt;Hopper&gt;", "viewer");
        assertThat(console.get(AccessService.class).person("guest@firm.example").name())
                .isEqualTo("Grace <Hopper>");
    }

    @Test
    void answersOfTheProviderThatAreForgedOrStrayOpenNothing() {
        for (Runnable change : List.<Runnable>of(
                () -> provider.otherNonce = true,
                () -> provider.otherAudience = true,
                () -> provider.otherKey = true)) {
            provider.otherNonce = false;
            provider.otherAudience = false;
            change.run();
            Browser browser = console.browser();
            assertThat(signIn(browser).statusCode()).isEqualTo(401);
            assertThat(browser.isSignedIn()).isFalse();
        }
        provider.otherKey = false;
        Browser victim = console.browser();
        String ofThief = provider.back(leave(console.browser(), "/sign-in/provider"));
        leave(victim, "/sign-in/provider");
        assertThat(victim.get(ofThief).statusCode())
                .as("a state of another browser")
                .isEqualTo(401);
        Browser once = console.browser();
        String answer = provider.back(leave(once, "/sign-in/provider"));
        assertThat(once.get(answer).statusCode()).isEqualTo(302);
        assertThat(once.get(answer).statusCode()).as("a code again").isEqualTo(401);
    }

    @Test
    void theServerStartsAndSaysSoWhileTheProviderIsDown() {
        provider.close();
        Browser browser = console.browser();

        HttpResponse<String> answer = browser.get("/sign-in/provider");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Example &lt;ID&gt; does not answer. Try again later");
        assertThat(browser.signIn(company.owner().email(), RunningConsole.PASSWORD)
                        .statusCode())
                .isEqualTo(302);
    }
}
