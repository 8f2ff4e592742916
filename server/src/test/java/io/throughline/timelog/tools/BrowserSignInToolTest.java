package io.throughline.timelog.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.mcp.CallChannel;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ClientFeature;
import io.throughline.mcp.InputAnswers;
import io.throughline.mcp.InputNeeded;
import io.throughline.mcp.InputRequest;
import io.throughline.timelog.tools.LogCalls.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Beginning a sign-in in a browser: what is answered at once, what clients are asked, what is told of it later. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class BrowserSignInToolTest {

    private static final Set<ClientFeature> OPENS_PAGES = Set.of(ClientFeature.PAGE, ClientFeature.FORM);

    private final int port = freePort();
    private final TestServer server;
    private final LogCalls calls;
    private final Principal who;

    BrowserSignInToolTest(TestDatabase database) {
        server = TestServer.on(
                database, "GOOGLE_CLIENT_ID", "our-client", "OAUTH_PORT", String.valueOf(port), "BROWSER", "/none");
        calls = new LogCalls(server);
        who = server.company("acme").principal();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String state() {
        return calls.call(who, "whoami").at("sign_in/state").asString();
    }

    @Test
    void theLinkIsAnsweredAtOnceAndWhoamiTellsTheRest() {
        Answer begun = calls.call(who, "authenticate_via_browser");

        String link = begun.at("url").asString();
        assertThat(begun.failed()).as(begun.text()).isFalse();
        assertThat(begun.at("status").asString()).isEqualTo("waiting");
        assertThat(link).matches("http://127\\.0\\.0\\.1:" + port + "/login/[A-Za-z0-9_-]{43}");
        assertThat(begun.at("until").asString()).isEqualTo("2026-11-21T09:05:00Z");
        assertThat(begun.text())
                .isEqualTo("Open this page to sign in to Throughline's own ERP: " + link + "\nIt works"
                        + " once, for you alone, until 09:05:00 Z. Then call whoami, which tells how it went; sign_out ends the"
                        + " attempt.");
        Answer me = calls.call(who, "whoami");
        assertThat(me.at("sign_in/state").asString()).isEqualTo("waiting");
        assertThat(me.at("sign_in/way").asString()).isEqualTo("provider");
        assertThat(me.text()).contains("nobody has opened its page yet (until 09:05:00 Z)");

        server.pass(Duration.ofMinutes(6));
        assertThat(state()).isEqualTo("expired");
        server.pass(Duration.ofHours(2));
        assertThat(calls.call(who, "whoami").json().has("sign_in")).isFalse();
    }

    @Test
    void signingOutEndsTheAttempt() {
        calls.call(who, "authenticate_via_browser");

        assertThat(calls.call(who, "sign_out").text())
                .isEqualTo(
                        "You were not signed in to Throughline's own ERP by a tool. The sign-in that was under way in a"
                                + " browser has ended.");

        assertThat(state()).isEqualTo("cancelled");
    }

    @Test
    void aClientThatOpensPagesIsAskedTo() {
        InputNeeded needed = calls.ask(who, OPENS_PAGES, "authenticate_via_browser");

        assertThat(needed.requests()).containsOnlyKeys("link");
        var page = (InputRequest.Page) Objects.requireNonNull(needed.requests().get("link"));
        String link = page.url().toString();
        assertThat(link).startsWith("http://127.0.0.1:" + port + "/login/");
        assertThat(page.message()).isEqualTo("Sign in to Throughline's own ERP.");
        Answer opened = calls.call(answered(needed, "accept"), "authenticate_via_browser");
        assertThat(opened.at("url").asString()).isEqualTo(link);
        assertThat(opened.at("until").asString()).isEqualTo("2026-11-21T09:05:00Z");
        assertThat(state()).isEqualTo("waiting");
    }

    @Test
    void whoDeclinesTheLinkEndsTheAttempt() {
        for (String action : new String[] {"decline", "cancel"}) {
            InputNeeded needed = calls.ask(who, OPENS_PAGES, "authenticate_via_browser");

            Answer declined = calls.call(answered(needed, action), "authenticate_via_browser");

            assertThat(declined.failed()).isTrue();
            assertThat(declined.at("code").asString()).isEqualTo("declined");
            assertThat(state()).isEqualTo("cancelled");
        }
    }

    private CallContext answered(InputNeeded needed, String action) {
        var answers = new InputAnswers(Map.of("link", Map.of("action", action)), needed.state());
        return new CallContext(who, OPENS_PAGES, answers, CallChannel.SILENT);
    }

    @Test
    void withoutABrowserTheErpsPageIsRefusedWithWhatWouldHelp() {
        Answer refused = calls.call(who, "authenticate_via_erp_browser");

        assertThat(refused.failed()).isTrue();
        assertThat(refused.at("code").asString()).isEqualTo("refused");
        assertThat(refused.text())
                .endsWith("Nothing was started. Or sign in with authenticate_with_token and the token"
                        + " that the ERP shows for your account.");
        assertThat(calls.call(who, "whoami").json().has("sign_in")).isFalse();
    }
}
