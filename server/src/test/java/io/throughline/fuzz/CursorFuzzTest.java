package io.throughline.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.throughline.backlog.FuzzedCursors;
import io.throughline.mcp.RunningCall;
import io.throughline.mcp.modern.Caller;
import io.throughline.mcp.modern.ModernServer;
import io.throughline.mcp.wire.Envelope;
import io.throughline.mcp.wire.ModernRequest;
import io.throughline.mcp.wire.RpcError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Text where a cursor is meant. */
class CursorFuzzTest {

    /** Of the cursors of the seeds. */
    private static final long FINGERPRINT = 0x0102_0304_0506_0708L;

    private static final List<String> SORTS = List.of("rank", "-updated", "size", "due", "-due", "nonsense");
    private static final ModernServer SERVER = FuzzedServer.modern().server();
    private static final Envelope ENVELOPE = new Envelope("2026-07-28", Set.of(), "fuzz", null, null, Map.of());

    @FuzzTest
    void aCursorIsGoodOrTheCallersMistake(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        String wrapped = Base64.getUrlEncoder().withoutPadding().encodeToString(data);
        for (String sort : SORTS) {
            FuzzedCursors.read(text, FINGERPRINT, sort);
            Optional<String> read = FuzzedCursors.read(wrapped, FINGERPRINT, sort);
            read.ifPresent(again -> assertThat(again).isEqualTo(wrapped));
            String written = FuzzedCursors.write(FINGERPRINT, text, data.length);
            FuzzedCursors.read(written, FINGERPRINT, sort);
            assertThat(FuzzedCursors.read(written, FINGERPRINT + 1, sort)).isEmpty();
        }
        for (String method : List.of("tools/list", "prompts/list", "resources/list", "resources/templates/list")) {
            refused(method, text);
            refused(method, wrapped);
        }
    }

    /** The lists are of one page, so no cursor is right. */
    private static void refused(String method, String cursor) {
        ObjectNode params = JsonMapper.shared().createObjectNode().put("cursor", cursor);
        JsonNode id = StringNode.valueOf("c");
        byte[] answer = SERVER.serve(
                        new ModernRequest(id, method, params, ENVELOPE),
                        new Caller(FuzzedServer.SOMEBODY, null),
                        new RunningCall(),
                        (told, about) -> {})
                .message(id, SERVER.format());
        JsonNode told = Promises.clean(answer, cursor);
        Promises.answers(id, told);
        assertThat(told.at("/error/code").asInt()).isEqualTo(RpcError.INVALID_PARAMS);
    }
}
