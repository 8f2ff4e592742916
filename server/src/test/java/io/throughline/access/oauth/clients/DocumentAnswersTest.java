package io.throughline.access.oauth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may answer. */
class DocumentAnswersTest extends MetadataDocumentsSpec {

    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final String JSON = "Content-Type: application/json\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"301", "302", "307", "308"})
    void redirectsAreNotFollowed(String status) {
        server.answerWith(
                status + " Moved",
                "Location: https://app.example.com/other.json\r\nContent-Length: 0\r\n",
                new byte[0]);
        refused(
                CLIENT,
                "The program's document is not taken. It is answered with status " + status
                        + " instead of 200; redirects are not followed.");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"201", "204", "206", "401", "404", "407", "429", "500", "503"})
    void everyOtherStatusIsRefusedAndNotTriedAgain(String status) {
        server.answerWith(
                status + " X",
                JSON + "Retry-After: 0\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n",
                new byte[0]);
        assertThat(find(CLIENT))
                .isInstanceOfSatisfying(
                        DocumentOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("status " + status));
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "APPLICATION/JSON", "application/cimd+json"})
    void jsonHasSeveralContentTypes(String type) {
        byte[] body = document(CLIENT).getBytes(StandardCharsets.UTF_8);
        server.answerWith("200 OK", "Content-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n", body);
        fetched(CLIENT, SHORTEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/html\r\n",
                "Content-Type: text/json\r\n",
                "Content-Type: application/jsonp\r\n",
                "Content-Type: application/javascript\r\n",
                "Content-Type: application/json-seq\r\n",
                "Content-Type: ,\r\n",
                ""
            })
    void anotherContentTypeIsRefused(String header) {
        byte[] body = document(CLIENT).getBytes(StandardCharsets.UTF_8);
        server.answerWith("200 OK", header + "Content-Length: " + body.length + "\r\n", body);
        refused(CLIENT, "The program's document is not taken. It is not served as application/json.");
    }

    @Test
    void aDocumentHasUpTo5KiB() {
        String document = document(CLIENT);
        server.answerWithDocument("", document + " ".repeat(5_120 - document.length()));
        fetched(CLIENT, SHORTEST);
        passes(SHORTEST);
        server.answerWithDocument("", document + " ".repeat(5_121 - document.length()));
        refused(CLIENT, "The program's document is not taken. It has more than 5 KiB.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10485760\r\n", ""})
    void aHugeDocumentIsNotReadToItsEnd(String length) throws Exception {
        var written = new AtomicLong();
        var broken = new CountDownLatch(1);
        server.answerWith(out -> {
            out.write(("HTTP/1.1 200 OK\r\n" + JSON + length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            byte[] part = " ".repeat(16_384).getBytes(StandardCharsets.ISO_8859_1);
            try {
                while (written.get() < 10_485_760) {
                    out.write(part);
                    written.addAndGet(part.length);
                }
            } finally {
                broken.countDown();
            }
        });
        refused(CLIENT, "The program's document is not taken. It has more than 5 KiB.");
        assertThat(broken.await(3, TimeUnit.SECONDS))
                .as("the connection is cut")
                .isTrue();
        assertThat(written.get()).isLessThan(10_485_760);
    }

    @Test
    void endlessHeadersAreNotReadToTheirEnd() {
        server.answerWith(out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            for (int header = 0; header < 1_000_000; header++) {
                out.write(("X-" + header + ": y\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        });
        assertTimeout(Duration.ofSeconds(3), () -> refused(CLIENT, UNREACHABLE));
    }

    @Test
    void whatIsCompressedIsNotUnpacked() throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[3_000_000]);
        }
        assertThat(bomb.size()).isLessThan(5_120);
        server.answerWith(
                "200 OK",
                JSON + "Content-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n",
                bomb.toByteArray());
        refused(CLIENT, "The program's document is not taken. It is served compressed, which was not asked for.");
    }

    @Test
    void aDocumentMustBeInUtf8() {
        server.answerWith("200 OK", JSON + "Content-Length: 3\r\n", new byte[] {'"', (byte) 0xe4, '"'});
        refused(CLIENT, "The program's document is not taken. It is not in UTF-8.");
    }

    @Test
    void cookiesAreNotKept() {
        server.answerWithDocument("Set-Cookie: a=b; Path=/\r\n", document(CLIENT));
        fetched(CLIENT, SHORTEST);
        passes(SHORTEST);
        fetched(CLIENT, SHORTEST);
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().getLast().lines()).noneMatch(line -> line.startsWith("Cookie"));
    }
}
