package io.throughline.mcp.http;

import io.throughline.access.Principal;
import io.throughline.mcp.modern.Caller;
import io.throughline.mcp.wire.EraClassifier;
import io.throughline.mcp.wire.HttpMessage;
import io.throughline.mcp.wire.Verdict;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** The one address of both eras: tells for each message which it is of, and hands it on. */
public final class McpServlet extends HttpServlet {

    /** Request attribute with the {@link Principal}, set by whoever let the request through. */
    public static final String PRINCIPAL = Principal.class.getName();

    /** Request attribute with a {@link BooleanSupplier}: whether the principal's key is still good. */
    public static final String STILL_ALLOWED = Principal.class.getName() + ".stillAllowed";

    /** Request attribute with a {@link Credential}; absent where nobody needs one. */
    public static final String CREDENTIAL = Credential.class.getName();

    /** By what a caller was let through. */
    public enum Credential {
        KEY,
        TOKEN
    }

    private static final long serialVersionUID = 1L;

    private final transient EraClassifier classifier;
    private final transient ModernEndpoint modern;
    private final transient LegacyEndpoint legacy;
    private final transient ScopeGate scopes;

    McpServlet(EraClassifier classifier, ModernEndpoint modern, LegacyEndpoint legacy, ScopeGate scopes) {
        this.scopes = scopes;
        this.classifier = classifier;
        this.modern = modern;
        this.legacy = legacy;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = RequestBody.read(request, response);
        if (body == null) {
            return;
        }
        var message = new HttpMessage(
                request.getMethod(),
                request.getContentType(),
                request.getHeader("MCP-Protocol-Version"),
                request.getHeader("Mcp-Method"),
                request.getHeader("Mcp-Name"));
        var caller = new Caller((Principal) request.getAttribute(PRINCIPAL), request::getHeader);
        var stillAllowed = (BooleanSupplier) request.getAttribute(STILL_ALLOWED);
        switch (classifier.classify(message, body)) {
            case Verdict.Modern call -> {
                if (!scopes.refuses(call.request().method(), call.request().params(), request, response)) {
                    modern.post(call.request(), caller, stillAllowed, request, response);
                }
            }
            case Verdict.ModernNotification ignored -> JsonAnswer.accepted(response);
            case Verdict.Refused refused ->
                JsonAnswer.error(response, refused.httpStatus(), refused.id(), refused.error());
            case Verdict.Legacy call -> {
                if (!scopes.refuses(call.message(), request, response)) {
                    legacy.post(call.message(), caller.principal(), request, response);
                }
            }
            case Verdict.LegacyBatch batch -> {
                if (!scopes.refuses(batch.messages(), request, response)) {
                    legacy.postBatch(batch.messages(), caller.principal(), request, response);
                }
            }
            case Verdict.NotPost other -> {
                switch (request.getMethod()) {
                    case "GET" -> legacy.get(caller.principal(), stillAllowed, request, response);
                    case "DELETE" -> legacy.delete(caller.principal(), request, response);
                    default -> {
                        response.setHeader("Allow", "POST, GET, DELETE");
                        response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
                    }
                }
            }
        }
    }
}
