package io.throughline.mcp.http;

import io.throughline.access.Principal;
import io.throughline.mcp.wire.EraClassifier;
import io.throughline.mcp.wire.HttpMessage;
import io.throughline.mcp.wire.RpcError;
import io.throughline.mcp.wire.Verdict;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** The addresses {@code /sse}, which only opens streams, and {@code /messages}, which only takes messages. */
public final class SseServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient SseEndpoint endpoint;
    private final transient EraClassifier classifier;
    private final transient ScopeGate scopes;

    SseServlet(SseEndpoint endpoint, EraClassifier classifier, ScopeGate scopes) {
        this.scopes = scopes;
        this.endpoint = endpoint;
        this.classifier = classifier;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var principal = (Principal) request.getAttribute(McpServlet.PRINCIPAL);
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
            var stillAllowed = (BooleanSupplier) request.getAttribute(McpServlet.STILL_ALLOWED);
            endpoint.get(principal, stillAllowed, request, response);
        } else {
            byte[] body = RequestBody.read(request, response);
            if (body == null) {
                return;
            }
            var message = new HttpMessage("POST", request.getContentType(), null, null, null);
            switch (classifier.classify(message, body)) {
                case Verdict.Legacy call -> {
                    if (!scopes.refuses(call.message(), request, response)) {
                        endpoint.post(call.message(), principal, request, response);
                    }
                }
                case Verdict.Refused refused ->
                    JsonAnswer.error(response, refused.httpStatus(), refused.id(), refused.error());
                default ->
                    JsonAnswer.error(
                            response,
                            HttpServletResponse.SC_BAD_REQUEST,
                            null,
                            new RpcError(
                                    RpcError.INVALID_REQUEST,
                                    "This address takes single messages of 2024-11-05. For other revisions POST to /mcp."));
            }
        }
    }
}
