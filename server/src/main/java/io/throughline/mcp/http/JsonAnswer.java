package io.throughline.mcp.http;

import io.throughline.mcp.modern.WireFormat;
import io.throughline.mcp.wire.RpcError;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes a JSON-RPC message as the whole body. */
final class JsonAnswer {

    /** HTTP's status, and the code of the error: not one of the protocol's, which keeps a range for itself. */
    private static final int TOO_MANY = 429;

    private JsonAnswer() {}

    static void send(HttpServletResponse response, int status, byte[] message) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(message.length);
        response.getOutputStream().write(message);
    }

    /** Tells a caller that takes too much when to come again. */
    static void tooMany(
            HttpServletResponse response, @Nullable JsonNode id, CallLimits.Leave.Denied denied, WireFormat format)
            throws IOException {
        long seconds = denied.retryAfter().plusMillis(999).toSeconds();
        response.setHeader("Retry-After", Long.toString(Math.max(1, seconds)));
        send(response, TOO_MANY, format.error(id, new RpcError(TOO_MANY, denied.message())));
    }
}
