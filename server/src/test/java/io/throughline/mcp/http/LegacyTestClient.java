package io.throughline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client with a session. */
final class LegacyTestClient {

    private static final JsonMapper json = JsonMapper.builder().build();

    private final RunningEndpoint server;
    private final JsonNode hello;
    private final List<String> headers = new ArrayList<>();
    private final String session;

    LegacyTestClient(RunningEndpoint server, String version, String capabilities, String... headers) {
        this.server = server;
        HttpResponse<String> answer = server.post(initialize(version, capabilities), headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        hello = json.readTree(answer.body());
        session = answer.headers().firstValue("mcp-session-id").orElseThrow();
        this.headers.addAll(List.of(headers));
        this.headers.addAll(List.of("Mcp-Session-Id", session));
    }

    static String initialize(String version, String capabilities) {
        return """
               {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"%s","capabilities":%s,\
               "clientInfo":{"name":"test","version":"1"}}}""".formatted(version, capabilities);
    }

    /** @param id as it stands in JSON */
    static String call(String id, String what) {
        return call(id, what, "{}");
    }

    static String call(String id, String what, String meta) {
        return """
               {"jsonrpc":"2.0","id":%s,"method":"tools/call","params":{"name":"legacy_probe",\
               "arguments":{"what":"%s"},"_meta":%s}}""".formatted(id, what, meta);
    }

    static String request(String id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}".formatted(id, method, params);
    }

    static String cancel(String id) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + id + "}}";
    }

    static String text(JsonNode answer) {
        return answer.at("/result/content/0/text").asString("none in " + answer);
    }

    JsonNode hello() {
        return hello;
    }

    String session() {
        return session;
    }

    String[] headers(String... more) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    HttpResponse<String> post(String body) {
        return server.post(body, headers());
    }

    CompletableFuture<HttpResponse<String>> postSoon(String body) {
        return server.postSoon(body, headers());
    }

    /** The answer, which must be plain JSON. */
    JsonNode ask(String body) {
        HttpResponse<String> answer = post(body);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        return json.readTree(answer.body());
    }

    EventReader stream(String body) {
        return server.stream("POST", "/mcp", body, headers());
    }

    EventReader listen(String... more) {
        return server.stream("GET", "/mcp", null, headers(more));
    }
}
