package io.throughline.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** How a client of one era of the protocol asks over HTTP. */
enum Era {
    /** 2026-07-28: every request says all by itself. */
    MODERN {
        @Override
        String introduce(URI server, String key) {
            return "";
        }

        @Override
        byte[] request(URI server, String key, String client, String method, String name, String params) {
            String separator = params.isEmpty() ? "" : ",";
            String body = """
                    {"jsonrpc":"2.0","id":7,"method":"%s","params":{%s%s"_meta":{\
                    "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                    "io.modelcontextprotocol/clientInfo":{"name":"bench","version":"1"},\
                    "io.modelcontextprotocol/clientCapabilities":{}}}}""".formatted(method, params, separator);
            String nameHeader = name.isEmpty() ? "" : "Mcp-Name: " + name + "\r\n";
            return post(
                    server,
                    key,
                    "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: " + method + "\r\n" + nameHeader,
                    body);
        }
    },

    /** 2025-11-25: a session is opened first and named in every request. */
    LEGACY {
        @Override
        String introduce(URI server, String key) throws IOException {
            try (var client = new McpClient(server, key)) {
                return "mcp-session-id: " + client.session() + "\r\nmcp-protocol-version: " + McpClient.PROTOCOL
                        + "\r\n";
            }
        }

        @Override
        byte[] request(URI server, String key, String client, String method, String name, String params) {
            String body = """
                    {"jsonrpc":"2.0","id":7,"method":"%s","params":{%s}}""".formatted(method, params);
            return post(server, key, client, body);
        }
    };

    /** Makes a new client known, if it must be; returns the headers by which it is known. */
    abstract String introduce(URI server, String key) throws IOException;

    /**
     * A whole request, to be made once for each client and sent often.
     *
     * @param key API key, empty for none
     * @param client as it was introduced
     * @param name of the tool that is called, else empty
     * @param params members of the params, without braces
     */
    abstract byte[] request(URI server, String key, String client, String method, String name, String params);

    private static byte[] post(URI server, String key, String headers, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String keyHeader = key.isEmpty() ? "" : "x-api-key: " + key + "\r\n";
        String request = "POST /mcp HTTP/1.1\r\nHost: " + server.getHost() + ":" + server.getPort()
                + "\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n" + keyHeader
                + headers + "Content-Length: " + length + "\r\n\r\n" + body;
        return request.getBytes(StandardCharsets.UTF_8);
    }
}
