package io.throughline.access.oauth.clients;

import java.util.List;

/**
 * Whose documents the administrators want. A domain stands for itself and for all below it.
 *
 * @param allowed in lower case; empty for all
 * @param denied in lower case; wins over the allowed ones
 */
record ClientDomains(List<String> allowed, List<String> denied) {

    ClientDomains {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
    }

    /** @throws RefusedClientException if a program of this address is not wanted */
    void check(ClientAddress address) {
        if (denied.stream().anyMatch(domain -> covers(domain, address.host()))) {
            throw new RefusedClientException("This server takes no programs of " + address.host()
                    + ". Ask the administrators, who denied its domain (THROUGHLINE_CLIENT_DOMAINS_DENIED).");
        }
        if (!allowed.isEmpty() && allowed.stream().noneMatch(domain -> covers(domain, address.host()))) {
            throw new RefusedClientException("This server takes no programs of " + address.host()
                    + ". Ask the administrators to add its domain to THROUGHLINE_CLIENT_DOMAINS_ALLOWED.");
        }
    }

    private static boolean covers(String domain, String host) {
        return host.equals(domain) || host.endsWith("." + domain);
    }
}
