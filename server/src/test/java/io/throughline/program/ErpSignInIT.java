package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.Chromium;
import io.throughline.erp.signin.OpenIdStub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Signing in to the ERP with a real browser: through a provider that asks people, and on the embedded ERP's own page. */
class ErpSignInIT {

    @TempDir
    static Path directory;

    private static OpenIdStub provider;
    private static Program program;
    private static NodeClients clients;
    private static RunningServer server;
    private static Account account;

    @BeforeAll
    static void serveTheSampleCompany() throws IOException {
        provider = new OpenIdStub();
        provider.asksPeople = true;
        program = Program.on(directory)
                .with("CHROMIUM", Chromium.require().toString())
                .with("THROUGHLINE_GOOGLE_CLIENT_ID", OpenIdStub.CLIENT)
                .with("THROUGHLINE_GOOGLE_ISSUER", provider.issuer())
                .with("THROUGHLINE_GOOGLE_TOKENINFO_URL", provider.tokenInfoUrl())
                .with("MCP_OAUTH_PORT", String.valueOf(freePort()));
        clients = new NodeClients(program);
        server = program.serve("--demo");
        account = Account.inSampleCompany(program, server, clients);
        provider.email = account.email();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        provider.close();
    }

    private static void assertNoErrors(JsonNode seen) {
        assertThat(seen.at("/errors").isEmpty())
                .as(seen.at("/errors").toString())
                .isTrue();
    }

    private static String call(int id, String tool) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":{}}}\n";
    }

    private static JsonNode answer(RunningProgram running, int id) {
        String out = running.awaitOut(text -> find(text, id).isPresent());
        return find(out, id).orElseThrow().at("/result/structuredContent");
    }

    private static Optional<JsonNode> find(String out, int id) {
        return Messages.lines(out).stream()
                .filter(message -> message.at("/id").asInt(-1) == id)
                .findFirst();
    }

    @Test
    void aDesktopProgramGetsItsSignInFromTheBrowser() {
        // Without a secret at a provider that insists on one: the token comes behind the # and our script hands it in.
        signInFromDesktop(program);
    }

    @Test
    void aDesktopProgramThatHasASecretGetsACode() {
        signInFromDesktop(program.with("GOOGLE_CLIENT_SECRET", OpenIdStub.SECRET));
    }

    private static void signInFromDesktop(Program desktop) {
        try (RunningProgram running = desktop.start("stdio", "--demo")) {
            running.send(
                    Messages.INITIALIZE + "\n" + Messages.INITIALIZED + "\n" + call(1, "authenticate_via_browser"));
            String link = answer(running, 1).at("/url").asString();
            assertThat(link).matches("http://127\\.0\\.0\\.1:[0-9]+/login/[A-Za-z0-9_-]{43}");

            JsonNode seen = clients.signedInByLink(link);
            assertNoErrors(seen);
            assertThat(seen.at("/asked").asString()).contains("asks for it, to read and log the time of");
            assertThat(seen.at("/told").asString()).contains("Signed in as Ada Lovelace <ada@larkfield.example>.");
            assertThat(seen.at("/end").asString()).matches("http://127\\.0\\.0\\.1:[0-9]+/result/[0-9a-f]{12}");

            running.send(call(2, "whoami"));
            assertThat(answer(running, 2).toString()).contains("ada@larkfield.example");
        }
    }

    @Test
    void theEmbeddedErpsPageWorksAsThatOfAForeignOne() {
        JsonNode seen = clients.signedInOnPage(server.url() + "/erp", account);

        assertNoErrors(seen);
        assertThat(seen.at("/wrong").asString()).isEqualTo("The address or the password is wrong.");
        assertThat(seen.at("/nothing").isNull()).isTrue();
        String signedIn = "You are signed in to the ERP as ada@larkfield.example.";
        assertThat(List.of(seen.at("/byPassword"), seen.at("/byProvider"), seen.at("/afterReload")))
                .allSatisfy(told -> assertThat(told.asString()).isEqualTo(signedIn));
        assertThat(seen.at("/username").asString()).isEqualTo("ada@larkfield.example");
        assertThat(seen.at("/afterSignOut").isNull()).isTrue();
        assertThat(seen.at("/providerToken").asString())
                .isNotEmpty()
                .isNotEqualTo(seen.at("/passwordToken").asString());
        assertThat(seen.at("/addresses").toString()).contains("/erp-sign-in/callback");
    }
}
