package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.Chromium;
import io.throughline.TestDatabase;
import io.throughline.access.oauth.clients.DocumentsOfThisMachine;
import io.throughline.console.RunningConsole;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The client libraries for TypeScript when they have a document to introduce themselves by, which they then prefer to
 * registering. The server runs in the process of the test: as it is shipped, it fetches no documents of this machine.
 */
class DocumentedClientIT {

    @TempDir
    static Path directory;

    private static NodeClients clients;
    private static RunningConsole server;

    @BeforeAll
    static void serve() {
        clients = new NodeClients(
                Program.on(directory).with("CHROMIUM", Chromium.require().toString()));
        server = RunningConsole.with(TestDatabase.SQLITE, DocumentsOfThisMachine.class);
        // without a port: the client takes the one that is free
        server.get(DocumentsOfThisMachine.Publisher.class).publish("Example App", "http://127.0.0.1/callback");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-1", "client-2"})
    void aClientIntroducesItselfByItsDocument(String library) {
        // each has a person of its own: to one person, both are the same app
        var account =
                new Account(server.company(library.replace("-", "")).owner().email(), RunningConsole.PASSWORD);

        JsonNode seen =
                clients.authorizedByDocument(library, server.url() + "/mcp", account, DocumentsOfThisMachine.CLIENT);

        assertThat(seen.at("/asked/client_id").asString()).isEqualTo(DocumentsOfThisMachine.CLIENT);
        assertThat(seen.at("/client/client_id").asString()).isEqualTo(DocumentsOfThisMachine.CLIENT);
        assertThat(seen.at("/consent/heading").asString()).isEqualTo("Allow Example App to work for you?");
        assertThat(seen.at("/consent/text").asString())
                .contains("It is published by app.example.com.")
                .doesNotContain("nobody vouches");
        assertThat(seen.at("/consent/warnings/0").asString()).contains("a program on your own computer");
        assertThat(seen.at("/tools").toString()).contains("\"query_backlog\"");
        assertThat(seen.at("/refusedBeforeRenewal").toString()).isEqualTo("[401,200]");
        assertThat(seen.at("/refusedAfterDisconnect").toString()).isEqualTo("[401]");
        assertThat(seen.at("/itemsInTheEnd").isInt()).isTrue();
    }
}
