package io.throughline.erp.signin.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.access.signin.SignInService;
import io.throughline.console.Browser;
import io.throughline.erp.signin.ErpSite;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.timelog.BrowserSignIns.Way;
import io.throughline.timelog.SignInBackend;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedded ERP's page where there is no HTTP server: it is there while somebody signs in on it. */
class EmbeddedErpPageTest {

    private static final String PASSWORD = "correct horse battery staple";

    private final SignInBench bench = SignInBench.withSecret(TestDatabase.SQLITE);
    private final Browser browser = bench.browser();

    @BeforeEach
    void openThePage() {
        bench.server.get(SignInService.class).setPassword(bench.company.owner(), PASSWORD, null, "test", null);
        ErpSite site = bench.server.get(ErpSite.class);
        assertThat(site.page().orElseThrow()).hasToString(bench.base() + "/erp");
        assertThat(bench.portIsFree()).isTrue();
        site.open(bench.server.get(SignInAttempts.class).begin(bench.ada, Way.ERP_PAGE));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private HttpResponse<String> call(String path, String json) {
        return browser.postJson(path, json, "Origin", bench.base(), "Sec-Fetch-Site", "same-origin");
    }

    private HttpResponse<String> signIn(String password) {
        return call(
                "/api/v1/core/login/",
                "{\"email\":\"" + bench.company.owner().email() + "\",\"password\":\"" + password + "\"}");
    }

    @Test
    void thePageGivesATokenThatSignsSomebodyIn() {
        assertThat(browser.get("/erp").body())
                .contains("The embedded ERP", "E-mail address", "Continue with localhost");

        HttpResponse<String> answer = signIn(PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(answer.body());
        assertThat(token.find()).isTrue();
        assertThat(bench.server
                        .get(SignInBackend.class)
                        .signInWithToken(bench.ada, token.group(1))
                        .email())
                .isEqualTo("owner@firm.example");
    }

    @Test
    void wrongPasswordsAreToldAndTooManyAreNotLookedAt() {
        for (int attempt = 0; attempt < 5; attempt++) {
            HttpResponse<String> wrong = signIn("wrong");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("The address or the password is wrong.");
        }
        HttpResponse<String> refused = signIn(PASSWORD);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void nothingElseOfTheRestApiIsThere() {
        assertThat(browser.get("/api/v1/core/person/").statusCode()).isEqualTo(404);
        assertThat(call("/api/v1/admin/tokens/", "{}").statusCode()).isEqualTo(404);
        assertThat(browser.get("/login").statusCode())
                .as("nobody asked for that way")
                .isEqualTo(404);
    }
}
