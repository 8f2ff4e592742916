package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Sha256;
import io.throughline.mcp.Content;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.TimeLogService;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Does a write once for each key: the answer is kept with the write, and given again to the same call. */
final class KeyedWrites {

    /** Numbers come back with the digits that they had. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final TimeLogService logs;
    private final WriteKeyService keys;

    KeyedWrites(TimeLogService logs, WriteKeyService keys) {
        this.logs = logs;
        this.keys = keys;
    }

    /**
     * A write as it was asked for.
     *
     * @param action as the trail names it
     * @param key of the caller's choice; null for none
     */
    record Call(
            Principal principal,
            String tool,
            String action,
            Record arguments,
            @Nullable String key,
            boolean dryRun) {

        /** @param where which log in which system: the same words are another write elsewhere */
        private String fingerprint(String where) {
            ObjectNode asked = JSON.valueToTree(arguments);
            asked.remove(List.of("idempotency_key", "dry_run"));
            return Sha256.hex(tool + asked + where);
        }
    }

    <R extends Record> ToolAnswer<R> once(Call call, Class<R> result, Supplier<ToolAnswer<R>> write) {
        String key = Given.text(call.key());
        if (key == null || call.dryRun()) {
            return write.get();
        }
        // Before all else: what is found out here about a sign-in must not be taken back with a write that fails.
        String fingerprint = call.fingerprint(logs.backendName() + logs.person(call.principal()));
        var claimed = new AtomicBoolean();
        try {
            return logs.together(call.principal(), call.action(), () -> {
                Optional<WriteKeyService.StoredAnswer> stored = keys.claim(call.principal(), key, fingerprint);
                if (stored.isPresent()) {
                    return replayed(stored.get(), result);
                }
                claimed.set(true);
                ToolAnswer<R> answer = write.get();
                settle(call.principal(), key, answer);
                return answer;
            });
        } catch (RuntimeException e) {
            if (claimed.get()) { // still there only where the logs are kept elsewhere, and nothing was rolled back
                keys.release(call.principal(), key);
            }
            throw e;
        }
    }

    /** What did nothing may be tried again under the same key. */
    private <R extends Record> void settle(Principal principal, String key, ToolAnswer<R> answer) {
        if (answer instanceof ToolAnswer.Complete<R> complete && !complete.failed() && complete.structured() != null) {
            ObjectNode kept = JSON.createObjectNode();
            kept.set("structured", JSON.valueToTree(complete.structured()));
            kept.put("text", text(complete.content()));
            keys.keep(principal, key, JSON.writeValueAsString(kept));
        } else {
            keys.release(principal, key);
        }
    }

    private static String text(List<Content> content) {
        return content.stream()
                .filter(Content.Text.class::isInstance)
                .map(part -> ((Content.Text) part).text())
                .findFirst()
                .orElse("");
    }

    private static <R extends Record> ToolAnswer<R> replayed(WriteKeyService.StoredAnswer stored, Class<R> result) {
        JsonNode kept = JSON.readTree(stored.answer());
        ObjectNode structured = (ObjectNode) kept.path("structured");
        structured.put("replayed", true);
        return ToolAnswer.of(
                JSON.treeToValue(structured, result),
                "This call with the same idempotency_key was answered at " + stored.at()
                        + "; nothing was done again. The answer was:\n"
                        + kept.path("text").asString(""));
    }
}
