package io.throughline.mcp.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.throughline.access.Principal;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.wire.MessageReader;
import io.throughline.mcp.wire.UnreadableMessageException;
import io.throughline.settings.Settings;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The endpoints of the older revisions on a web server of their own, and a plain client. The caller says who it is. */
final class RunningEndpoint implements AutoCloseable {

    private static final String WHO = "x-test-person";
    private static final Settings.Limits UNLIMITED = new Settings.Limits(0, 0, 0, Duration.ofMinutes(10));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Server server = new Server(new VirtualThreadPool());
    private final ServerConnector connector = new ServerConnector(server);
    private final Heartbeat heartbeat;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final MessageReader messages = new MessageReader();

    private RunningEndpoint(SdkServer sdk, boolean sessions, SessionLimits limits, Duration silence) {
        heartbeat = new Heartbeat(silence);
        var legacy = new LegacyEndpoint(sdk, heartbeat, sessions, limits);
        var sse = new SseEndpoint(sdk, heartbeat, new CallLimits(UNLIMITED), limits, meters);
        var context = new ServletContextHandler();
        var front = new ServletHolder(new Front(legacy, sse));
        front.setAsyncSupported(true);
        context.addServlet(front, "/*");
        server.setHandler(context);
        server.addConnector(connector);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static RunningEndpoint of(SdkServer server) {
        return new RunningEndpoint(server, true, SessionLimits.USUAL, Heartbeat.SILENCE);
    }

    static RunningEndpoint of(SdkServer server, SessionLimits limits) {
        return new RunningEndpoint(server, true, limits, Heartbeat.SILENCE.dividedBy(15)); // swept in time for a test
    }

    static RunningEndpoint withoutSessions(SdkServer server) {
        return new RunningEndpoint(server, false, SessionLimits.USUAL, Heartbeat.SILENCE);
    }

    static RunningEndpoint withHeartbeat(SdkServer server, Duration silence) {
        return new RunningEndpoint(server, true, SessionLimits.USUAL, silence);
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    double sseSessions() {
        return meters.counter("throughline.mcp.sse.sessions").count();
    }

    HttpResponse<String> send(String method, String path, @Nullable String body, String... headers) {
        try {
            return http.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> post(String body, String... headers) {
        return send("POST", "/mcp", body, headers);
    }

    CompletableFuture<HttpResponse<String>> postSoon(String body, String... headers) {
        return http.sendAsync(request("POST", "/mcp", body, headers), HttpResponse.BodyHandlers.ofString());
    }

    /** An answer that is read while it comes. */
    EventReader stream(String method, String path, @Nullable String body, String... headers) {
        try {
            return new EventReader(
                    http.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + connector.getLocalPort() + path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        request.header("Content-Type", "application/json");
        List<String> given = new ArrayList<>(List.of(headers));
        if (!given.contains("Accept")) {
            given.addAll(List.of("Accept", "application/json, text/event-stream"));
        }
        return request.headers(given.toArray(String[]::new)).build();
    }

    /** A session of a client, for short. */
    LegacyTestClient client(String version, String capabilities, String... headers) {
        return new LegacyTestClient(this, version, capabilities, headers);
    }

    LegacyTestClient client() {
        return client("2025-11-25", "{}");
    }

    /** Headers of somebody else. */
    static String[] person(long tenantId, long personId) {
        return new String[] {WHO, tenantId + ":" + personId};
    }

    @Override
    public void close() {
        heartbeat.stop();
        http.shutdownNow();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Front extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient LegacyEndpoint legacy;
        private final transient SseEndpoint sse;

        Front(LegacyEndpoint legacy, SseEndpoint sse) {
            this.legacy = legacy;
            this.sse = sse;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String who = request.getHeader(WHO) == null ? "1:1" : request.getHeader(WHO);
            Principal principal = LegacyFixtures.principal(
                    Long.parseLong(who.substring(0, who.indexOf(':'))),
                    Long.parseLong(who.substring(who.indexOf(':') + 1)));
            switch (request.getMethod() + " " + request.getRequestURI()) {
                case "GET /mcp" -> legacy.get(principal, request, response);
                case "DELETE /mcp" -> legacy.delete(principal, request, response);
                case "GET /sse" -> sse.get(principal, request, response);
                case "POST /messages" -> sse.post(read(request), principal, request, response);
                default -> {
                    JsonNode message = read(request);
                    if (message.isArray()) {
                        legacy.postBatch(message, principal, request, response);
                    } else {
                        legacy.post(message, principal, request, response);
                    }
                }
            }
        }

        private JsonNode read(HttpServletRequest request) throws IOException {
            try {
                return messages.read(request.getInputStream().readAllBytes());
            } catch (UnreadableMessageException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
