package io.throughline.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.mcp.wire.RpcError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds for each answer, whatever was asked. */
public final class Promises {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Parts of what Java says of its faults. */
    private static final List<String> INSIDES =
            List.of("Exception", "java.lang", "java.util", "tools.jackson", "io.throughline", "reactor.", "\tat ");

    private static final String OUR_FAULT = "The server failed";

    private Promises() {}

    /**
     * The answer is JSON, tells nothing of our insides and blames nobody but the caller.
     *
     * @param asked what may be repeated in the answer
     */
    public static JsonNode clean(byte[] answer, String asked) {
        JsonNode message = STRICT.readTree(answer);
        assertThat(message.at("/error/code").asInt(0)).as("code").isNotEqualTo(RpcError.INTERNAL_ERROR);
        String text = new String(answer, StandardCharsets.UTF_8);
        for (String inside : INSIDES) {
            assertThat(text.contains(inside) && !asked.contains(inside))
                    .as("%s in %s", inside, text)
                    .isFalse();
        }
        assertThat(text.contains(OUR_FAULT) && !asked.contains(OUR_FAULT))
                .as("a fault of ours in %s", text)
                .isFalse();
        return message;
    }

    /** The answer is of this request: its id is the same, and of the same type. */
    public static void answers(@Nullable JsonNode id, JsonNode answer) {
        assertThat(answer.get("id")).isEqualTo(id);
        assertThat(answer.has("result") ^ answer.has("error"))
                .as("either result or error in %s", answer)
                .isTrue();
    }
}
