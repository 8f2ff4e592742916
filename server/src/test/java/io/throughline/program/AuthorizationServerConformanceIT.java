package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.Chromium;
import io.throughline.conformance.ConformanceSuite;
import io.throughline.conformance.SuiteRun;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the official conformance suite wants of authorization servers, with a person at a real browser. */
class AuthorizationServerConformanceIT {

    private static final String METADATA = "authorization-server-metadata-endpoint";

    @TempDir
    static Path directory;

    private static RunningServer server;

    @BeforeAll
    static void serveTheSampleCompany() {
        server = Program.on(directory).serve("--demo");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theMetadataAreThere() {
        SuiteRun run = ConformanceSuite.runAuthorization(METADATA, server.url(), "--scenario", METADATA);

        run.requireSuccess(List.of(METADATA));
        assertThat(run.exitCode()).as(run.out()).isZero();
    }

    @Test
    void aPersonsPermissionBecomesAToken() throws IOException {
        Program browsing =
                Program.on(directory).with("CHROMIUM", Chromium.require().toString());
        var clients = new NodeClients(browsing);
        Account account = Account.inSampleCompany(browsing, server, clients);
        int port = freePort();

        SuiteRun run = ConformanceSuite.runAuthorizationWithPerson(
                "authorization",
                server.url(),
                address -> clients.allow(address, account),
                "--client-id",
                register("http://127.0.0.1:" + port + "/callback"),
                "--resource",
                server.mcpUrl(),
                "--port",
                String.valueOf(port));

        assertThat(run.checks().keySet()).containsExactlyInAnyOrder(METADATA, "authorization-code-grant");
        run.requireSuccess(run.checks().keySet());
        assertThat(run.exitCode()).as(run.out()).isZero();
    }

    private static String register(String redirectUri) {
        HttpResponse<String> answer = server.postJson(
                "/oauth/register", "{\"client_name\":\"The suite\",\"redirect_uris\":[\"" + redirectUri + "\"]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Messages.read(answer.body()).get("client_id").asString();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
