package io.throughline.console;

import static io.throughline.console.Browser.location;
import static io.throughline.console.RunningConsole.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.AuditFilter;
import io.throughline.access.AuditRow;
import io.throughline.access.AuditService;
import io.throughline.access.Person;
import io.throughline.access.signin.PasswordCount;
import io.throughline.access.signin.SessionService;
import io.throughline.access.signin.SignInService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SignInTest {

    private final RunningConsole console;
    private final TestServer.Company company;

    SignInTest(TestDatabase database) {
        console = RunningConsole.on(database);
        company = console.company("firm");
    }

    @AfterEach
    void close() {
        console.close();
    }

    private String session(Browser browser) {
        return browser.cookies().getOrDefault("throughline", "");
    }

    @Test
    void aPersonSignsInAndOut() {
        Browser browser = console.browser();
        assertThat(location(browser.get("/"))).contains("/sign-in");

        HttpResponse<String> answer = browser.signIn(" OWNER@firm.example", PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(location(answer)).contains("/");
        HttpResponse<String> home = browser.get("/");
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).contains("Ada Owner");

        browser.post("/sign-out", Map.of());
        assertThat(browser.isSignedIn()).isFalse();
        assertThat(trail()).contains("sign-in done by password", "sign-out done in this browser");
    }

    private List<String> trail() {
        return console.get(AuditService.class).page(company.principal(), AuditFilter.ALL, null, 100).stream()
                .map(row -> row.action() + " " + row.outcome() + " " + row.detail())
                .toList();
    }

    @Test
    void theTrailTellsFromWhereSomebodyFailed() {
        console.browser().signIn(company.owner().email(), "wrong");

        AuditRow row = console.get(AuditService.class)
                .page(company.principal(), AuditFilter.ALL, null, 1)
                .getFirst();
        assertThat(row.action()).isEqualTo("sign-in");
        assertThat(row.outcome()).isEqualTo("refused");
        assertThat(row.client()).isEqualTo("console");
        assertThat(row.fromAddress()).contains("1");
        assertThat(row.personEmail()).isEqualTo(company.owner().email());
    }

    @Test
    void unknownPeopleThoseWithoutAPasswordAndWrongPasswordsLookAlike() {
        console.get(AccessService.class).addPerson("bare@firm.example", "Bare", null, false);
        var count = new PasswordCount(console);
        console.browser().signIn("warm@up.example", "x"); // makes what unknown accounts are compared with

        for (String email : List.of("owner@firm.example", "bare@firm.example", "nobody@firm.example", "", "a'or 1=1")) {
            Browser browser = console.browser();
            long before = count.computations();
            HttpResponse<String> answer = browser.signIn(email, "wrong");
            assertThat(count.computations() - before).as("hashes for " + email).isEqualTo(1);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body())
                    .contains("The address or the password is wrong. Try again.")
                    .doesNotContain("value=\"wrong\"");
            assertThat(answer.headers().map().keySet())
                    .isEqualTo(console.browser()
                            .signIn("another@x.example", "wrong")
                            .headers()
                            .map()
                            .keySet());
        }
    }

    @Test
    void afterFiveFailuresEachFurtherOneCostsMoreTimeOnAllNodes() {
        String email = company.owner().email();
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(console.browser().signIn(email, "wrong" + attempt).statusCode())
                    .isEqualTo(401);
        }
        try (RunningConsole node = console.beside()) {
            HttpResponse<String> refused = node.browser().signIn(email, PASSWORD);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("31");
            assertThat(refused.body()).contains("Try again in <span>31 seconds</span>");
        }
        console.pass(Duration.ofSeconds(30));
        assertThat(console.browser().signIn(email, "wrong").statusCode()).isEqualTo(401);
        console.pass(Duration.ofSeconds(30));
        assertThat(console.browser().signIn(email, PASSWORD).statusCode()).isEqualTo(429);
        console.pass(Duration.ofSeconds(30));
        assertThat(console.browser().signIn(email, PASSWORD).statusCode()).isEqualTo(302);
        assertThat(console.browser().signIn(email, "wrong").statusCode())
                .as("a success forgets the failures")
                .isEqualTo(401);
    }

    @Test
    void aStrangerCannotKeepAPersonFromTheirOwnBrowser() {
        Browser own = console.signedIn(company.owner());
        own.post("/sign-out", Map.of());
        for (int attempt = 0; attempt < 6; attempt++) {
            console.browser().signIn(company.owner().email(), "wrong");
        }
        assertThat(console.browser().signIn(company.owner().email(), PASSWORD).statusCode())
                .isEqualTo(429);

        assertThat(own.signIn(company.owner().email(), PASSWORD).statusCode()).isEqualTo(302);
    }

    @Test
    void manyAttemptsAtOnceAreNoWayAround() throws Exception {
        var count = new PasswordCount(console);
        long before = count.computations();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = IntStream.range(0, 40)
                    .mapToObj(number -> threads.submit(() -> console.browser()
                            .signIn(company.owner().email(), "guess " + number)
                            .statusCode()))
                    .toList();
            int looked = 0;
            for (Future<Integer> answer : answers) {
                looked += answer.get() == 401 ? 1 : 0;
            }
            assertThat(looked).isEqualTo(5);
        }
        assertThat(count.computations() - before).isEqualTo(5);
    }

    @Test
    void aSessionThatSomebodyPlantedIsNotTheOneThatIsSignedIn() {
        Browser browser = console.browser();
        browser.signIn(company.owner().email(), PASSWORD);
        String planted = session(browser);
        browser.signIn(company.owner().email(), PASSWORD);

        assertThat(session(browser)).isNotEmpty().isNotEqualTo(planted);
        Browser thief = console.browser();
        thief.cookies().put("throughline", planted);
        assertThat(thief.isSignedIn()).isFalse();
    }

    @Test
    void aSessionIdOfTheTableIsNoCookie() {
        console.signedIn(company.owner());
        String id = console.sql()
                .sql("select session_id from spring_session")
                .query((row, number) -> row.getString(1))
                .single();
        Browser thief = console.browser();
        thief.cookies().put("throughline", id);

        assertThat(thief.isSignedIn()).isFalse();
    }

    @Test
    void aFormOfAnotherSiteSignsNobodyIn() {
        Browser browser = console.browser();
        browser.get("/sign-in");

        HttpResponse<String> forged = browser.post(
                "/sign-in", Map.of("email", company.owner().email(), "password", PASSWORD, "_csrf", "guessed"));

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(browser.isSignedIn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "/\t/evil.example/",
                "javascript:alert(1)",
                "/.//evil.example/",
                "/a/..//evil.example/",
                "/%2e//evil.example/",
                "/a/../../evil",
                "/ok\r\nSet-Cookie: a=b"
            })
    void nobodyIsLedAwayAfterTheSignIn(String next) {
        Browser browser = console.browser();
        browser.get("/sign-in");
        HttpResponse<String> answer =
                browser.post("/sign-in", Map.of("email", company.owner().email(), "password", PASSWORD, "next", next));

        assertThat(location(answer)).contains("/");
        assertThat(answer.headers().map().toString()).doesNotContain("a=b");
    }

    @Test
    void thePageThatWasWantedComesAfterTheSignIn() {
        Browser browser = console.browser();
        String toSignIn = location(browser.get("/account?tab=1")).orElseThrow();
        assertThat(toSignIn).isEqualTo("/sign-in?next=%2Faccount%3Ftab%3D1");
        assertThat(browser.get(toSignIn).body()).contains("name=\"next\" value=\"/account?tab=1\"");

        HttpResponse<String> answer = browser.post(
                "/sign-in", Map.of("email", company.owner().email(), "password", PASSWORD, "next", "/account?tab=1"));
        assertThat(location(answer)).contains("/account?tab=1");
    }

    @Test
    void noPageCanBeFramedOrSniffedOrTraced() {
        HttpResponse<String> page = console.browser().get("/sign-in");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors 'none'")
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(console.browser().method("TRACE", "/sign-in").statusCode()).isBetween(400, 499);
    }

    @Test
    void whatIsTypedIsShownAsText() {
        HttpResponse<String> answer = console.browser().signIn("\"><script>alert(1)</script>", "x");

        assertThat(answer.body()).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
    }

    @Test
    void sessionsEndWhenNobodyUsesThemAndAfterThirtyDaysInAnyCase() {
        Browser idle = console.signedIn(company.owner());
        console.pass(Duration.ofHours(12).minusSeconds(1));
        assertThat(idle.isSignedIn()).isTrue();
        awaitUse();
        console.pass(Duration.ofHours(12));
        assertThat(idle.isSignedIn()).isFalse();

        Browser busy = console.signedIn(company.owner());
        for (int half = 0; half < 60; half++) {
            assertThat(busy.isSignedIn()).isTrue();
            awaitUse();
            console.pass(Duration.ofHours(12).minusMinutes(1));
        }
        console.pass(Duration.ofHours(1));
        assertThat(busy.isSignedIn()).isFalse();
    }

    /** The last use is noted beside the request. */
    private void awaitUse() {
        long now = console.get(java.time.Clock.class).millis();
        for (int round = 0; round < 500; round++) {
            Long last = console.sql()
                    .sql("select max(last_access_time) from spring_session")
                    .query((row, number) -> row.getLong(1))
                    .single();
            if (last >= now) {
                return;
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("The last use was not noted.");
    }

    @Test
    void aSessionThatCannotBeReadAfterAnUpgradeIsNone() {
        Browser browser = console.signedIn(company.owner());
        console.sql()
                .sql("update spring_session_attributes set attribute_bytes = :bytes")
                .param("bytes", new byte[] {1, 2, 3})
                .update();

        HttpResponse<String> answer = browser.get("/");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(location(answer)).contains("/sign-in");
        assertThat(browser.signIn(company.owner().email(), PASSWORD).statusCode())
                .isEqualTo(302);
        assertThat(browser.isSignedIn()).isTrue();
    }

    @Test
    void aNewPasswordEndsAllOtherSessionsOnAllNodes() {
        Person owner = company.owner();
        Browser here = console.signedIn(owner);
        Browser there = console.signedIn(owner);
        SessionService sessions = console.get(SessionService.class);
        assertThat(sessions.ofPerson(owner.email()))
                .hasSize(2)
                .allSatisfy(open -> assertThat(open.fromAddress()).isNotEmpty());
        try (RunningConsole node = console.beside()) {
            Browser elsewhere = node.browser();
            elsewhere.cookies().putAll(there.cookies());
            assertThat(elsewhere.isSignedIn()).as("any node knows the session").isTrue();

            String kept = sessions.ofPerson(owner.email()).getFirst().sessionId();
            console.get(SignInService.class).setPassword(owner, "another good password", kept, "test", null);

            assertThat(sessions.ofPerson(owner.email()))
                    .singleElement()
                    .satisfies(open -> assertThat(open.sessionId()).isEqualTo(kept));
            assertThat(List.of(here.isSignedIn(), there.isSignedIn())).containsExactlyInAnyOrder(true, false);
            assertThat(elsewhere.isSignedIn()).isEqualTo(there.isSignedIn());
        }
    }
}
