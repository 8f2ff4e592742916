package io.throughline.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.throughline.mcp.legacy.LegacyBatch;
import io.throughline.mcp.legacy.LegacyClient;
import io.throughline.mcp.legacy.LegacyMessages;
import io.throughline.mcp.legacy.Outlet;
import io.throughline.mcp.legacy.ProtocolVersions;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.wire.RpcMessages;
import io.throughline.mcp.wire.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A session of an older revision, a line for each message. Lines that are responses answer what the server asks. */
class LegacyFuzzTest {

    private static final SdkServer SERVER = FuzzedServer.legacy();

    @FuzzTest
    void everyMessageIsTaken(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Queue<JsonNode> messages = new ArrayDeque<>();
        Queue<JsonNode> responses = new ArrayDeque<>();
        for (String line : text.split("\n", -1)) {
            switch (FuzzedServer.CLASSIFIER.classifyLine(line.getBytes(StandardCharsets.UTF_8))) {
                case Verdict.Legacy legacy ->
                    (legacy.message().has("method") ? messages : responses).add(legacy.message());
                case Verdict.LegacyBatch batch -> messages.add(batch.messages());
                default -> {
                    // of the other era, or refused before it gets here
                }
            }
        }
        try (LegacyClient client = SERVER.connect(message -> true)) {
            Outlet outlet = message -> {
                Promises.clean(RpcMessages.bytes(message), text);
                if (message.has("method") && message.has("id")) {
                    JsonNode response = responses.poll();
                    ObjectNode answer = response instanceof ObjectNode given
                            ? given.deepCopy()
                            : JsonNodeFactory.instance.objectNode();
                    client.receive(answer.set("id", message.get("id")));
                }
                return true;
            };
            messages.forEach(message -> serve(message, client, outlet, text));
            assertThat(client.isBusy()).isFalse();
        }
        try (LegacyClient client = SERVER.connectOnce(ProtocolVersions.V2025_06_18)) {
            // without a session there is no way to ask
            messages.forEach(message -> serve(message, client, new Silent(), text));
            assertThat(client.isBusy()).isFalse();
        }
    }

    private record Silent() implements Outlet {

        @Override
        public boolean send(ObjectNode message) {
            return false;
        }

        @Override
        public boolean takesQuestions() {
            return false;
        }
    }

    private static void serve(JsonNode message, LegacyClient client, Outlet outlet, String text) {
        String asked = text + message;
        if (message.isArray()) {
            if (LegacyBatch.fault(message, client.version()) == null) {
                List<ObjectNode> answers =
                        LegacyBatch.serve(message, client, FuzzedServer.SOMEBODY, outlet, LegacyBatch.Gate.OPEN);
                answers.forEach(answer -> Promises.clean(RpcMessages.bytes(answer), asked));
            }
        } else if (LegacyMessages.isRequest(message) && message instanceof ObjectNode request) {
            JsonNode id = request.get("id");
            ObjectNode answer = client.answer(client.begin(request, FuzzedServer.SOMEBODY, outlet));
            assertThat(answer).isNotNull();
            Promises.answers(id, Promises.clean(RpcMessages.bytes(answer), asked));
        } else {
            client.receive(message);
        }
    }
}
