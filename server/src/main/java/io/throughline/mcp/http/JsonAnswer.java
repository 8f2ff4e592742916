package io.throughline.mcp.http;

import io.throughline.mcp.wire.RpcError;
import io.throughline.mcp.wire.RpcMessages;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** HTTP answers that are one JSON document, or nothing. */
final class JsonAnswer {

    /** HTTP's status, and the code of the error: not one of the protocol's, which keeps a range for itself. */
    private static final int TOO_MANY = 429;

    private JsonAnswer() {}

    static void send(HttpServletResponse response, int status, JsonNode body) throws IOException {
        send(response, status, RpcMessages.bytes(body));
    }

    static void send(HttpServletResponse response, int status, byte[] bytes) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** @param id of the request, null if there is none that can be echoed */
    static void error(HttpServletResponse response, int status, @Nullable JsonNode id, RpcError error)
            throws IOException {
        send(response, status, RpcMessages.error(id, error));
    }

    static void error(HttpServletResponse response, int status, @Nullable JsonNode id, String message)
            throws IOException {
        error(response, status, id, new RpcError(RpcError.INVALID_REQUEST, message));
    }

    /** Tells a caller that takes too much when to come again. */
    static void tooMany(HttpServletResponse response, @Nullable JsonNode id, CallLimits.Leave.Denied denied)
            throws IOException {
        long seconds = denied.retryAfter().plusMillis(999).toSeconds();
        response.setHeader("Retry-After", Long.toString(Math.max(1, seconds)));
        error(response, TOO_MANY, id, tooMany(denied));
    }

    static RpcError tooMany(CallLimits.Leave.Denied denied) {
        return new RpcError(TOO_MANY, denied.message());
    }

    /** The message was taken and needs no answer here. */
    static void accepted(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setContentLength(0);
    }

    /** @param allowed the methods that the address takes */
    static void notAllowed(HttpServletResponse response, String allowed) throws IOException {
        response.setHeader("Allow", allowed);
        error(
                response,
                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                null,
                "This server keeps no sessions, so there is nothing but POST at this address.");
    }
}
