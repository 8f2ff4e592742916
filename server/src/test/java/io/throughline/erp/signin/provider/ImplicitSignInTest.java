package io.throughline.erp.signin.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.console.Browser;
import io.throughline.erp.signin.OpenIdStub;
import io.throughline.erp.signin.OpenIdStub.ClientAuthentication;
import io.throughline.timelog.BrowserSignIns.State;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Without a client secret: by code where the provider wants none, else with the token in the address, which our page hands in. */
class ImplicitSignInTest {

    private final SignInBench bench = SignInBench.withoutSecret(TestDatabase.SQLITE);

    @AfterEach
    void close() {
        bench.close();
    }

    private Map<String, String> fragment(String address) {
        return new HashMap<>(
                OpenIdStub.parameters(bench.provider.redirect(address).getRawFragment()));
    }

    @Test
    void aProviderThatWantsNoSecretGetsACodeAndAVerifier() {
        Browser browser = bench.browser();
        String address = bench.leave(browser, bench.link(bench.ada));

        assertThat(address).contains("response_type=code", "code_challenge=");
        assertThat(browser.follow(bench.provider.back(address)).body()).contains("You are signed in");
    }

    @Test
    void aProviderThatInsistsOnOneGivesTheTokenToThePage() {
        bench.provider.clients = ClientAuthentication.SECRET;
        Browser browser = bench.browser();
        String address = bench.leave(browser, bench.link(bench.ada));
        assertThat(OpenIdStub.parameters(URI.create(address).getRawQuery()))
                .containsEntry("response_type", "id_token token")
                .containsEntry("response_mode", "fragment")
                .containsKeys("nonce", "state")
                .doesNotContainKey("code_challenge");

        assertThat(bench.comeBack(browser, bench.provider.redirect(address)).body())
                .contains("You are signed in", "owner@firm.example");
        assertThat(bench.last(bench.ada).state()).isEqualTo(State.DONE);
    }

    @Test
    void aTokenOfAnotherProgramOrSignInIsNotTaken() {
        bench.provider.clients = ClientAuthentication.SECRET;
        Browser browser = bench.browser();
        Map<String, String> answer = fragment(bench.leave(browser, bench.link(bench.ada)));
        answer.put("access_token", bench.provider.accessTokenOf("eve@firm.example"));
        bench.store(browser, answer);
        assertThat(bench.last(bench.ada).told()).contains("does not fit this sign-in");

        answer = fragment(bench.leave(browser, bench.link(bench.ada)));
        answer.remove("id_token");
        bench.store(browser, answer);
        assertThat(bench.last(bench.ada).told()).contains("does not fit this sign-in");

        Map<String, String> thiefs = fragment(bench.leave(bench.browser(), bench.link(bench.eve)));
        String mine = bench.leave(browser, bench.link(bench.ada));
        thiefs.put(
                "state", OpenIdStub.parameters(URI.create(mine).getRawQuery()).get("state"));
        bench.store(browser, thiefs);
        assertThat(bench.last(bench.ada).told()).as("the nonce is another").contains("does not fit this sign-in");
        assertThat(bench.signedIn(bench.ada)).isEqualTo("nobody");
    }

    @Test
    void theTokenIsTakenOnceAndFromTheRightBrowserAlone() {
        bench.provider.clients = ClientAuthentication.SECRET;
        Browser browser = bench.browser();
        Map<String, String> answer = fragment(bench.leave(browser, bench.link(bench.ada)));

        assertThat(bench.store(bench.browser(), answer).statusCode()).isEqualTo(403);
        assertThat(bench.store(browser, answer).statusCode()).isEqualTo(200);
        bench.provider.email = "eve@firm.example";
        assertThat(bench.store(browser, answer).body()).contains("\"next\":\"/result/");
        assertThat(bench.signedIn(bench.ada)).isEqualTo("owner@firm.example");
        assertThat(bench.store(browser, Map.of("state", "x".repeat(20_000))).statusCode())
                .isEqualTo(413);
    }
}
