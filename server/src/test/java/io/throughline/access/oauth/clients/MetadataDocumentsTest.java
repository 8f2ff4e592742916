package io.throughline.access.oauth.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.settings.SettingsReader;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often a document is fetched, and for whom. */
class MetadataDocumentsTest extends MetadataDocumentsSpec {

    private static final Duration SHORTEST = Duration.ofMinutes(5);

    @Test
    void anAddressIsToldFromIdsWeGaveOut() {
        assertThat(MetadataDocuments.isAddress("https://app.example.com/c")).isTrue();
        assertThat(MetadataDocuments.isAddress("HTTP://app.example.com/c")).isTrue();
        assertThat(MetadataDocuments.isAddress("9f2b7c")).isFalse();
    }

    @Test
    void aDocumentIsKeptForAsLongAsItsServerAllows() {
        server.answerWithDocument("Cache-Control: public\r\nCache-Control: max-age=3600\r\n", document(CLIENT));
        fetched(CLIENT, Duration.ofHours(1));
        passes(Duration.ofMinutes(50));
        fetched(CLIENT, Duration.ofMinutes(10));
        assertThat(server.requests()).hasSize(1);
        passes(Duration.ofMinutes(10));
        fetched(CLIENT, Duration.ofHours(1));
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aDocumentNotToBeKeptIsKeptForFiveMinutes() {
        server.answerWithDocument("Cache-Control: no-store\r\n", document(CLIENT));
        fetched(CLIENT, SHORTEST);
        passes(SHORTEST.minusSeconds(1));
        fetched(CLIENT, Duration.ofSeconds(1));
        assertThat(server.requests()).hasSize(1);
        passes(Duration.ofSeconds(1));
        fetched(CLIENT, SHORTEST);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void addressesAreToldApartByEveryCharacter() {
        fetched(CLIENT, SHORTEST);
        refused(
                CLIENT + "?",
                "The program's document is not taken. Its client_id is not, character by character, the address it stands"
                        + " at.");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void errorsAreNotKept() {
        server.answerWith("500 X", "Content-Length: 0\r\n", new byte[0]);
        assertThat(find(CLIENT)).isInstanceOf(DocumentOutcome.Refused.class);
        server.answerWithDocument("", "{}");
        assertThat(find(CLIENT)).isInstanceOf(DocumentOutcome.Refused.class);
        server.answerWithDocument("", document(CLIENT));
        fetched(CLIENT, SHORTEST);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aDocumentThatTurnsBadIsGoneWhenItExpires() {
        fetched(CLIENT, SHORTEST);
        server.answerWith("404 X", "Content-Length: 0\r\n", new byte[0]);
        passes(SHORTEST);
        assertThat(find(CLIENT)).isInstanceOf(DocumentOutcome.Refused.class);
    }

    @Test
    void whatADocumentHoldsIsNotRepeated() {
        server.answerWithDocument("", "{\"client_id\":\"<script>boo</script>\"}");
        assertThat(find(CLIENT).toString()).doesNotContain("boo");
        server.answerWithDocument("", "boo");
        assertThat(find(CLIENT).toString()).doesNotContain("boo");
    }

    @Test
    void thoseWhoAskAtTheSameTimeShareOneFetch() throws Exception {
        server.answerWithDocumentAfter(Duration.ofMillis(300), document(CLIENT));
        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<DocumentOutcome> ask = () -> find(CLIENT);
            for (Future<DocumentOutcome> answer : askers.invokeAll(
                    IntStream.range(0, 20).mapToObj(asker -> ask).toList())) {
                assertThat(answer.get()).isInstanceOf(DocumentOutcome.Fetched.class);
            }
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anInterruptedAskerTakesNobodysAnswerAway() throws Exception {
        server.answerWithDocumentAfter(Duration.ofMillis(500), document(CLIENT));
        Thread first = Thread.ofVirtual().start(() -> find(CLIENT));
        while (server.requests().isEmpty()) {
            Thread.sleep(10);
        }
        first.interrupt();
        fetched(CLIENT, SHORTEST);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void oneBrokenDocumentIsFetchedSixTimesAMinute() {
        server.answerWith("404 X", "Content-Length: 0\r\n", new byte[0]);
        for (int ask = 0; ask < FetchLimits.PER_DOCUMENT; ask++) {
            assertThat(find(CLIENT)).isInstanceOf(DocumentOutcome.Refused.class);
        }
        assertThat(find(CLIENT)).isInstanceOfSatisfying(DocumentOutcome.Limited.class, limited -> {
            assertThat(limited.retryAfter()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
            assertThat(limited.reason())
                    .isEqualTo("The document of this program was asked for too often. Wait a minute, then try again.");
        });
        assertThat(server.requests()).hasSize(FetchLimits.PER_DOCUMENT);
    }

    @Test
    void oneRequesterGetsThirtyAMinuteAndKeptOnesForFree() {
        fetched(CLIENT, SHORTEST);
        for (int ask = 0; ask < 100; ask++) {
            assertThat(find(CLIENT)).isInstanceOf(DocumentOutcome.Fetched.class);
        }
        names = host -> new InetAddress[] {InetAddress.ofLiteral("10.0.0.1")};
        for (int ask = 1; ask < FetchLimits.PER_REQUESTER; ask++) {
            assertThat(find(CLIENT + ask)).isInstanceOf(DocumentOutcome.Refused.class);
        }
        assertThat(find(CLIENT + 30)).isInstanceOf(DocumentOutcome.Limited.class);
        assertThat(find(CLIENT)).isInstanceOf(DocumentOutcome.Fetched.class);
    }

    @Test
    void allAddressesOfOneIpv6NetworkAreOneRequester() {
        var limits = new FetchLimits();
        for (int ask = 0; ask < FetchLimits.PER_REQUESTER; ask++) {
            assertThat(limits.question(InetAddress.ofLiteral("2a00:1:2:3::" + ask)))
                    .isEmpty();
        }
        assertThat(limits.question(InetAddress.ofLiteral("2a00:1:2:3:ffff::1"))).isPresent();
        assertThat(limits.question(InetAddress.ofLiteral("2a00:1:2:4::1"))).isEmpty();
    }

    @Test
    void allTogetherGetAHundredAndTwentyAMinute() {
        var limits = new FetchLimits();
        for (int ask = 0; ask < FetchLimits.OVERALL; ask++) {
            assertThat(limits.fetch(ClientAddress.of(CLIENT + ask))).isEmpty();
        }
        assertThat(limits.fetch(ClientAddress.of(CLIENT + "more")))
                .hasValueSatisfying(limited -> assertThat(limited.reason())
                        .isEqualTo(
                                "Too many programs introduce themselves at this time. Wait a minute, then try again."));
    }

    @Test
    void aDeniedDomainIsNotEvenLookedUp() {
        refused(
                "https://a.denied.example.com/client.json",
                "This server takes no programs of a.denied.example.com. Ask the administrators, who denied its domain"
                        + " (THROUGHLINE_CLIENT_DOMAINS_DENIED).");
        assertThat(lookups).isEmpty();
    }

    @Test
    void aWrongAddressIsRefused() {
        assertThat(find("https://app.example.com/../x")).isInstanceOf(DocumentOutcome.Refused.class);
        assertThat(lookups).isEmpty();
    }

    @Test
    void theProductConnectsToNothingOfThisMachine() {
        var settings = SettingsReader.read(
                Map.of("DATA", directory.toString()),
                Map.of(
                        "THROUGHLINE_CLIENT_DOMAINS_DENIED",
                        "evil.example",
                        "THROUGHLINE_PUBLIC_URL",
                        "https://127.0.0.1"));
        try (var product = new MetadataDocuments(settings, Clock.systemUTC())) {
            for (String host :
                    List.of("127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::127.0.0.1]", "10.0.0.1")) {
                assertThat(product.find("https://" + host + "/client.json", REQUESTER))
                        .isEqualTo(new DocumentOutcome.Refused(UNREACHABLE));
            }
            assertThat(product.find("https://evil.example/client.json", REQUESTER)
                            .toString())
                    .contains("THROUGHLINE_CLIENT_DOMAINS_DENIED");
        }
    }
}
