package io.throughline.erp.signin.provider;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.BindException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** A web server that only this machine reaches, on a port of its own. */
final class LocalServer implements AutoCloseable {

    static final String ADDRESS = "127.0.0.1";

    private static final int IDLE_MILLIS = 30_000;
    private static final int MOST_FORM_BYTES = 16 * 1024;

    private final Server server;
    private final AtomicInteger inside = new AtomicInteger();

    private LocalServer(Server server) {
        this.server = server;
    }

    /**
     * What it serves.
     *
     * @param servlets by the paths that they serve
     * @param filters by the paths before which they stand, in their order
     */
    record Content(Map<String, Servlet> servlets, Map<String, List<Filter>> filters) {}

    /** Starts one; empty if something else has the port. */
    static Optional<LocalServer> start(int port, Content content) {
        var server = new Server(new VirtualThreadPool());
        var local = new LocalServer(server);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(ADDRESS);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setHandler(context(content, new LocalFilter(port, local.inside)));
        try {
            connector.open(); // before anything is made that would have to be taken down again
        } catch (IOException e) {
            if (e instanceof BindException || e.getCause() instanceof BindException) {
                return Optional.empty();
            }
            throw new IllegalStateException("The page for signing in could not be served.", e);
        }
        try {
            server.start();
            return Optional.of(local);
        } catch (Exception e) {
            local.close();
            throw new IllegalStateException("The page for signing in could not be served.", e);
        }
    }

    private static ServletContextHandler context(Content content, Filter first) {
        var context = new ServletContextHandler();
        context.setMaxFormContentSize(MOST_FORM_BYTES);
        context.setErrorHandler(new NoErrorPages());
        add(context, first, "/*");
        content.filters().forEach((paths, filters) -> filters.forEach(filter -> add(context, filter, paths)));
        content.servlets().forEach((paths, servlet) -> context.addServlet(new ServletHolder(servlet), paths));
        return context;
    }

    private static void add(ServletContextHandler context, Filter filter, String paths) {
        context.addFilter(new FilterHolder(filter), paths, EnumSet.of(DispatcherType.REQUEST));
    }

    /** Errors of the web server itself have a status and no text: nothing of our insides. */
    private static final class NoErrorPages extends ErrorPageErrorHandler {

        @Override
        public boolean errorPageForMethod(String method) {
            return false;
        }
    }

    /** Whether somebody waits for an answer just now. */
    boolean isBusy() {
        return inside.get() > 0;
    }

    /** The port is free afterwards. */
    @Override
    public void close() {
        try {
            server.stop();
            server.destroy();
        } catch (Exception e) {
            throw new IllegalStateException("The page for signing in could not be closed.", e);
        }
    }
}
