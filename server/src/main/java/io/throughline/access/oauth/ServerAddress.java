package io.throughline.access.oauth;

import io.throughline.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Under which addresses clients know this server: the public address if one is set, since a proxy in front knows better, else
 * that of the request. To be asked only for requests whose {@code Host} is one that is expected.
 */
public final class ServerAddress {

    /** The path of MCP, by which people enter the server into their programs. */
    public static final String MCP = "/mcp";

    /** The path of the transport of 2024-11-05. */
    public static final String SSE = "/sse";

    /** The path of the metadata of the protected resource (RFC 9728); that of each resource goes behind it. */
    public static final String RESOURCE_METADATA = "/.well-known/oauth-protected-resource";

    private static final Pattern HOST = Pattern.compile("[a-z0-9._-]+|\\[[0-9a-f:.]+]");
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final @Nullable String publicBase;
    private final List<String> paths;

    public ServerAddress(Settings settings) {
        URI publicUrl = settings.publicUrl();
        this.publicBase = publicUrl == null ? null : publicUrl.toString().replaceFirst("/+$", "");
        this.paths = settings.legacy().sse() ? List.of(MCP, SSE) : List.of(MCP);
    }

    /** The address that a setting names, without a slash at the end; empty where each request tells it. */
    public Optional<String> findPublicBase() {
        return Optional.ofNullable(publicBase);
    }

    /**
     * Of the authorization server, which is this one: without a slash at the end.
     *
     * @throws IllegalArgumentException if the request names no host that could stand in an address
     */
    public String issuer(HttpServletRequest request) {
        if (publicBase != null) {
            return publicBase;
        }
        String scheme = request.getScheme().toLowerCase(Locale.ROOT);
        String host = request.getServerName().toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("The host name of the request is none.");
        }
        int port = request.getServerPort();
        boolean usual = port <= 0 || port == (scheme.equals("https") ? HTTPS_PORT : HTTP_PORT);
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }

    /** What people enter into their programs: the address of MCP. Tokens are for it, unless a client asks for another. */
    public String resource(HttpServletRequest request) {
        return issuer(request) + MCP;
    }

    /** All that tokens can be for, {@link #resource} first. Each opens the whole server: they differ in transport only. */
    public List<String> resources(HttpServletRequest request) {
        String base = issuer(request);
        return paths.stream().map(path -> base + path).toList();
    }

    /** Paths of what tokens can be for. */
    public List<String> resourcePaths() {
        return paths;
    }

    /** The resource that a request to a path is about: that of the old transport takes messages elsewhere. */
    public String resourcePathOf(String requestPath) {
        return requestPath.equals(MCP) ? MCP : paths.getLast();
    }

    /**
     * Where the metadata of a resource stand: an absolute address, since clients refuse others.
     *
     * @param path of the resource, one of {@link #resourcePaths}
     */
    public String metadata(HttpServletRequest request, String path) {
        return issuer(request) + RESOURCE_METADATA + path;
    }
}
