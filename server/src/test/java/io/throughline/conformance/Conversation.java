package io.throughline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls whose questions are answered from a script. */
final class Conversation {

    private final WireClient client;
    private final Map<String, List<JsonNode>> asked = new HashMap<>();

    Conversation(WireClient client) {
        this.client = client;
    }

    /** @param results for the first question of this kind, the second and so on; the last also for all that follow */
    void answer(String method, String... results) {
        List<JsonNode> questions = asked.computeIfAbsent(method, name -> new ArrayList<>());
        client.answer(method, params -> {
            questions.add(params);
            return Json.read(results[Math.min(questions.size(), results.length) - 1]);
        });
    }

    WireAnswer callTool(String name, String arguments) {
        return call("tools/call", WireClient.toolCall(name, arguments));
    }

    WireAnswer call(String method, ObjectNode params) {
        return client.converse(method, params);
    }

    List<JsonNode> asked(String method) {
        return asked.get(method);
    }

    /** One question of this kind was asked, with these parameters. */
    void requireAsked(String method, String params) {
        assertThat(asked(method)).hasSize(1);
        ObjectNode question = (ObjectNode) asked(method).getFirst().deepCopy();
        if (question.path("mode").asString("form").equals("form")) {
            question.remove("mode"); // may be said or left out
        }
        question.remove("_meta");
        assertThat(question).isEqualTo(Json.read(params));
    }
}
