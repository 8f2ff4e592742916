package io.throughline.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Which answers may become documents. One of XML (a picture with scripts, XHTML) has scripts, yet may have no head for the policy of
 * its visit; a frame that it makes would reach anything by web sockets before a script of ours runs there.
 */
final class DocumentTypes {

    private static final int REDIRECTS = 300;
    private static final int ERRORS = 400;
    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;

    /** Each becomes a document of HTML, or none; what says no type may be taken for XML. */
    private static final Set<String> SHOWN = Set.of(
            "text/html",
            "text/plain",
            "application/json",
            "application/problem+json",
            "application/pdf",
            "application/octet-stream",
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp");

    private DocumentTypes() {}

    /** @param answer a {@code Fetch.requestPaused} with the status and headers of an answer */
    static boolean canHoldPolicy(JsonNode answer) {
        int status = answer.path("responseStatusCode").asInt(0);
        if ((status >= REDIRECTS && status < ERRORS) || status == NO_CONTENT || status == RESET_CONTENT) {
            return true;
        }
        List<String> types = new ArrayList<>();
        for (JsonNode header : answer.path("responseHeaders")) {
            if (header.path("name").asString("").equalsIgnoreCase("Content-Type")) {
                for (String each : header.path("value").asString("").split(",", -1)) { // the last one counts
                    types.add(each.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return !types.isEmpty() && SHOWN.containsAll(types);
    }
}
