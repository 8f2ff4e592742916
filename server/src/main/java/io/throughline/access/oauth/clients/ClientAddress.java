package io.throughline.access.oauth.clients;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A {@code client_id} that is the address of the document that describes the program. Two are the same only if all their
 * characters are.
 *
 * @param text as the program sent it
 * @param host in lower case: a DNS name with a dot, an IPv4 address, or an IPv6 address in brackets
 */
record ClientAddress(String text, String host) {

    private static final int MAX_CHARACTERS = 2_048;
    private static final Pattern DNS_NAME =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    /** Systems read such names as IPv4 addresses: 127.1, 2130706433, 0x7f.1, 0177.0.0.1. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");
    private static final Pattern DOT_SEGMENT = Pattern.compile("/(\\.|%2e){1,2}(?=[/?]|$)", Pattern.CASE_INSENSITIVE);

    /** @throws RefusedClientException if it is not the address of a document we would fetch */
    static ClientAddress of(String clientId) {
        if (clientId.length() > MAX_CHARACTERS) {
            throw wrong("has " + clientId.length() + " characters; it may have 2,048");
        }
        if (!clientId.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw wrong("has a blank, a control character or a letter outside ASCII; write those percent-encoded");
        }
        URI uri = parsed(clientId);
        if (!clientId.startsWith("https://")) {
            throw wrong("does not start with https://");
        }
        if (uri.getRawFragment() != null) {
            throw wrong("has a fragment (#…)");
        }
        String authority = uri.getRawAuthority();
        if (authority == null || authority.contains("@")) {
            throw wrong("has no host, or a user before it");
        }
        String path = uri.getRawPath();
        if (path.length() < 2 || path.startsWith("//")) {
            throw wrong("has no path that names a document");
        }
        if (DOT_SEGMENT.matcher(path).find()) {
            throw wrong("has . or .. in its path");
        }
        if (path.contains("\\") || path.toLowerCase(Locale.ROOT).contains("%5c")) {
            throw wrong("has a backslash in its path");
        }
        return new ClientAddress(clientId, host(authority));
    }

    private static URI parsed(String clientId) {
        try {
            return new URI(clientId);
        } catch (URISyntaxException e) {
            throw wrong("is no well-formed address");
        }
    }

    private static String host(String authority) {
        String host = authority.toLowerCase(Locale.ROOT);
        int port = host.indexOf(':', host.startsWith("[") ? host.indexOf(']') : 0);
        if (port >= 0) {
            if (!host.substring(port).equals(":443")) {
                throw wrong("names another port than 443");
            }
            host = host.substring(0, port);
        }
        boolean address = host.startsWith("[") || ENDS_IN_NUMBER.matcher(host).matches();
        if (address ? !isLiteral(host) : !DNS_NAME.matcher(host).matches()) {
            throw wrong("has a host that is neither a full domain name nor an IP address in its usual form");
        }
        return host;
    }

    /** An address, not a name: there is nothing to resolve. */
    boolean isLiteral() {
        return isLiteral(host);
    }

    private static boolean isLiteral(String host) {
        if (!IPV6.matcher(host).matches()) {
            return IPV4.matcher(host).matches();
        }
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static RefusedClientException wrong(String what) {
        return new RefusedClientException("The client_id is no address of a document: it " + what
                + ". It must look like https://app.example.com/oauth/client.json.");
    }
}
