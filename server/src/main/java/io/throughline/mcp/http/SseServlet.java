package io.throughline.mcp.http;

import io.throughline.access.Principal;
import io.throughline.mcp.wire.MessageReader;
import io.throughline.mcp.wire.UnreadableMessageException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** The address that only opens streams, and the one that only takes messages for them. */
public final class SseServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient MessageReader messages = new MessageReader();
    private final transient SseEndpoint endpoint;

    SseServlet(SseEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String expected = request.getServletPath().equals(SseEndpoint.STREAM) ? "GET" : "POST";
        if (!request.getMethod().equals(expected)) {
            response.setHeader("Allow", expected);
            JsonAnswer.error(
                    response,
                    HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                    null,
                    "This address takes " + expected + " only. GET " + SseEndpoint.STREAM
                            + " opens a stream, whose first event says where to POST messages.");
        } else if (expected.equals("GET")) {
            endpoint.get(principal(request), request, response);
        } else {
            post(request, response);
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MessageReader.MAX_BYTES + 1);
        if (body.length > MessageReader.MAX_BYTES) {
            JsonAnswer.error(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    null,
                    "The message is too long: it may have at most " + MessageReader.MAX_BYTES + " bytes.");
            return;
        }
        JsonNode message;
        try {
            message = messages.read(body);
        } catch (UnreadableMessageException e) {
            JsonAnswer.error(response, HttpServletResponse.SC_BAD_REQUEST, null, e.error());
            return;
        }
        endpoint.post(message, principal(request), request, response);
    }

    private static Principal principal(HttpServletRequest request) {
        return (Principal) request.getAttribute(McpServlet.PRINCIPAL);
    }
}
