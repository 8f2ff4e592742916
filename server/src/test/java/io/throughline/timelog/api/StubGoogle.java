package io.throughline.timelog.api;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells about access tokens as Google does; what it tells is for the test to say. */
final class StubGoogle implements AutoCloseable {

    private record Told(int status, String body) {}

    private final Map<String, Told> tokens = new ConcurrentHashMap<>();
    private final HttpServer server;

    StubGoogle() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/tokeninfo", exchange -> {
            String token = exchange.getRequestURI().getQuery().replace("access_token=", "");
            Told told = tokens.getOrDefault(token, new Told(400, "{\"error\":\"invalid_token\"}"));
            byte[] body = told.body().getBytes(StandardCharsets.UTF_8);
            if (told.status() == 302) {
                exchange.getResponseHeaders().add("Location", "/tokeninfo?access_token=good");
            }
            exchange.sendResponseHeaders(told.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/tokeninfo";
    }

    void knows(String token, String info) {
        tokens.put(token, new Told(200, info));
    }

    void answers(String token, int status, String body) {
        tokens.put(token, new Told(status, body));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
