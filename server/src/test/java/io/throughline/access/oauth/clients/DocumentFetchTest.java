package io.throughline.access.oauth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where we connect to, what we send, and how long we wait. */
class DocumentFetchTest extends MetadataDocumentsSpec {

    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final String JSON = "Content-Type: application/json\r\n";

    @Test
    void aDocumentIsFetchedByOneBareRequest() {
        fetched(CLIENT, SHORTEST);
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.serverName()).contains("app.example.com");
            assertThat(request.lines())
                    .containsExactlyInAnyOrder(
                            "GET /client.json HTTP/1.1",
                            "Accept: application/json",
                            "Host: app.example.com",
                            "Connection: close",
                            "User-Agent: Throughline");
        });
    }

    @Test
    void theAddressIsAskedForAsItIsWritten() {
        String clientId = "https://app.example.com:443/a%2Fb/%41;v=1?x=%20&y";
        server.answerWithDocument("", document(clientId));
        fetched(clientId, SHORTEST);
        assertThat(server.requests().getFirst().lines()).contains("GET /a%2Fb/%41;v=1?x=%20&y HTTP/1.1");
    }

    @Test
    void anAddressAsHostIsConnectedToAsItIs() {
        server.answerWithDocument("", document("https://127.0.0.1/client.json"));
        fetched("https://127.0.0.1/client.json", SHORTEST);
        assertThat(documents(PublicAddresses::contains, new ClientDomains(List.of(), List.of()))
                        .find("https://127.0.0.1/client.json", REQUESTER))
                .isEqualTo(new DocumentOutcome.Refused(UNREACHABLE));
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "169.254.169.254",
                "::ffff:10.1.2.3",
                "64:ff9b::10.1.2.3",
                "fd00:ec2::254",
                "::1"
            })
    void aNameThatLeadsIntoOurNetworkLooksLikeOneThatDoesNotExist(String inside) {
        var strict = documents(PublicAddresses::contains, new ClientDomains(List.of(), List.of()));
        names = host -> new InetAddress[] {InetAddress.ofLiteral(inside)};
        assertThat(strict.find(CLIENT, REQUESTER)).isEqualTo(new DocumentOutcome.Refused(UNREACHABLE));
        names = host -> {
            throw new UnknownHostException(host);
        };
        assertThat(strict.find(CLIENT, REQUESTER)).isEqualTo(new DocumentOutcome.Refused(UNREACHABLE));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void oneAddressOfOurNetworkAmongPublicOnesIsEnough() {
        names = host -> new InetAddress[] {HERE, InetAddress.ofLiteral("10.1.2.3")};
        refused(CLIENT, UNREACHABLE);
        names = host -> new InetAddress[] {InetAddress.ofLiteral("10.1.2.3"), HERE};
        refused(CLIENT, UNREACHABLE);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aNameIsLookedUpOnceAndWhatWasCheckedIsConnectedTo() {
        var answers = new AtomicInteger();
        names = host -> new InetAddress[] {
            answers.getAndIncrement() == 0 ? HERE : InetAddress.ofLiteral("127.0.0.2") // where nobody listens
        };
        fetched(CLIENT, SHORTEST);
        assertThat(lookups).containsExactly("app.example.com");
    }

    @Test
    void theSecondCheckedAddressIsTriedIfTheFirstIsDead() {
        names = host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.2"), HERE};
        var connection = new DocumentConnection(server::context, server.port(), DocumentFetch.DEADLINE);
        try (var fetch = fetch(InetAddress::isLoopbackAddress, connection)) {
            assertThat(fetch.get(ClientAddress.of(CLIENT)).body()).contains("App");
        }
    }

    @Test
    void aCertificateMustBeForTheName() {
        refused("https://other.example.com/client.json", UNREACHABLE);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aCertificateMustBeBelieved() throws NoSuchAlgorithmException {
        SSLContext ofSystem = SSLContext.getDefault();
        var connection = new DocumentConnection(() -> ofSystem, server.port(), DocumentFetch.DEADLINE);
        try (var fetch = fetch(HERE::equals, connection)) {
            assertThatExceptionOfType(RefusedClientException.class)
                    .isThrownBy(() -> fetch.get(ClientAddress.of(CLIENT)))
                    .withMessage(UNREACHABLE);
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aServerThatDripsIsCutOff() throws Exception {
        var cut = new CountDownLatch(1);
        server.answerWith(out -> {
            out.write(("HTTP/1.1 200 OK\r\n" + JSON + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            try {
                for (int drop = 0; drop < 100; drop++) {
                    out.write(' ');
                    out.flush();
                    Thread.sleep(200);
                }
            } catch (IOException e) {
                cut.countDown();
            }
        });
        late();
        assertThat(cut.await(2, TimeUnit.SECONDS)).as("the connection is cut").isTrue();
    }

    @Test
    void aServerThatDripsHeadersIsCutOff() {
        server.answerWith(out -> {
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.ISO_8859_1));
            for (int drop = 0; drop < 100; drop++) {
                out.write('y');
                out.flush();
                Thread.sleep(200);
            }
        });
        late();
    }

    @Test
    void aServerThatKeepsSilentInTheHandshakeIsCutOff() throws Exception {
        try (var silent = new ServerSocket(0, 5, HERE)) {
            Thread.ofVirtual().start(() -> {
                try (var socket = silent.accept();
                        InputStream in = socket.getInputStream()) {
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // the test is over
                }
            });
            var connection = new DocumentConnection(server::context, silent.getLocalPort(), Duration.ofSeconds(60));
            try (var fetch = fetch(HERE::equals, connection)) {
                assertTimeout(
                        Duration.ofMillis(4_800),
                        () -> assertThatExceptionOfType(RefusedClientException.class)
                                .isThrownBy(() -> fetch.get(ClientAddress.of(CLIENT)))
                                .withMessageContaining("did not come within 4 seconds"));
            }
        }
    }

    @Test
    void aNameServerThatKeepsSilentIsNotWaitedFor() {
        names = host -> {
            try {
                Thread.sleep(20_000);
            } catch (InterruptedException e) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {HERE};
        };
        late();
    }

    private void late() {
        assertTimeout(
                Duration.ofMillis(4_800),
                () -> refused(CLIENT, "The program's document cannot be reached: it did not come within 4 seconds."));
    }

    @Test
    void proxiesOfTheMachineAreNotAsked() {
        System.setProperty("https.proxyHost", "127.0.0.2");
        System.setProperty("https.proxyPort", "1");
        try {
            fetched(CLIENT, SHORTEST);
        } finally {
            System.clearProperty("https.proxyHost");
            System.clearProperty("https.proxyPort");
        }
    }
}
