package io.throughline.http;

import io.throughline.mcp.http.SseEndpoint;
import io.throughline.mcp.wire.MessageReader;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** The addresses {@code /sse}, which only opens streams, and {@code /messages}, which only takes messages. */
final class SseServlet extends HttpServlet {

    static final String STREAM = "/sse";
    static final String MESSAGES = "/messages";

    private static final long serialVersionUID = 1L;

    private final transient MessageReader messages = new MessageReader();
    private final transient SseEndpoint endpoint;

    SseServlet(SseEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String expected = request.getServletPath().equals(STREAM) ? "GET" : "POST";
        if (!request.getMethod().equals(expected)) {
            response.setHeader("Allow", expected);
            ErrorAnswer.send(
                    response,
                    HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                    "method_not_allowed",
                    "This address takes " + expected + " only. GET " + STREAM
                            + " opens a stream, whose first event says" + " where to POST messages.");
        } else if (expected.equals("GET")) {
            endpoint.get(LegacyServlet.principal(request), request, response);
        } else {
            JsonNode message = LegacyServlet.read(request, response, messages);
            if (message != null) {
                endpoint.post(message, LegacyServlet.principal(request), request, response);
            }
        }
    }
}
