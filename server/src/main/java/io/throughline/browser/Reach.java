package io.throughline.browser;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which addresses pages of a browser may reach.
 *
 * @param origins exactly: scheme, host and port; the only ones that may be {@code http}
 * @param hosts by {@code https} alone: {@code accounts.google.com}, every host below a domain as {@code *.gstatic.com}, either
 *     with a port as {@code sso.example.com:8443}; and {@code *} for all
 */
public record Reach(Set<URI> origins, List<String> hosts) {

    private static final String ALL = "*";
    private static final Reach EVERYWHERE = new Reach(Set.of(), List.of(ALL));

    /** @throws IllegalArgumentException for an origin that is not {@code http} or {@code https} with a host */
    public Reach {
        origins = origins.stream().map(Reach::origin).collect(Collectors.toUnmodifiableSet());
        hosts = hosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Wherever a browser goes: for a person's own on their own machine. */
    public static Reach everywhere() {
        return EVERYWHERE;
    }

    boolean isEverywhere() {
        return hosts.contains(ALL);
    }

    public boolean allows(URI address) {
        return allows(address.toString());
    }

    /** As above; of an address as a browser writes it, which {@link URI} does not always take. */
    boolean allows(String address) {
        URI origin;
        try {
            origin = originOf(address);
        } catch (IllegalArgumentException notOfTheWeb) {
            return false;
        }
        return isEverywhere()
                || origins.contains(origin)
                || (origin.getScheme().equals("https") && hosts.stream().anyMatch(host -> matches(host, origin)));
    }

    private static boolean matches(String pattern, URI origin) {
        int colon = pattern.lastIndexOf(':');
        boolean withPort = colon >= 0 && !pattern.endsWith("]");
        String host = withPort ? pattern.substring(0, colon) : pattern;
        if (!(withPort ? pattern.substring(colon + 1) : "443").equals(String.valueOf(origin.getPort()))) {
            return false;
        }
        return host.startsWith("*.")
                ? origin.getHost().endsWith(host.substring(1))
                        && origin.getHost().length() > host.length() - 1
                : origin.getHost().equals(host);
    }

    /** Hosts as the browser's resolver may look them up, with {@code *} for any text. */
    Stream<String> resolvedHosts() {
        return Stream.concat(
                        origins.stream().map(URI::getHost), hosts.stream().map(host -> host.replaceFirst(":\\d+$", "")))
                .distinct();
    }

    /** For pages, in addition to their own: what their scripts may connect to, web sockets among it. */
    String policy() {
        Stream<String> exact = origins.stream()
                .flatMap(
                        origin -> Stream.of(origin.toString(), origin.toString().replaceFirst("^http", "ws")));
        Stream<String> byHost = hosts.stream().flatMap(host -> Stream.of("https://" + host, "wss://" + host));
        return Stream.concat(exact, byHost).collect(Collectors.joining(" ", "connect-src 'self' data: blob: ", ""));
    }

    /**
     * Scheme, host and port of an address; a web socket counts as the page's kind.
     *
     * @throws IllegalArgumentException if it is none of the web's
     */
    static URI originOf(String address) {
        int scheme = address.indexOf("://");
        if (scheme < 0) {
            throw new IllegalArgumentException("no address of the web");
        }
        int end = scheme + 3;
        while (end < address.length() && "/?#\\".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        String authority = address.substring(scheme + 3, end);
        String kind = switch (address.substring(0, scheme).toLowerCase(Locale.ROOT)) {
            case "ws" -> "http";
            case "wss" -> "https";
            case String other -> other;
        };
        return origin(URI.create(kind + "://" + authority.substring(authority.lastIndexOf('@') + 1)));
    }

    private static URI origin(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (host == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("An origin is http or https with a host, but was " + address + ".");
        }
        int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("http") ? 80 : 443;
        return URI.create(scheme + "://" + host.toLowerCase(Locale.ROOT) + ":" + port);
    }

    /** An origin as scripts write it: without the usual port. */
    static String serialized(URI address) {
        URI origin = origin(address);
        boolean usual = origin.getPort() == (origin.getScheme().equals("http") ? 80 : 443);
        return origin.getScheme() + "://" + origin.getHost() + (usual ? "" : ":" + origin.getPort());
    }

    /** The origin of an address that a browser wrote; {@code about:blank} if it has none. */
    static URI originOrBlank(String address) {
        try {
            return URI.create(serialized(originOf(address)));
        } catch (IllegalArgumentException notOfTheWeb) {
            return URI.create("about:blank");
        }
    }
}
