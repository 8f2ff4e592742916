package io.throughline.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client of the project-logs REST API on one kept-alive connection. */
final class LogApiClient implements AutoCloseable {

    private static final String PREFIX = "/api/v1/";

    private final URI server;
    private final String token;
    private final HttpConnection connection;

    LogApiClient(URI server, String token) throws IOException {
        this.server = server;
        this.token = token;
        this.connection = new HttpConnection(server);
    }

    /** @return the body. @throws IOException if it is not answered with 200 */
    String send(String method, String path, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String request = method + " " + PREFIX + path + " HTTP/1.1\r\nHost: " + server.getHost() + ":"
                + server.getPort() + "\r\nAuthorization: Token " + token
                + "\r\nAccept: application/json\r\nContent-Type: application/json\r\nContent-Length: " + content.length
                + "\r\n\r\n" + body;
        HttpConnection.Response response = connection.exchange(request.getBytes(StandardCharsets.UTF_8));
        if (response.status() != 200) {
            throw new IOException(method + " " + path + " answers " + response.status() + ": " + response.text());
        }
        return response.text();
    }

    String get(String path) throws IOException {
        return send("GET", path, "");
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
