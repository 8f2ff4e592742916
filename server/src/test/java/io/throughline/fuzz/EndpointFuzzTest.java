package io.throughline.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.throughline.mcp.http.FuzzedEndpoint;
import io.throughline.mcp.modern.TestModern;
import io.throughline.mcp.wire.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.eclipse.jetty.http.HttpTester;
import tools.jackson.databind.json.JsonMapper;

/** Requests through the web server, with and without sessions: whatever a caller sends, the fault is never ours. */
class EndpointFuzzTest {

    private static final TestModern MODERN = FuzzedServer.modern();
    private static final FuzzedEndpoint WITH_SESSIONS = endpoint(true);
    private static final FuzzedEndpoint WITHOUT_SESSIONS = endpoint(false);

    /** Said by the test itself, or read by the web server alone. */
    private static final Set<String> NOT_FUZZED =
            Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade", "http2-settings");

    private static FuzzedEndpoint endpoint(boolean sessions) {
        return new FuzzedEndpoint(
                FuzzedServer.CLASSIFIER,
                FuzzedServer.registry(JsonMapper.shared()),
                MODERN,
                FuzzedServer.legacy(),
                sessions,
                FuzzedServer.SOMEBODY);
    }

    @FuzzTest
    void noRequestIsAFaultOfOurs(byte[] data) throws Exception {
        var request = FuzzedRequest.of(data);
        if (FuzzedServer.CLASSIFIER.classifyLine(request.body()) instanceof Verdict.Modern modern
                && modern.request().method().equals("subscriptions/listen")) {
            return; // stays open; see StdioFuzzTest
        }
        byte[] raw = raw(request);

        for (FuzzedEndpoint endpoint : new FuzzedEndpoint[] {WITH_SESSIONS, WITHOUT_SESSIONS}) {
            ByteBuffer answered = endpoint.send(ByteBuffer.wrap(raw));
            assertThat(answered).as("an answer in time").isNotNull();
            HttpTester.Response response = HttpTester.parseResponse(answered);
            assertThat(response.getStatus()).isBetween(200, 499);
            String body = response.getContent();
            String type = response.get("Content-Type");
            if (body != null && !body.isEmpty() && type != null && type.startsWith("application/json")) {
                byte[] bytes = response.getContentBytes();
                if (bytes[0] == '{') {
                    Promises.clean(bytes, request.text());
                }
            }
        }
    }

    private static byte[] raw(FuzzedRequest request) {
        var raw = new ByteArrayOutputStream();
        String method = request.method().matches("[A-Z]{1,10}") ? request.method() : "POST";
        var head = new StringBuilder(method).append(" /mcp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        request.headers().forEach((name, value) -> {
            if (name.matches("[a-z0-9-]{1,40}") && !NOT_FUZZED.contains(name)) {
                head.append(name)
                        .append(':')
                        .append(value.replaceAll("[\\x00-\\x1f\\x7f]", " "))
                        .append("\r\n");
            }
        });
        byte[] body = method.equals("POST") ? request.body() : Arrays.copyOf(request.body(), 0);
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        raw.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        raw.writeBytes(body);
        return raw.toByteArray();
    }
}
