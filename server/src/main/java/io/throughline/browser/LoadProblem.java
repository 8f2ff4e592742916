package io.throughline.browser;

import java.net.URI;

/** Why a page did not load, in words for the person. */
final class LoadProblem {

    private LoadProblem() {}

    static String blocked(String address) {
        return "This page wanted to go to " + host(address) + ", which sign-in pages may not reach here."
                + " If it belongs to the sign-in, ask the operator of this server to allow it.";
    }

    static String unfit(String address) {
        return host(address) + " answered with something other than a web page, which is not shown here."
                + " Ask whoever runs it.";
    }

    /** @param error such as {@code net::ERR_CONNECTION_REFUSED} */
    static String inWords(String address, String error) {
        String host = host(address);
        String name = error.replace("net::ERR_", "");
        if (name.startsWith("CERT_") || name.startsWith("SSL_")) {
            return "The certificate of " + host + " is not valid (" + error + "), so nothing is typed there."
                    + " Its operator has to renew it.";
        }
        return switch (name) {
            case "CONNECTION_REFUSED",
                    "ADDRESS_UNREACHABLE",
                    "CONNECTION_RESET",
                    "CONNECTION_CLOSED",
                    "EMPTY_RESPONSE" -> host + " does not answer (" + error + "). Try again when it runs.";
            case "CONNECTION_TIMED_OUT", "TIMED_OUT" -> host + " did not answer in time. Try again later.";
            case "NAME_NOT_RESOLVED" ->
                "The name " + host + " has no address (" + error + "). Check how it is written.";
            case "INTERNET_DISCONNECTED", "NETWORK_CHANGED" -> "The network is down (" + error + "). Try again later.";
            case "BLOCKED_BY_CLIENT" -> blocked(address);
            default -> host + " could not be loaded (" + error + ").";
        };
    }

    static String host(String address) {
        try {
            URI origin = Reach.originOf(address);
            boolean usual = origin.getPort() == (origin.getScheme().equals("http") ? 80 : 443);
            return origin.getHost() + (usual ? "" : ":" + origin.getPort());
        } catch (IllegalArgumentException notOfTheWeb) {
            return "an address that is not of the web";
        }
    }
}
