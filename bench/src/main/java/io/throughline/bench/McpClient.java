package io.throughline.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client in a session of its own that makes one call over and over. */
final class McpClient implements AutoCloseable {

    static final String PROTOCOL = "2025-11-25";

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"%s","capabilities":{},\
            "clientInfo":{"name":"bench","version":"1"}}}""".formatted(PROTOCOL);
    private static final String INITIALIZED = """
            {"jsonrpc":"2.0","method":"notifications/initialized"}""";
    private static final String GOOD = "\"isError\":false";

    private final URI server;
    private final String key;
    private final HttpConnection connection;
    private final String session;

    McpClient(URI server, String key) throws IOException {
        this.server = server;
        this.key = key;
        connection = new HttpConnection(server);
        HttpConnection.Response hello = connection.exchange(post(INITIALIZE, ""));
        session = String.valueOf(hello.headers().get("mcp-session-id"));
        if (hello.status() != 200) {
            throw new IOException("The server at " + server + " refused a session: " + hello.text());
        }
        connection.exchange(request(INITIALIZED));
    }

    String session() {
        return session;
    }

    /** The bytes of a call, to be made once and sent often. */
    byte[] toolCall(String tool, String arguments) {
        return request("""
                {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"%s","arguments":%s}}""".formatted(tool, arguments));
    }

    /** @throws IOException if the answer is not a good one */
    HttpConnection.Response call(byte[] call) throws IOException {
        HttpConnection.Response response = connection.exchange(call);
        if (response.status() != 200 || !response.text().contains(GOOD)) {
            throw new IOException(
                    "The server at " + server + " answered " + response.status() + ": " + response.text());
        }
        return response;
    }

    private byte[] request(String body) {
        return post(body, "mcp-session-id: " + session + "\r\nmcp-protocol-version: " + PROTOCOL + "\r\n");
    }

    private byte[] post(String body, String headers) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String request = "POST /mcp HTTP/1.1\r\nHost: " + server.getHost() + ":" + server.getPort()
                + "\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
                + (key.isEmpty() ? "" : "x-api-key: " + key + "\r\n") + headers + "Content-Length: " + length
                + "\r\n\r\n" + body;
        return request.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
