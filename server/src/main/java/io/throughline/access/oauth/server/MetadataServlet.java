package io.throughline.access.oauth.server;

import io.throughline.access.Scope;
import io.throughline.access.oauth.ServerAddress;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the authorization server can (RFC 8414), under each address at which some client looks for it. Not by Spring Security,
 * whose metadata name more than we serve and less than clients need.
 */
public final class MetadataServlet extends HttpServlet {

    /** Where clients look; those that think the server were at {@code /mcp} put that behind, or before. */
    public static final List<String> PATHS = List.of(
            "/.well-known/oauth-authorization-server",
            "/.well-known/oauth-authorization-server/mcp",
            "/.well-known/openid-configuration",
            "/.well-known/openid-configuration/mcp",
            "/mcp/.well-known/openid-configuration");

    private static final long serialVersionUID = 1L;
    private static final JsonMapper json = JsonMapper.builder().build();

    private final transient ServerAddress address;

    MetadataServlet(ServerAddress address) {
        this.address = address;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String issuer = address.issuer(request);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", issuer);
        metadata.put("authorization_endpoint", issuer + AuthorizationServerConfiguration.AUTHORIZE);
        metadata.put("token_endpoint", issuer + AuthorizationServerConfiguration.TOKEN);
        metadata.put("registration_endpoint", issuer + AuthorizationServerConfiguration.REGISTER);
        metadata.put("revocation_endpoint", issuer + AuthorizationServerConfiguration.REVOKE);
        metadata.put("jwks_uri", issuer + AuthorizationServerConfiguration.KEYS);
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("response_modes_supported", List.of("query"));
        metadata.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("token_endpoint_auth_methods_supported", List.of("none"));
        metadata.put("revocation_endpoint_auth_methods_supported", List.of("none"));
        metadata.put(
                "scopes_supported",
                Stream.concat(Scope.all().stream().map(Scope::wireName), Stream.of(RequestedScopes.OFFLINE_ACCESS))
                        .toList());
        metadata.put("client_id_metadata_document_supported", true);
        metadata.put("authorization_response_iss_parameter_supported", true);
        metadata.put("resource_indicators_supported", true);
        // Readers of the OpenID form insist on these, though there are no identity tokens here.
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put("id_token_signing_alg_values_supported", List.of("ES256"));
        response.setContentType("application/json");
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Cache-Control", "public, max-age=300");
        response.getOutputStream().write(json.writeValueAsString(metadata).getBytes(StandardCharsets.UTF_8));
    }

    /** Browsers ask first when a script sends headers of its own, as MCP clients do. */
    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Access-Control-Allow-Methods", "GET");
        response.setHeader("Access-Control-Allow-Headers", "*");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** Would tell the headers of the request back. */
    @Override
    protected void doTrace(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }
}
