package io.throughline.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** A site on loopback with pages of a test; remembers what it was asked for, and what its pages told it. */
public final class TestSite implements AutoCloseable {

    private static final String TELL =
            "<!doctype html><meta charset=utf-8><script>const tell = (text) => fetch('/told', {method: 'POST', body: text});</script>";

    private final HttpServer server;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private record Page(int status, String type, String body) {}

    public TestSite() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (path.equals("/told")) {
                told.add(body);
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            asked.add(path);
            Page page = pages.get(path);
            if (page == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            if (page.status() == 302) {
                exchange.getResponseHeaders().set("Location", page.body());
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            byte[] bytes = page.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", page.type());
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            exchange.sendResponseHeaders(page.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** A page whose scripts may call {@code tell(text)}. */
    public URI page(String path, String html) {
        return file(path, "text/html", TELL + html);
    }

    public URI file(String path, String type, String body) {
        pages.put(path, new Page(200, type, body));
        return at(path);
    }

    public URI redirect(String path, String to) {
        pages.put(path, new Page(302, "", to));
        return at(path);
    }

    public URI origin() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI at(String path) {
        return origin().resolve(path);
    }

    /** What pages told, in their order. */
    public Queue<String> told() {
        return told;
    }

    /** Paths that were asked for. */
    public Queue<String> asked() {
        return asked;
    }

    /** How many requests came; a hand-shake of a web socket is one. */
    public int connections() {
        return asked.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
