package io.throughline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.access.AccessService;
import io.throughline.access.Scope;
import io.throughline.cli.Features;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Change;
import io.throughline.mcp.Changes;
import io.throughline.mcp.Resource;
import io.throughline.mcp.ResourceBody;
import io.throughline.mcp.modern.Subscriptions;
import io.throughline.settings.Settings;
import io.throughline.settings.SettingsReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Clients that stop reading or writing: what they hold is given back after the web server's idle time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientTest {

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int PATIENCE_MILLIS = 20_000;
    /** Long addresses, so that the buffers between are soon full. */
    private static final List<String> NOTES = IntStream.range(0, 90)
            .mapToObj(number -> "test://note/" + number + "a".repeat(3_000))
            .toList();

    @TempDir
    static Path directory;

    private ServletWebServerApplicationContext context;
    private long tenantId;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    void start() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        Settings settings = SettingsReader.read(
                Map.of("DATA", directory.toString(), "PORT", "0", "ACCESS", "off", "LISTEN_STREAMS", "1"), Map.of());
        ApplicationContextInitializer<GenericApplicationContext> ours = starting -> {
            starting.registerBean(Settings.class, () -> settings);
            starting.registerBean(
                    "jettySetup", JettySetup.class, () -> new JettySetup(IDLE)); // in the place of the real
            starting.registerBean(Note.class);
        };
        List<Class<?>> sources = new ArrayList<>(Features.all());
        sources.add(HttpConfiguration.class);
        context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .initializers(ours)
                .properties(
                        "server.address=127.0.0.1",
                        "server.port=0",
                        "spring.main.allow-bean-definition-overriding=true")
                .run();
        tenantId = context.getBean(AccessService.class)
                .localPerson(AccessService.LOCAL_TENANT)
                .tenantId();
    }

    @AfterAll
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        context.close();
    }

    @Test
    void aListenerOfTheModernEraThatNeverReadsIsLetGo() throws Exception {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscriptions/listen\",\"params\":{\"_meta\":{"
                + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}},\"notifications\":{\"resourceSubscriptions\":["
                + NOTES.stream().map(note -> "\"" + note + "\"").collect(Collectors.joining(",")) + "]}}}";
        Thread.sleep(200); // for the listeners before
        send(
                connect(),
                "POST",
                "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: subscriptions/listen\r\n",
                body); // and reads nothing
        var subscriptions = context.getBean(Subscriptions.class);
        long until = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        while (subscriptions.size() == 0 && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        assertThat(subscriptions.size()).isEqualTo(1);
        while (subscriptions.size() > 0 && System.nanoTime() < until) {
            publishAll();
        }
        assertThat(subscriptions.size()).isZero();
        assertThat(listenAnew()).as("its place is free again").isEqualTo(200);
    }

    @Test
    void aListenerOfTheOlderErasThatNeverReadsIsLetGo() throws Exception {
        String session = session();
        for (String note : NOTES) {
            String subscribe = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/subscribe\",\"params\":{\"uri\":\""
                    + note + "\"}}";
            assertThat(status(send(
                            connect(), "POST", "Mcp-Session-Id: " + session + "\r\nConnection: close\r\n", subscribe)))
                    .isEqualTo(200);
        }
        Thread.sleep(200); // for the listeners before
        send(connect(), "GET", "Mcp-Session-Id: " + session + "\r\n", ""); // and reads nothing
        Thread.sleep(200);
        assertThat(listenAnew()).as("one stream is all there may be").isEqualTo(429);
        long until = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        int status = 429;
        while (status == 429 && System.nanoTime() < until) {
            for (int round = 0; round < 20; round++) {
                publishAll();
            }
            status = listenAnew();
        }
        assertThat(status).as("its place is free again").isEqualTo(200);
    }

    @Test
    void aBodyThatNeverComesIsNotWaitedForLong() throws Exception {
        Socket socket = connect();
        socket.setSoTimeout(PATIENCE_MILLIS);
        String head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\nContent-Length: 500\r\n\r\n";
        socket.getOutputStream().write((head + "{").getBytes(StandardCharsets.UTF_8));
        long begun = System.nanoTime();
        var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(IDLE.dividedBy(2), IDLE.multipliedBy(8));
        assertThat(answer).startsWith("HTTP/1.1 408").doesNotContain("Exception");
    }

    private void publishAll() throws InterruptedException {
        var changes = context.getBean(Changes.class);
        NOTES.forEach(note -> changes.publish(new Change.Resource(tenantId, note)));
        Thread.sleep(5);
    }

    /** The status that one more listener gets; it goes away at once. */
    private int listenAnew() throws IOException {
        String session = "Mcp-Session-Id: " + session() + "\r\n";
        try (Socket socket = connect();
                Socket other = connect()) {
            int status = status(send(socket, "GET", session, ""));
            status(send(other, "DELETE", session, "")); // or its place would be taken until it is missed
            return status;
        }
    }

    private String session() throws IOException {
        try (Socket socket = connect();
                var lines = new BufferedReader(new InputStreamReader(
                        send(socket, "POST", "", """
                                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
                                "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""").getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (!line.toLowerCase(Locale.ROOT).startsWith("mcp-session-id:")) {
                line = Objects.requireNonNull(lines.readLine());
            }
            return line.substring(line.indexOf(':') + 1).strip();
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(PATIENCE_MILLIS);
        int port = Objects.requireNonNull(context.getWebServer()).getPort();
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        sockets.add(socket);
        return socket;
    }

    private static Socket send(Socket socket, String method, String headers, String body) throws IOException {
        String request = method + " /mcp HTTP/1.1\r\nHost: localhost\r\nAccept: application/json, text/event-stream\r\n"
                + headers
                + (body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
                + "\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static int status(Socket socket) throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return Integer.parseInt(new String(line, StandardCharsets.UTF_8).substring("HTTP/1.1 ".length()));
    }

    /** Notes that everybody may read. */
    static final class Note implements Resource {

        @Override
        public String uriTemplate() {
            return "test://note/{id}";
        }

        @Override
        public String name() {
            return "note";
        }

        @Override
        public String title() {
            return "Note";
        }

        @Override
        public String description() {
            return "A note.";
        }

        @Override
        public Set<Scope> scopes() {
            return Set.of();
        }

        @Override
        public Duration timeToLive() {
            return Duration.ZERO;
        }

        @Override
        public ResourceBody read(Map<String, String> variables, CallContext context) {
            return new ResourceBody.Text("text/plain", "a note");
        }

        @Override
        public List<String> complete(String variable, String typed, CallContext context) {
            return List.of();
        }
    }
}
