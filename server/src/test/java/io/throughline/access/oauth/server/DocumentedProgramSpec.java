package io.throughline.access.oauth.server;

import static io.throughline.access.oauth.clients.DocumentsOfThisMachine.CLIENT;
import static io.throughline.access.oauth.server.OAuthClient.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.oauth.clients.DocumentsOfThisMachine;
import io.throughline.console.Browser;
import io.throughline.console.RunningConsole;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Programs that do not register: their name is the address of a document. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DocumentedProgramSpec {

    /** Longer than a document is kept that nobody wants kept. */
    private static final Duration LATER = Duration.ofMinutes(6);

    private final TestDatabase database;
    private RunningConsole server;
    private DocumentsOfThisMachine.Publisher publisher;
    private TestServer.Company company;
    private Browser person;
    private OAuthClient client;

    DocumentedProgramSpec(TestDatabase database) {
        this.database = database;
    }

    static final class OnSqliteTest extends DocumentedProgramSpec {
        OnSqliteTest() {
            super(TestDatabase.SQLITE);
        }
    }

    static final class OnPostgresqlTest extends DocumentedProgramSpec {
        OnPostgresqlTest() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @BeforeAll
    void start() {
        server = RunningConsole.with(database, DocumentsOfThisMachine.class);
        publisher = server.get(DocumentsOfThisMachine.Publisher.class);
        company = server.company("acme");
        client = new OAuthClient(server.url());
        client.clientId = CLIENT;
    }

    @BeforeEach
    void publish() {
        server.pass(LATER);
        publisher.publish("Example", "http://127.0.0.1/callback");
        person = server.signedIn(company.owner());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> tokens() {
        return client.exchange(client.code(person, company.tenant().key()));
    }

    @Test
    void aProgramGetsTokensByItsDocument() {
        HttpResponse<String> page = person.follow(client.authorizeAddress());
        assertThat(page.body())
                .contains("Allow <strong>Example</strong>", "published by <strong>app.example.com</strong>")
                .contains("a program on your own computer");

        HttpResponse<String> tokens = tokens();
        assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
        assertThat(client.call(body(tokens).path("access_token").asString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatItsDocumentSaysNowCounts() {
        assertThat(tokens().statusCode()).isEqualTo(200);
        publisher.publish("Renamed", "http://127.0.0.1/elsewhere");
        server.pass(LATER);
        person = server.signedIn(company.owner());

        HttpResponse<String> page = person.follow(client.authorizeAddress());
        assertThat(page.statusCode())
                .as("to an address that is no longer in the document")
                .isEqualTo(400);
        page = person.follow(client.authorizeAddress("redirect_uri", "http://127.0.0.1:7777/elsewhere"));
        assertThat(page.body()).contains("Allow <strong>Renamed</strong>");
    }

    @Test
    void aProgramGoesOnWorkingWhileItsDocumentIsGoneButAsksNobodyAnew() {
        HttpResponse<String> tokens = tokens();
        publisher.withdraw();
        server.pass(LATER);
        person = server.signedIn(company.owner());

        HttpResponse<String> next =
                client.refresh(body(tokens).path("refresh_token").asString());
        assertThat(next.statusCode()).as(next.body()).isEqualTo(200);
        HttpResponse<String> page = person.get(client.authorizeAddress(), "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body())
                .as("what the person reads")
                .contains("This could not be done", "The program&#39;s document");
    }

    @Test
    void aRequestThatCannotBeReadFetchesNothing() {
        int before = publisher.fetches();
        assertThat(person.get(client.authorizeAddress("response_type", "")).statusCode())
                .isEqualTo(400);
        assertThat(publisher.fetches()).isEqualTo(before);
    }
}
