package io.throughline.access.oauth.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Documents fetched from a real server on this machine; only the check of its address lets that address through. */
abstract class MetadataDocumentsSpec {

    static final String CLIENT = "https://app.example.com/client.json";
    static final String UNREACHABLE =
            "The program's document cannot be reached: its host has no public address, or no server"
                    + " answers there with a valid certificate.";
    static final InetAddress REQUESTER = InetAddress.ofLiteral("93.184.216.34");
    static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    @TempDir
    static Path directory;

    static DocumentServer server;
    private MetadataDocuments documents;
    final List<String> lookups = new CopyOnWriteArrayList<>();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-02T08:00:00Z"));

    /** What names lead to; each look-up is noted. */
    NameService names = host -> new InetAddress[] {HERE};

    @BeforeAll
    static void serve() throws Exception {
        server = new DocumentServer(directory);
    }

    @AfterAll
    static void stopServing() throws Exception {
        server.close();
    }

    @BeforeEach
    void start() {
        server.requests().clear();
        server.answerWithDocument("", document(CLIENT));
        documents = documents(HERE::equals, new ClientDomains(List.of(), List.of("denied.example.com")));
    }

    @AfterEach
    void stop() {
        documents.close();
    }

    MetadataDocuments documents(Predicate<InetAddress> isPublic, ClientDomains domains) {
        var fetch = fetch(isPublic, new DocumentConnection(server::context, server.port(), DocumentFetch.DEADLINE));
        return new MetadataDocuments(domains, Set.of(), fetch, clock());
    }

    DocumentFetch fetch(Predicate<InetAddress> isPublic, DocumentConnection connection) {
        return new DocumentFetch(new DocumentHosts(this::lookUp, isPublic, Set::of), connection);
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        lookups.add(host);
        return names.addresses(host);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }

    static String document(String clientId) {
        return "{\"client_id\":\"" + clientId
                + "\",\"client_name\":\"App\",\"redirect_uris\":[\"http://127.0.0.1/cb\"]}";
    }

    DocumentOutcome find(String clientId) {
        return documents.find(clientId, REQUESTER);
    }

    void passes(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    void refused(String clientId, String reason) {
        assertThat(find(clientId)).isEqualTo(new DocumentOutcome.Refused(reason));
    }

    void fetched(String clientId, Duration validFor) {
        assertThat(find(clientId))
                .isInstanceOfSatisfying(
                        DocumentOutcome.Fetched.class,
                        fetched -> assertThat(fetched.validFor()).isEqualTo(validFor));
    }
}
