package io.throughline.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A row for each row of the protocol's table, and one for each way to get it wrong. */
class EraClassifierTest {

    private static final String NOW = "2026-07-28";
    private static final String VERSION = "\"io.modelcontextprotocol/protocolVersion\":";
    private static final String CAPABILITIES = "\"io.modelcontextprotocol/clientCapabilities\":";
    private static final String ENVELOPE = VERSION + "\"2026-07-28\"," + CAPABILITIES + "{}";
    private static final String OLD_LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";

    private final EraClassifier classifier = new EraClassifier(new MessageReader(), List.of(NOW));

    private static String call(String method, String meta, String parameters) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":{\"_meta\":{" + meta + "}"
                + (parameters.isEmpty() ? "" : "," + parameters) + "}}";
    }

    private static String call(String method) {
        return call(method, ENVELOPE, "");
    }

    private static String notification(String method, String meta) {
        return call(method, meta, "").replace("\"id\":7,", "");
    }

    static Stream<Arguments> rows() {
        String list = call("tools/list");
        String tool = call("tools/call", ENVELOPE, "\"name\":\"find\"");
        String other = "2027-01-01";
        return Stream.of(
                // row, method, content type, MCP-Protocol-Version, Mcp-Method, Mcp-Name, body, what becomes of it
                arguments("1", "GET", null, null, null, null, "", "not post"),
                arguments("1", "DELETE", null, NOW, null, null, "", "not post"),
                arguments("1", "PUT", "application/json", NOW, null, null, list, "not post"),
                arguments("2", "POST", "text/plain", NOW, "tools/list", null, list, "415 -32600 null"),
                arguments("2", "POST", null, NOW, "tools/list", null, list, "415 -32600 null"),
                arguments("2", "POST", "Application/JSON; charset=utf-8", NOW, "tools/list", null, list, "modern"),
                arguments("3", "POST", "application/json", null, null, null, " ".repeat(4_194_305), "413 -32600 null"),
                arguments("4", "POST", "application/json", null, null, null, "{", "400 -32700 null"),
                arguments("4", "POST", "application/json", null, null, null, "", "400 -32700 null"),
                arguments("4", "POST", "application/json", null, null, null, OLD_LIST + "x", "400 -32700 null"),
                arguments("5", "POST", "application/json", null, null, null, "[" + OLD_LIST + "]", "batch"),
                arguments(
                        "5",
                        "POST",
                        "application/json",
                        null,
                        null,
                        null,
                        "[" + OLD_LIST + "," + list + "]",
                        "400 -32600 null"),
                arguments(
                        "6",
                        "POST",
                        "application/json",
                        null,
                        null,
                        null,
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
                        "legacy"),
                arguments(
                        "6",
                        "POST",
                        "application/json",
                        NOW,
                        null,
                        null,
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{}}",
                        "legacy"),
                arguments("7", "POST", "application/json", null, null, null, initialize(""), "legacy"),
                arguments("7", "POST", "application/json", "2025-11-25", null, null, initialize(""), "legacy"),
                arguments("7", "POST", "application/json", NOW, null, null, initialize(""), "400 -32020 7"),
                arguments("7", "POST", "application/json", NOW, null, null, initialize(VERSION + "1"), "400 -32020 7"),
                arguments(
                        "7",
                        "POST",
                        "application/json",
                        null,
                        null,
                        null,
                        initialize(VERSION + "\"2025-11-25\"," + CAPABILITIES + "{}"),
                        "legacy"),
                arguments(
                        "8",
                        "POST",
                        "application/json",
                        NOW,
                        "tools/list",
                        null,
                        call("tools/list", VERSION + "\"2026-07-28\"", ""),
                        "400 -32602 7"),
                arguments(
                        "8",
                        "POST",
                        "application/json",
                        NOW,
                        "tools/list",
                        null,
                        call("tools/list", VERSION + "20260728," + CAPABILITIES + "{}", ""),
                        "400 -32602 7"),
                arguments(
                        "8",
                        "POST",
                        "application/json",
                        NOW,
                        "tools/list",
                        null,
                        call("tools/list", VERSION + "\"2026-07-28\"," + CAPABILITIES + "[]", ""),
                        "400 -32602 7"),
                arguments(
                        "8",
                        "POST",
                        "application/json",
                        NOW,
                        "tools/list",
                        null,
                        call("tools/list", ENVELOPE + ",\"io.modelcontextprotocol/logLevel\":\"loud\"", ""),
                        "400 -32602 7"),
                arguments(
                        "8",
                        "POST",
                        "application/json",
                        NOW,
                        "tools/list",
                        null,
                        call("tools/list", ENVELOPE + ",\"progressToken\":1.5", ""),
                        "400 -32602 7"),
                arguments("9", "POST", "application/json", other, "tools/list", null, list, "400 -32020 7"),
                arguments("9", "POST", "application/json", "2025-11-25", "tools/list", null, list, "400 -32020 7"),
                arguments(
                        "9",
                        "POST",
                        "application/json",
                        NOW,
                        "tools/list",
                        null,
                        call("tools/list", VERSION + "\"v999.0.0\"," + CAPABILITIES + "{}", ""),
                        "400 -32020 7"),
                arguments("10", "POST", "application/json", NOW, "tools/call", null, list, "400 -32020 7"),
                arguments("10", "POST", "application/json", NOW, "Tools/List", null, list, "400 -32020 7"),
                arguments(
                        "11",
                        "POST",
                        "application/json",
                        "v999.0.0",
                        "tools/list",
                        null,
                        call("tools/list", VERSION + "\"v999.0.0\"," + CAPABILITIES + "{}", ""),
                        "400 -32022 7"),
                arguments(
                        "11",
                        "POST",
                        "application/json",
                        "2025-11-25",
                        "tools/list",
                        null,
                        call("tools/list", VERSION + "\"2025-11-25\"," + CAPABILITIES + "{}", ""),
                        "400 -32022 7"),
                arguments("12", "POST", "application/json", null, "tools/list", null, list, "400 -32020 7"),
                arguments("12", "POST", "application/json", NOW, null, null, list, "400 -32020 7"),
                arguments("12", "POST", "application/json", NOW, "tools/call", null, tool, "400 -32020 7"),
                arguments("12", "POST", "application/json", NOW, "tools/call", "seek", tool, "400 -32020 7"),
                arguments("12", "POST", "application/json", NOW, "tools/call", "=?base64?Zmlu?=", tool, "400 -32020 7"),
                arguments(
                        "12", "POST", "application/json", NOW, "tools/call", "=?base64?ZmluZA?=", tool, "400 -32020 7"),
                arguments("12", "POST", "application/json", NOW, "tools/call", "=?base64?ZmluZA==?=", tool, "modern"),
                arguments("12", "POST", "application/json", " \t" + NOW, " tools/call\t", "  find  ", tool, "modern"),
                arguments("13", "POST", "application/json", NOW, "tools/list", null, OLD_LIST, "400 -32602 1"),
                arguments("13", "POST", "application/json", "v999.0.0", null, null, OLD_LIST, "400 -32602 1"),
                arguments(
                        "13",
                        "POST",
                        "application/json",
                        NOW,
                        "tools/list",
                        null,
                        call("tools/list", CAPABILITIES + "{}", ""),
                        "400 -32602 7"),
                arguments(
                        "14",
                        "POST",
                        "application/json",
                        NOW,
                        "initialize",
                        null,
                        initialize(ENVELOPE),
                        "404 -32601 7"),
                arguments("14", "POST", "application/json", NOW, "ping", null, call("ping"), "404 -32601 7"),
                arguments(
                        "14",
                        "POST",
                        "application/json",
                        NOW,
                        "logging/setLevel",
                        null,
                        call("logging/setLevel"),
                        "404 -32601 7"),
                arguments(
                        "14",
                        "POST",
                        "application/json",
                        NOW,
                        "resources/subscribe",
                        null,
                        call("resources/subscribe"),
                        "404 -32601 7"),
                arguments(
                        "14",
                        "POST",
                        "application/json",
                        NOW,
                        "resources/unsubscribe",
                        null,
                        call("resources/unsubscribe"),
                        "404 -32601 7"),
                arguments("14", "POST", "application/json", NOW, "no/such", null, call("no/such"), "404 -32601 7"),
                arguments(
                        "15",
                        "POST",
                        "application/json",
                        NOW,
                        null,
                        null,
                        notification("notifications/cancelled", ""),
                        "modern notification"),
                arguments(
                        "15",
                        "POST",
                        "application/json",
                        null,
                        null,
                        null,
                        notification("notifications/cancelled", ENVELOPE),
                        "modern notification"),
                arguments("16", "POST", "application/json", null, null, null, OLD_LIST, "legacy"),
                arguments("16", "POST", "application/json", "2025-06-18", "tools/list", null, OLD_LIST, "legacy"),
                arguments(
                        "16",
                        "POST",
                        "application/json",
                        null,
                        null,
                        null,
                        notification("notifications/initialized", ""),
                        "legacy"),
                arguments(
                        "16",
                        "POST",
                        "application/json",
                        null,
                        null,
                        null,
                        call("tools/list", CAPABILITIES + "{}", ""),
                        "legacy"));
    }

    private static String initialize(String meta) {
        return call("initialize", meta, "");
    }

    @ParameterizedTest(name = "row {0}: {1} {6} {3} {4} {5}: {7}")
    @MethodSource("rows")
    void eachRowOfTheTable(
            String row,
            String method,
            @Nullable String contentType,
            @Nullable String version,
            @Nullable String mcpMethod,
            @Nullable String mcpName,
            String body,
            String expected) {
        var http = new HttpMessage(method, contentType, version, mcpMethod, mcpName);

        assertThat(said(classifier.classify(http, body.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(expected);
    }

    private static String said(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Modern modern -> "modern";
            case Verdict.ModernNotification notification -> "modern notification";
            case Verdict.Legacy legacy -> "legacy";
            case Verdict.LegacyBatch batch -> "batch";
            case Verdict.NotPost other -> "not post";
            case Verdict.Refused refused ->
                refused.httpStatus() + " " + refused.error().code() + " " + refused.id();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "1",
                "\"text\"",
                "{}",
                "{\"jsonrpc\":\"2.0\"}",
                "{\"jsonrpc\":\"1.0\",\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}"
            })
    void whatIsNoMessageOfAnyEraIsAnInvalidRequest(String body) {
        assertThat(said(line(body))).matches("400 -32600 (null|1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\"", "12345678901234567890123", "\"größe\""})
    void idsAreEchoedWithTheirType(String id) {
        String body = call("tools/list", VERSION + "\"v1\"," + CAPABILITIES + "{}", "")
                .replace("7,", id + ",");

        assertThat(line(body))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(String.valueOf(refused.id())).isEqualTo(id));
    }

    @Test
    void anUnservedVersionIsToldWhichAreServed() {
        assertThat(line(call("tools/list", VERSION + "\"v1\"," + CAPABILITIES + "{}", "")))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.error().data())
                                .containsEntry("supported", List.of(NOW))
                                .containsEntry("requested", "v1"));
    }

    @Test
    void overStandardInputThereAreNoHeadersToMiss() {
        assertThat(said(line(call("tools/call", ENVELOPE, "\"name\":\"find\""))))
                .isEqualTo("modern");
        assertThat(said(line(OLD_LIST))).isEqualTo("legacy");
        assertThat(said(line(initialize("")))).isEqualTo("legacy");
        assertThat(said(line(call("ping")))).isEqualTo("404 -32601 7");
    }

    @Test
    void aProbeWithoutItsEnvelopeIsToldWhatItLacks() {
        assertThat(line("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{}}"))
                .isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
                    assertThat(refused.error().code()).isEqualTo(-32602);
                    assertThat(refused.error().message()).contains("protocolVersion", "clientCapabilities");
                });
    }

    private Verdict line(String body) {
        return classifier.classifyLine(body.getBytes(StandardCharsets.UTF_8));
    }
}
