package io.throughline.mcp.http;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.access.oauth.BearerChallenge;
import io.throughline.access.oauth.ServerAddress;
import io.throughline.mcp.NeededScopes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers messages for which a caller lacks scopes with 403, before any work and before an answer could become a stream. By
 * that alone clients can ask the person for more; they are told all that is needed at once.
 */
final class ScopeGate {

    private final NeededScopes needed;
    private final ServerAddress address;

    ScopeGate(NeededScopes needed, ServerAddress address) {
        this.needed = needed;
        this.address = address;
    }

    /** Whether a message is refused; it is answered then. */
    boolean refuses(String method, JsonNode params, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return refuses(needed.of(method, params), request, response);
    }

    /** Whether a message of a session is refused, or a batch of them for what any of them lacks; it is answered then. */
    boolean refuses(JsonNode legacy, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Set<Scope> all = EnumSet.of(Scope.MCP_ENABLED);
        if (legacy.isArray()) {
            legacy.forEach(message -> all.addAll(ofLegacy(message)));
        } else {
            all.addAll(ofLegacy(legacy));
        }
        return refuses(all, request, response);
    }

    private Set<Scope> ofLegacy(JsonNode message) {
        return needed.of(message.path("method").asString(""), message.path("params"));
    }

    private boolean refuses(Set<Scope> all, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var principal = (Principal) request.getAttribute(McpServlet.PRINCIPAL);
        if (principal.scopes().containsAll(all)) {
            return false;
        }
        String lack = "This needs the scopes " + Scope.join(all) + ", but only " + Scope.join(principal.scopes())
                + (principal.scopes().size() == 1 ? " is" : " are") + " allowed. ";
        Set<Scope> whole = EnumSet.copyOf(all);
        whole.addAll(principal.scopes()); // a program asks for just these, and would lose what it has
        response.setHeader(
                "WWW-Authenticate",
                BearerChallenge.insufficientScope(
                        address.metadata(request, address.resourcePathOf(request.getServletPath())),
                        whole,
                        lack + "Ask for them."));
        JsonAnswer.send(
                response,
                HttpServletResponse.SC_FORBIDDEN,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("error", "insufficient_scope")
                        .put("message", lack + advice(request, whole)));
        return true;
    }

    private static String advice(HttpServletRequest request, Set<Scope> whole) {
        if (request.getAttribute(McpServlet.CREDENTIAL) == McpServlet.Credential.TOKEN) {
            return "Connect the program anew, and allow them when it asks.";
        }
        return "Make a key with all of them: throughline key create --user EMAIL --scopes \"" + Scope.join(whole)
                + "\"";
    }
}
