package io.throughline.http;

import io.throughline.access.AccessService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.access.Tenant;
import io.throughline.access.oauth.AccessTokens;
import io.throughline.access.oauth.Grants;
import io.throughline.cli.Features;
import io.throughline.settings.Settings;
import io.throughline.settings.SettingsReader;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole server over HTTP, with one person in one workspace, and a plain client. Its time can be moved. */
final class OverHttp implements AutoCloseable {

    private static final String EMAIL = "ada@example.com";

    private final ServletWebServerApplicationContext context;
    private final MovedClock clock = new MovedClock();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Grants grants;
    final Principal person;
    final Workspace workspace;

    /** @param flags settings besides those of the place */
    OverHttp(Path directory, Map<String, String> flags, Class<?>... more) {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        Map<String, String> all = new HashMap<>(Map.of("DATA", directory.toString(), "PORT", "0"));
        all.putAll(flags);
        Settings settings = SettingsReader.read(all, Map.of());
        ApplicationContextInitializer<GenericApplicationContext> ours = starting -> {
            starting.registerBean(Settings.class, () -> settings);
            starting.registerBean("clock", Clock.class, () -> clock);
            for (Class<?> bean : more) {
                starting.registerBean(bean);
            }
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
        grants = new Grants(context.getBean(JdbcClient.class));
        AccessService access = context.getBean(AccessService.class);
        Tenant tenant = access.addTenant("firm", "Firm", false);
        Person ada = access.addPerson(EMAIL, "Ada", ZoneOffset.UTC, false);
        person = new Principal(tenant.id(), ada.id(), "Ada", ZoneOffset.UTC, "test", Scope.all());
        workspace = context.getBean(WorkspaceService.class).create(person, "APP", "The application");
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    Grants grants() {
        return grants;
    }

    int port() {
        return context.getWebServer().getPort();
    }

    String base() {
        return "http://localhost:" + port();
    }

    void pass(Duration time) {
        clock.ahead = clock.ahead.plus(time);
    }

    String key(Scope... scopes) {
        Set<String> names = Set.of(scopes).stream().map(Scope::wireName).collect(Collectors.toSet());
        return get(AccessService.class).createKey(EMAIL, "firm", "laptop", names, null);
    }

    /** A token of a new grant for this server as it is reached here. */
    String token(Scope... scopes) {
        return token(grants.add(person, Set.of(scopes), null), Set.of(scopes));
    }

    String token(long grantId, Set<Scope> scopes) {
        return get(AccessTokens.class)
                .issue(grantId, person.personId(), Grants.CLIENT_ID, scopes, base(), base() + "/mcp");
    }

    HttpResponse<String> send(String method, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpClient http() {
        return http;
    }

    /** For headers that the client of Java does not send, such as {@code Host} and {@code Origin}. The head of the answer. */
    String raw(String method, String path, String host, String... headers) throws IOException {
        try (var socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(20_000);
            var request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
            for (int at = 0; at < headers.length; at += 2) {
                request.append(headers[at]).append(": ").append(headers[at + 1]).append("\r\n");
            }
            request.append("Connection: close\r\n\r\n");
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return reader.lines().collect(Collectors.joining("\n"));
        }
    }

    static String modern(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{\"_meta\":{"
                + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}" + (params.isEmpty() ? "" : "," + params) + "}}";
    }

    /** @param name of a tool or prompt or the address of a resource, empty for none */
    HttpResponse<String> modern(String method, String name, String params, String... headers)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", method));
        if (!name.isEmpty()) {
            all.addAll(List.of("Mcp-Name", name));
        }
        all.addAll(List.of(headers));
        return send("POST", "/mcp", modern(method, params), all.toArray(String[]::new));
    }

    @Override
    public void close() {
        http.shutdownNow();
        context.close();
    }

    private static final class MovedClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

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
            return Clock.systemUTC().instant().plus(ahead);
        }
    }
}
