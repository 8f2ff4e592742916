package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Clients that others wrote, as they are published, which have no key and ask a person for permission. The person sits at a real
 * browser.
 */
class AuthorizationIT {

    @TempDir
    static Path directory;

    private static NodeClients clients;
    private static RunningServer server;
    private static Account account;

    @BeforeAll
    static void serveTheSampleCompany() {
        Program program =
                Program.on(directory).with("CHROMIUM", Chromium.require().toString());
        clients = new NodeClients(program);
        server = program.serve("--demo");
        account = Account.inSampleCompany(program, server, clients);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-1", "client-2"})
    void theTypeScriptClientsWorkAsLongAsThePersonAllows(String library) {
        JsonNode seen = clients.authorized(library, server.mcpUrl(), account);

        requireDiscovery(seen);
        requireConsent(seen.at("/consent"), "Journey of " + library);
        assertThat(seen.at("/consent/signedIn").asBoolean()).isTrue();
        assertThat(seen.at("/state").asString()).isEqualTo("state-of-the-journey");
        assertThat(seen.at("/tokens/scope").asString()).isEqualTo("mcp:enabled backlog:read logs:read logs:write");
        assertThat(seen.at("/tools").toString()).contains("\"query_backlog\"");
        assertThat(seen.at("/items").asInt()).isEqualTo(2);

        assertThat(seen.at("/refusedBeforeRenewal").toString())
                .as("a token that is none any more, then the next one")
                .isEqualTo("[401,200]");
        assertThat(seen.at("/itemsAfterRenewal").asInt()).isEqualTo(2);
        assertThat(seen.at("/askedForRenewal").isNull())
                .as("no person was asked")
                .isTrue();
        assertThat(seen.at("/refreshed").asString()).isEqualTo("AUTHORIZED");
        assertThat(List.of("tokens", "renewedTokens", "refreshedTokens"))
                .extracting(each -> seen.at("/" + each + "/refresh_token").asString())
                .allMatch(token -> token.startsWith("pm33_refresh_"))
                .doesNotHaveDuplicates();

        assertThat(seen.at("/disconnected").asString()).startsWith("Disconnected.");
        assertThat(seen.at("/refusedAfterDisconnect").toString()).isEqualTo("[401]");
        assertThat(seen.at("/afterDisconnect").asString()).isEqualTo("UnauthorizedError");
        assertThat(seen.at("/asksAgain").asString()).isEqualTo("/oauth/authorize");
        requireConsent(seen.at("/consentAgain"), "Journey of " + library);
        assertThat(seen.at("/consentAgain/signedIn").asBoolean()).isFalse();
        assertThat(seen.at("/itemsInTheEnd").asInt()).isEqualTo(2);
    }

    /** The client was told nothing but the address of MCP. */
    private static void requireDiscovery(JsonNode seen) {
        assertThat(seen.at("/first").asString()).isEqualTo("UnauthorizedError");
        assertThat(seen.at("/challenge/status").asInt()).isEqualTo(401);
        assertThat(seen.at("/challenge/challenge").asString())
                .contains("resource_metadata=\"" + server.url() + "/.well-known/oauth-protected-resource/mcp\"");
        assertThat(seen.at("/asked/client_id").asString()).startsWith("client_");
        assertThat(seen.at("/asked/code_challenge_method").asString()).isEqualTo("S256");
        assertThat(seen.at("/asked/resource").asString()).isEqualTo(server.mcpUrl());
    }

    private static void requireConsent(JsonNode consent, String program) {
        assertThat(consent.at("/heading").asString()).isEqualTo("Allow " + program + " to work for you?");
        assertThat(consent.at("/text").asString())
                .contains("nobody vouches for it", "Ada Lovelace (" + account.email() + ")", "Your answer goes to ");
        assertThat(consent.at("/warnings/0").asString()).contains("a program on your own computer");
        assertThat(consent.at("/scopes").toString()).isEqualTo("[\"backlog:read\",\"logs:read\",\"logs:write\"]");
        assertThat(consent.at("/places/0").asString()).isEqualTo("sample");
    }

    @Test
    void theBridgeOfDesktopClientsAsksOnceAndThenKnowsItsTokens() throws IOException {
        Path seen = directory.resolve("seen.jsonl");
        Path browser = browser(seen);

        requireTheBacklog(
                clients.roundTrip("client-2", "legacy", clients.bridgeWithoutKey(server.mcpUrl(), "legacy", browser)));
        // A tool that needs a further scope lets the bridge ask for it, once.
        assertThat(Files.readAllLines(seen)).hasSize(2);
        requireConsent(Messages.read(Files.readAllLines(seen).getFirst()), "MCP CLI Proxy");
        assertThat(Messages.read(Files.readAllLines(seen).getLast())
                        .at("/scopes")
                        .toString())
                .isEqualTo("[\"backlog:read\",\"velocity:read\",\"logs:read\",\"logs:write\"]");

        requireTheBacklog(
                clients.roundTrip("client-2", "legacy", clients.bridgeWithoutKey(server.mcpUrl(), "auto", browser)));
        assertThat(Files.readAllLines(seen))
                .as("times that a browser was opened")
                .hasSize(2);
    }

    /** A command of one word, which is all that programs know of the browser of a machine. */
    private static Path browser(Path seen) throws IOException {
        String command =
                String.join("' '", clients.allowingBrowser("$1", account, seen)).replace("'$1'", "\"$1\"");
        Path browser = Files.writeString(
                directory.resolve("browser"),
                "#!/bin/sh\nexport CHROMIUM='%s'\nexec '%s'\n".formatted(Chromium.require(), command));
        assertThat(browser.toFile().setExecutable(true)).isTrue();
        return browser;
    }

    private static void requireTheBacklog(JsonNode seen) {
        assertThat(seen.at("/tools").values())
                .extracting(tool -> tool.get("name").asString())
                .contains("query_backlog");
        assertThat(seen.at("/bugs/structuredContent/items").values())
                .isNotEmpty()
                .allMatch(item -> item.get("type").asString().equals("bug"));
    }
}
