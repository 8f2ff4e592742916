package io.throughline.mcp.modern;

import io.throughline.mcp.Calls;
import io.throughline.mcp.wire.RpcError;
import io.throughline.mcp.wire.RpcMessages;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a request is answered. */
public sealed interface Answer {

    /** A result: a JSON object that can be written. */
    record Result(Object json) implements Answer {}

    /** A result that was written before, for all who ask the same. */
    record Written(JsonText json) implements Answer {}

    /** @param httpStatus 200 for what a handler found, else what the protocol has for it */
    record Failure(int httpStatus, RpcError error) implements Answer {}

    /** What becomes of the request is told by a stream that stays open; nothing is answered now. */
    record Streaming() implements Answer {}

    static Answer refused(int code, String message) {
        return new Failure(200, new RpcError(code, message));
    }

    /** The JSON of a whole answer. */
    default byte[] message(@Nullable JsonNode id, WireFormat format) {
        return switch (this) {
            case Result result -> format.result(id, result.json());
            case Written written -> format.writtenResult(id, written.json());
            case Failure failure -> RpcMessages.bytes(RpcMessages.error(id, failure.error()));
            case Streaming streaming -> throw new IllegalStateException("A stream has no single answer.");
        };
    }

    /** The same; a result that cannot be written becomes an error, since its caller waits. */
    default byte[] safeMessage(JsonNode id, String method, WireFormat format) {
        try {
            return message(id, format);
        } catch (RuntimeException e) {
            String faultId = Calls.logged("The answer of " + method + " cannot be written", e);
            return refused(
                            RpcError.INTERNAL_ERROR,
                            "The server failed; the reason is in its log under " + faultId + ".")
                    .message(id, format);
        }
    }

    default int httpStatus() {
        return this instanceof Failure failure ? failure.httpStatus() : 200;
    }
}
