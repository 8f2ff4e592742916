package io.throughline.http;

import io.throughline.access.Scope;
import io.throughline.access.oauth.ServerAddress;
import io.throughline.mcp.ServerIdentity;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells programs where to ask for access to which resource (RFC 9728), for each resource under an address of its own and
 * without one for MCP. Anybody may read it, from pages too.
 */
final class ResourceMetadataServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final transient ExpectedHosts hosts;
    private final transient ServerAddress address;

    ResourceMetadataServlet(ExpectedHosts hosts, ServerAddress address) {
        this.hosts = hosts;
        this.address = address;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Of the origin nothing is asked, but a name that is not ours would be told back as our address.
        String unexpected = hosts.refusal(request.getHeader("Host"), null, null);
        if (unexpected != null) {
            ErrorAnswer.send(response, HttpServletResponse.SC_FORBIDDEN, "forbidden_host", unexpected);
            return;
        }
        CrossOrigin.openToAll(response);
        switch (request.getMethod()) {
            case "GET", "HEAD" -> tell(request, response);
            case "OPTIONS" -> CrossOrigin.answerPreflight(request, response, METHODS);
            default -> {
                response.setHeader("Allow", METHODS);
                response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        }
    }

    private void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = resourcePath(request.getPathInfo());
        if (path == null) {
            ErrorAnswer.send(
                    response,
                    HttpServletResponse.SC_NOT_FOUND,
                    "not_found",
                    "There is no such resource. Those of this server are "
                            + String.join(" and ", address.resourcePaths()) + ".");
            return;
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resource", address.issuer(request) + path);
        metadata.put("authorization_servers", List.of(address.issuer(request)));
        // What clients ask for that ask for all they read here; the tools name what they need beyond.
        metadata.put(
                "scopes_supported", Scope.basic().stream().map(Scope::wireName).toList());
        metadata.put("bearer_methods_supported", List.of("header"));
        metadata.put("resource_name", ServerIdentity.TITLE);
        response.setHeader("Cache-Control", "public, max-age=300");
        ErrorAnswer.sendToBeKept(response, HttpServletResponse.SC_OK, metadata);
    }

    private @Nullable String resourcePath(@Nullable String given) {
        if (given == null || given.equals("/")) {
            return ServerAddress.MCP;
        }
        return address.resourcePaths().contains(given) ? given : null;
    }
}
