package io.throughline.http;

import io.throughline.access.Principal;
import io.throughline.mcp.http.LegacyEndpoint;
import io.throughline.mcp.wire.MessageReader;
import io.throughline.mcp.wire.RpcMessages;
import io.throughline.mcp.wire.UnreadableMessageException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The address {@code /mcp}. */
final class LegacyServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient MessageReader messages = new MessageReader();
    private final transient LegacyEndpoint endpoint;

    LegacyServlet(LegacyEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonNode message = read(request, response, messages);
        if (message == null) {
            return;
        }
        if (message.isArray()) {
            endpoint.postBatch(message, principal(request), request, response);
        } else {
            endpoint.post(message, principal(request), request, response);
        }
    }

    /** Null if there is no message; that is answered then. */
    static @Nullable JsonNode read(HttpServletRequest request, HttpServletResponse response, MessageReader messages)
            throws IOException {
        byte[] body = request.getContentLengthLong() > MessageReader.MAX_BYTES
                ? new byte[MessageReader.MAX_BYTES + 1] // stands for it
                : request.getInputStream().readNBytes(MessageReader.MAX_BYTES + 1);
        if (body.length > MessageReader.MAX_BYTES) {
            ErrorAnswer.send(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "too_large",
                    "The message is too long: it may have at most " + MessageReader.MAX_BYTES + " bytes.");
            return null;
        }
        try {
            return messages.read(body);
        } catch (UnreadableMessageException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.setContentType("application/json");
            response.getOutputStream().write(RpcMessages.bytes(RpcMessages.error(null, e.error())));
            return null;
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        endpoint.get(principal(request), request, response);
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        endpoint.delete(principal(request), request, response);
    }

    static Principal principal(HttpServletRequest request) {
        if (request.getAttribute(AccessFilter.PRINCIPAL) instanceof Principal principal) {
            return principal;
        }
        throw new IllegalStateException("A request passed without a check of who calls.");
    }
}
