package io.throughline.program;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages as clients send them, and as they come back. */
final class Messages {

    static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"test","version":"1"}}}""";
    static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

    private static final JsonMapper json = JsonMapper.builder().build();

    private Messages() {}

    static String request(int id, String method) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\"}".formatted(id, method);
    }

    static String queryBacklog(int id, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"query_backlog\",\"arguments\":%s}}"
                .formatted(id, arguments);
    }

    static JsonNode read(String text) {
        return json.readTree(text);
    }

    /** The messages of a stream of lines; a last line without an end is left out. */
    static List<JsonNode> lines(String text) {
        List<JsonNode> messages = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            messages.add(read(text.substring(from, end)));
            from = end + 1;
        }
        return messages;
    }

    /** The message in an answer of {@code /mcp}, be it plain JSON or an event. */
    static JsonNode ofHttp(String body) {
        String text = body.strip();
        return read(
                text.startsWith("{")
                        ? text
                        : text.lines()
                                .filter(line -> line.startsWith("data:"))
                                .map(line -> line.substring(5))
                                .findFirst()
                                .orElseThrow(() -> new AssertionError("no message in: " + body)));
    }
}
