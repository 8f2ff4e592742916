package io.throughline.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.modern.TestModern;
import io.throughline.mcp.stdio.StdioTransport;
import io.throughline.mcp.wire.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Lines of both eras, as many as there are, to a process of their own. */
class StdioFuzzTest {

    private static final TestModern MODERN = FuzzedServer.modern();
    private static final SdkServer LEGACY = FuzzedServer.legacy();

    @FuzzTest
    void everyLineIsServed(byte[] data) throws IOException {
        String text = new String(data, StandardCharsets.UTF_8);
        Set<JsonNode> asked = new HashSet<>();
        for (String line : text.split("\n", -1)) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            Verdict verdict = FuzzedServer.CLASSIFIER.classifyLine(bytes);
            assertThat(FuzzedServer.CLASSIFIER.classifyLine(bytes)).isEqualTo(verdict);
            collectIds(verdict, asked);
        }
        var out = new ByteArrayOutputStream();
        var transport = new StdioTransport(
                FuzzedServer.CLASSIFIER, LEGACY, MODERN.server(), MODERN.subscriptions(), Duration.ofSeconds(5));

        transport.serve(new ByteArrayInputStream(data), out, FuzzedServer.SOMEBODY);

        for (String line : out.toString(StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isEmpty()) {
                JsonNode told = Promises.clean(line.getBytes(StandardCharsets.UTF_8), text);
                if (told.has("id") && !told.has("method")) {
                    assertThat(asked).contains(told.get("id"));
                }
            }
        }
        assertThat(MODERN.subscriptions().size()).isZero();
    }

    private static void collectIds(Verdict verdict, Set<JsonNode> ids) {
        switch (verdict) {
            case Verdict.Modern modern -> ids.add(modern.request().id());
            case Verdict.Refused refused when refused.id() != null -> ids.add(refused.id());
            case Verdict.Legacy legacy -> ids.add(legacy.message().path("id"));
            case Verdict.LegacyBatch batch -> batch.messages().forEach(message -> ids.add(message.path("id")));
            default -> assertThat(verdict).isNotInstanceOf(Verdict.NotPost.class);
        }
    }
}
