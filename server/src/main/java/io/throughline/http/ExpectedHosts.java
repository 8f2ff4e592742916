package io.throughline.http;

import io.throughline.settings.Settings;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names under which this server expects to be called. */
final class ExpectedHosts {

    /** The same page, or the person who typed the address. */
    private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

    private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

    ExpectedHosts(Settings settings) {
        String host = settings.host().toLowerCase(Locale.ROOT);
        names.add(host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host);
        URI publicUrl = settings.publicUrl();
        if (publicUrl != null) {
            names.add(publicUrl.getHost().toLowerCase(Locale.ROOT));
        }
        settings.allowedHosts().forEach(name -> names.add(withoutPort(name)));
    }

    /**
     * Why these headers are not taken; null if they are. Programs send neither an origin nor where a page stands to it.
     * Browsers leave the origin out where a page only embeds an address, and tell by {@code Sec-Fetch-Site} that it does.
     */
    @Nullable String refusal(@Nullable String hostHeader, @Nullable String originHeader, @Nullable String fetchSiteHeader) {
        String host = hostHeader == null ? "" : withoutPort(hostHeader.strip());
        if (!names.contains(host)) {
            return "The server does not go by the host name of this request. If it should, set THROUGHLINE_PUBLIC_URL or"
                    + " add the name to THROUGHLINE_ALLOWED_HOSTS.";
        }
        if (originHeader != null && !names.contains(originHost(originHeader.strip()))) {
            return "Web pages of this origin may not call the server. If they should, add its host name to"
                    + " THROUGHLINE_ALLOWED_HOSTS.";
        }
        boolean embedded = originHeader == null
                && fetchSiteHeader != null
                && !OWN_PAGES.contains(fetchSiteHeader.strip().toLowerCase(Locale.ROOT));
        return embedded ? "Web pages may not embed this address." : null;
    }

    private static String withoutPort(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return (end <= 0 ? host : host.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    private static String originHost(String origin) {
        int scheme = origin.indexOf("://");
        return scheme < 0 ? "" : withoutPort(origin.substring(scheme + 3));
    }
}
