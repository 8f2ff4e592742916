package io.throughline.mcp.legacy;

import io.throughline.mcp.ClientFeature;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a client said of itself when it opened its session, and what was agreed.
 *
 * @param version of the protocol, a date
 */
record ClientHello(String version, Set<ClientFeature> features) {

    private static final String VIEWS = "io.modelcontextprotocol/ui";

    ClientHello {
        features = Set.copyOf(features);
    }

    /** Features are read with lenience: a declaration of an unknown shape declares nothing. */
    static Set<ClientFeature> features(JsonNode capabilities) {
        Set<ClientFeature> features = EnumSet.noneOf(ClientFeature.class);
        JsonNode elicitation = capabilities.path("elicitation");
        if (elicitation.isObject()) {
            boolean page = elicitation.path("url").isObject();
            if (elicitation.path("form").isObject() || !page) { // before modes there was only the form
                features.add(ClientFeature.FORM);
            }
            if (page) {
                features.add(ClientFeature.PAGE);
            }
        }
        if (capabilities.path("sampling").isObject()) {
            features.add(ClientFeature.SAMPLING);
        }
        if (capabilities.path("roots").isObject()) {
            features.add(ClientFeature.ROOTS);
        }
        if (capabilities.path("extensions").path(VIEWS).isObject()) {
            features.add(ClientFeature.VIEWS);
        }
        return features;
    }
}
