package io.throughline.mcp.http;

import io.throughline.mcp.ArgumentReader;
import io.throughline.mcp.Calls;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.modern.ModernFixtures;
import io.throughline.mcp.modern.ModernServer;
import io.throughline.mcp.modern.TestModern;
import io.throughline.mcp.wire.EraClassifier;
import io.throughline.mcp.wire.MessageReader;
import io.throughline.settings.Settings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import tools.jackson.databind.json.JsonMapper;

/** The address of both eras on a web server of its own, over test tools. The caller says who it is. */
final class RunningMcp implements AutoCloseable {

    static final String WHO = "x-test-person";

    final ModernFixtures fixtures = new ModernFixtures();
    final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final TestModern modern = TestModern.of(fixtures.registry(), fixtures.changes);
    private final Heartbeat heartbeat = new Heartbeat(Heartbeat.SILENCE);
    private final Server server = new Server(new VirtualThreadPool());
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RunningMcp(Settings.Limits settings) {
        JsonMapper json = JsonMapper.builder().build();
        var registry = fixtures.registry();
        var sdk = new SdkServer(
                registry,
                new Calls(registry, new ArgumentReader(json)),
                json,
                fixtures.changes,
                settings.callTimeout());
        var limits = new CallLimits(settings);
        var servlet = new McpServlet(
                new EraClassifier(new MessageReader(), ModernServer.VERSIONS),
                new ModernEndpoint(modern.server(), modern.subscriptions(), limits, heartbeat, new Pulses()),
                new LegacyEndpoint(sdk, heartbeat, limits, true, SessionLimits.USUAL),
                ScopeGates.over(registry));
        var context = new ServletContextHandler();
        var who = new FilterHolder(new Who());
        who.setAsyncSupported(true);
        context.addFilter(who, "/*", EnumSet.of(jakarta.servlet.DispatcherType.REQUEST));
        var holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/mcp");
        server.setHandler(context);
        server.addConnector(connector);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    int subscriptions() {
        return modern.subscriptions().size();
    }

    HttpRequest request(String person, String accept, String method, String meta, String parameters) {
        String name = parameters.contains("modern_work")
                ? "modern_work"
                : parameters.contains("modern_confirm") ? "modern_confirm" : "";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", method)
                .header(WHO, person);
        if (!name.isEmpty()) {
            request.header("Mcp-Name", name);
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(body(method, meta, parameters)))
                .build();
    }

    static String body(String method, String meta, String parameters) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"one\",\"method\":\"" + method + "\",\"params\":{\"_meta\":{"
                + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{}}" + meta + "}"
                + (parameters.isEmpty() ? "" : "," + parameters) + "}}";
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    EventReader stream(HttpRequest request) throws IOException, InterruptedException {
        return new EventReader(http.send(request, HttpResponse.BodyHandlers.ofInputStream()));
    }

    HttpClient http() {
        return http;
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

    private final class Who extends HttpFilter {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            String person = request.getHeader(WHO);
            request.setAttribute(
                    McpServlet.PRINCIPAL,
                    ModernFixtures.principal(
                            Long.parseLong(person.substring(0, person.indexOf(':'))),
                            Long.parseLong(person.substring(person.indexOf(':') + 1))));
            request.setAttribute(McpServlet.STILL_ALLOWED, (BooleanSupplier) () -> !revoked.contains(person));
            chain.doFilter(request, response);
        }
    }
}
