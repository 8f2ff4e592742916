package io.throughline.mcp.http;

import io.throughline.access.Principal;
import io.throughline.mcp.Registry;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.modern.TestModern;
import io.throughline.mcp.wire.EraClassifier;
import io.throughline.settings.Settings;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** The servlet of both eras in its web server, without a network. The fuzz tests say what comes in, byte by byte. */
public final class FuzzedEndpoint {

    private static final Settings.Limits UNLIMITED = new Settings.Limits(0, 0, 0, Duration.ofMinutes(10));

    private final LocalConnector connector;

    /** @param keepsSessions whether clients of older revisions get sessions */
    public FuzzedEndpoint(
            EraClassifier classifier,
            Registry registry,
            TestModern modern,
            SdkServer legacy,
            boolean keepsSessions,
            Principal caller) {
        var heartbeat = new Heartbeat(Heartbeat.SILENCE);
        var limits = new CallLimits(UNLIMITED);
        var servlet = new ServletHolder(new McpServlet(
                classifier,
                new ModernEndpoint(modern.server(), modern.subscriptions(), limits, heartbeat, new Pulses()),
                new LegacyEndpoint(legacy, heartbeat, limits, keepsSessions, SessionLimits.USUAL),
                ScopeGates.over(registry)));
        servlet.setAsyncSupported(true);
        var known = new FilterHolder(new Known(caller));
        known.setAsyncSupported(true);
        var context = new ServletContextHandler();
        context.addServlet(servlet, "/mcp");
        context.addFilter(known, "/*", EnumSet.of(jakarta.servlet.DispatcherType.REQUEST));
        var server = new Server(new VirtualThreadPool());
        connector = new LocalConnector(server);
        server.addConnector(connector);
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole response; null if none came within ten seconds. */
    public ByteBuffer send(ByteBuffer request) throws Exception {
        return connector.getResponse(request, false, 10, TimeUnit.SECONDS);
    }

    private record Known(Principal caller) implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            request.setAttribute(McpServlet.PRINCIPAL, caller);
            request.setAttribute(McpServlet.STILL_ALLOWED, (BooleanSupplier) () -> true);
            chain.doFilter(request, response);
        }
    }
}
