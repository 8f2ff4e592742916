package io.throughline.erp.signin.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.erp.signin.OpenIdStub;
import io.throughline.timelog.BrowserSignIns;
import io.throughline.timelog.BrowserSignIns.Way;
import io.throughline.timelog.TimeLogProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The port of the page on this machine: whose it is, what is let in, and when it is free again. */
class LocalPortTest {

    private final SignInBench bench = SignInBench.withSecret(TestDatabase.SQLITE);

    @AfterEach
    void close() {
        bench.close();
    }

    private void awaitFreePort() throws InterruptedException {
        long since = System.nanoTime();
        while (!bench.portIsFree()) {
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(20));
            Thread.sleep(20);
        }
    }

    private void refused(TestServer server, io.throughline.access.Principal who, String message) {
        BrowserSignIns signIns = server.get(BrowserSignIns.class);
        assertThatExceptionOfType(TimeLogProblemException.class)
                .isThrownBy(() -> signIns.begin(who, Way.PROVIDER))
                .withMessageMatching(message);
        assertThat(signIns.last(who)).isEmpty();
    }

    @Test
    void nobodyListensBeforeAndAfterASignIn() throws InterruptedException {
        bench.server.get(BrowserSignIns.class).last(bench.ada);
        assertThat(bench.portIsFree()).isTrue();

        bench.goThrough(bench.browser(), bench.link(bench.ada));
        awaitFreePort();
        bench.link(bench.ada);
        assertThat(bench.portIsFree()).isFalse();
        bench.server.get(BrowserSignIns.class).cancel(bench.ada);
        awaitFreePort();
        bench.link(bench.ada);
        bench.server.pass(Duration.ofSeconds(300));
        awaitFreePort();
        try (TestServer other = bench.server.beside()) {
            other.get(BrowserSignIns.class).begin(bench.ada, Way.PROVIDER);
            assertThat(bench.portIsFree()).isFalse();
        }
        assertThat(bench.portIsFree()).as("the program has ended").isTrue();
    }

    @Test
    void aStrangerOnThePortIsFoundOut() throws IOException {
        String message = "Port " + bench.port + " is taken by another program; stop it, or set THROUGHLINE_OAUTH_PORT"
                + " \\(MCP_OAUTH_PORT\\) to a free port. Nothing was started.";
        try (var silent = new ServerSocket(bench.port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(silent.isBound()).isTrue();
            refused(bench.server, bench.ada, message);
        }
        HttpServer liar = HttpServer.create(new InetSocketAddress("127.0.0.1", bench.port), 0);
        liar.createContext("/health", exchange -> {
            byte[] body = "{\"service\":\"up\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        liar.start();
        try {
            refused(bench.server, bench.ada, message);
        } finally {
            liar.stop(0);
        }
        assertThat(bench.goThrough(bench.browser(), bench.link(bench.ada)).body())
                .contains("You are signed in");
    }

    @Test
    void anotherProcessOfOursSaysWhoseSignInItServes() {
        bench.link(bench.eve);
        try (TestServer other = bench.server.beside()) {
            refused(
                    other,
                    bench.ada,
                    "Port " + bench.port
                            + " is taken by the sign-in of eve \\(test\\) on this machine, which ends in 30[01]"
                            + " seconds at the latest. Finish it, or try again then. Nothing was started.");
        }
        try (var stranger = new SignInBench(
                TestDatabase.SQLITE,
                "GOOGLE_CLIENT_SECRET",
                OpenIdStub.SECRET,
                "OAUTH_PORT",
                String.valueOf(bench.port))) {
            refused(
                    stranger.server,
                    stranger.ada,
                    "Port " + bench.port
                            + " is taken by another server of this kind on this machine, whose sign-in ends in"
                            + " 300 seconds at the latest. Try again then, or set THROUGHLINE_OAUTH_PORT \\(MCP_OAUTH_PORT\\)"
                            + " to another port for one of them. Nothing was started.");
        }
    }

    @Test
    void thePortPassesToTheNextProgramOfTheSamePerson() {
        bench.link(bench.ada);
        try (TestServer other = bench.server.beside()) {
            URI link = other.get(BrowserSignIns.class)
                    .begin(bench.ada, Way.PROVIDER)
                    .link();

            assertThat(bench.goThrough(
                                    bench.browser(),
                                    Objects.requireNonNull(link).getPath())
                            .body())
                    .contains("You are signed in");
            assertThat(bench.signedIn(bench.ada)).isEqualTo("owner@firm.example");
        }
    }

    private String firstLine(String method, String path, String host) throws IOException {
        try (var socket = new Socket("127.0.0.1", bench.port)) {
            socket.setSoTimeout(5_000);
            String request = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("HTTP/") || line.startsWith("Location"))
                    .reduce("", (all, line) -> all + line + " ")
                    .strip();
        }
    }

    @Test
    void namesThatOnlyLeadHereAreNotServed() throws IOException {
        bench.link(bench.ada);

        assertThat(firstLine("GET", "/login", "evil.example:" + bench.port)).isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(firstLine("POST", "/login", "evil.example:" + bench.port)).isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(firstLine("GET", "/login", "127.0.0.1")).isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(firstLine("POST", "/login", "localhost:" + bench.port)).isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(firstLine("GET", "/login?a=b", "localhost:" + bench.port))
                .isEqualTo("HTTP/1.1 307 Temporary Redirect Location: " + bench.base() + "/login?a=b");
        assertThat(firstLine("GET", "/health", "127.0.0.1:" + bench.port)).isEqualTo("HTTP/1.1 200 OK");
    }
}
