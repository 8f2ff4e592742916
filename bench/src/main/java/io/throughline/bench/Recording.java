package io.throughline.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What our server lists and answers, for peers to list and answer the same.
 *
 * @param tools as in the result of {@code tools/list}
 * @param result of {@code tools/call}
 */
record Recording(JsonNode tools, JsonNode result) {

    private static final JsonMapper json = JsonMapper.builder().build();

    static Recording of(URI server, String key, Era era) throws IOException {
        JsonNode list = ask(server, key, era, Operation.LIST);
        JsonNode call = ask(server, key, era, Operation.CALL);
        var result = json.createObjectNode();
        for (String member : new String[] {"content", "structuredContent", "isError"}) {
            if (call.has(member)) {
                result.set(member, call.get(member));
            }
        }
        return new Recording(list.get("tools"), result);
    }

    private static JsonNode ask(URI server, String key, Era era, Operation operation) throws IOException {
        try (var connection = new HttpConnection(server)) {
            return result(connection
                    .exchange(operation.request(server, key, era, era.introduce(server, key)))
                    .text());
        }
    }

    void write(Path file) throws IOException {
        var all = json.createObjectNode();
        all.set("tools", tools);
        all.set("result", result);
        Files.writeString(file, json.writeValueAsString(all));
    }

    /**
     * The body of a server's answer, after a look at whether it says what was recorded.
     *
     * @throws IOException if it says something else
     */
    byte[] checked(HttpConnection.Response answer, Operation operation) throws IOException {
        boolean same = answer.status() == 200
                && switch (operation) {
                    case LIST -> sameTools(result(answer.text()).path("tools"));
                    case CALL ->
                        same(result(answer.text()).path("content"), result.path("content"))
                                && same(
                                        result(answer.text()).path("structuredContent"),
                                        result.path("structuredContent"));
                };
        if (!same) {
            throw new IOException("A server answers " + operation + " differently: " + answer.text());
        }
        return answer.text().getBytes(StandardCharsets.UTF_8);
    }

    /** In the tools SDKs may write a member more or less, so names and sizes are held against each other. */
    private boolean sameTools(JsonNode other) {
        int size = tools.toString().length();
        return same(names(other), names(tools)) && Math.abs(other.toString().length() - size) < size / 20;
    }

    private static JsonNode names(JsonNode tools) {
        var names = json.createArrayNode();
        tools.forEach(tool -> names.add(tool.path("name")));
        return names;
    }

    /** JavaScript writes 3 for 3.0. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.toString().replace(".0,", ",").equals(other.toString().replace(".0,", ","));
    }

    /** The result in an answer that is JSON, or a stream of one event. */
    private static JsonNode result(String answer) throws IOException {
        int data = answer.startsWith("{") ? 0 : answer.indexOf("\ndata:") + "\ndata:".length();
        int end = answer.indexOf('\n', data);
        JsonNode message = json.readTree(end < 0 ? answer.substring(data) : answer.substring(data, end));
        if (!message.has("result")) {
            throw new IOException("A server answered " + answer);
        }
        return message.get("result");
    }
}
