package io.throughline.http;

import java.time.Duration;
import org.eclipse.jetty.ee11.webapp.AbstractConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Jetty for thousands of streams that are idle nearly always: small buffers, each given back as soon as it is empty
 * (docs/decisions/0009). Requests run on virtual threads, of which a slow client can hold only its own.
 */
final class JettySetup implements WebServerFactoryCustomizer<JettyServletWebServerFactory>, Ordered {

    /** After this long without a byte in or out: a body that stalls, a client that does not read, a connection without a call. */
    static final Duration IDLE = Duration.ofSeconds(30);

    private static final int KIB = 1024;
    private static final int MAX_WAITING_CONNECTIONS = 1_000;
    /** Jetty's own limit of 200 would let as many slow clients keep out all others. */
    private static final int NO_LIMIT = 0;

    private final Duration idle;

    JettySetup(Duration idle) {
        this.idle = idle;
    }

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.setThreadPool(new VirtualThreadPool(NO_LIMIT));
        factory.addServerCustomizers(server -> {
            server.setErrorHandler(new NoErrorPages());
            server.setConnectors(new Connector[] {connector(server, factory)});
        });
        factory.addConfigurations(new ErrorsWithoutPages());
    }

    /** After Spring Boot's own, which sets the threads too. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    private ServerConnector connector(Server server, JettyServletWebServerFactory factory) {
        ByteBufferPool buffers = new ArrayByteBufferPool(0, KIB, 16 * KIB, 64, 8L * KIB * KIB, 8L * KIB * KIB);
        var connector =
                new ServerConnector(server, null, null, buffers, 1, 1, new HttpConnectionFactory(smallBuffers()));
        connector.setHost(
                factory.getAddress() == null ? null : factory.getAddress().getHostAddress());
        connector.setPort(factory.getPort());
        connector.setAcceptQueueSize(MAX_WAITING_CONNECTIONS);
        connector.setIdleTimeout(idle.toMillis());
        return connector;
    }

    private static HttpConfiguration smallBuffers() {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setOutputBufferSize(KIB); // first: it sets the next, too
        http.setOutputAggregationSize(KIB / 2);
        http.setInputBufferSize(2 * KIB);
        http.setRequestHeaderSize(8 * KIB); // the most that is accepted
        http.setResponseHeaderSize(KIB); // to begin with
        http.setHeaderCacheSize(0);
        http.setUseInputDirectByteBuffers(false);
        http.setUseOutputDirectByteBuffers(false);
        return http;
    }

    /** Errors of the web server itself have a status and no text: nothing of our insides, no HTML. */
    private static final class NoErrorPages extends ErrorHandler {

        @Override
        public boolean errorPageForMethod(String method) {
            return false;
        }
    }

    private static final class ErrorsWithoutPages extends AbstractConfiguration {

        ErrorsWithoutPages() {
            super(new Builder());
        }

        @Override
        public void configure(WebAppContext context) {
            context.setErrorHandler(new NoErrorPages());
        }
    }
}
