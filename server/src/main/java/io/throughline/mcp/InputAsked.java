package io.throughline.mcp;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What of a handler's questions can be put to a client.
 *
 * @param requests those that it declared it understands
 * @param lacking what it would have to declare for the others
 */
public record InputAsked(Map<String, InputRequest> requests, Set<ClientFeature> lacking) {

    public static InputAsked of(InputNeeded needed, Set<ClientFeature> features) {
        Map<String, InputRequest> requests = new LinkedHashMap<>();
        Set<ClientFeature> lacking = EnumSet.noneOf(ClientFeature.class);
        needed.requests().forEach((key, request) -> {
            if (features.contains(request.feature())) {
                requests.put(key, request);
            } else {
                lacking.add(request.feature());
            }
        });
        return new InputAsked(requests, lacking);
    }

    /** Whether the client understands none of the questions. */
    public boolean hopeless() {
        return requests.isEmpty() && !lacking.isEmpty();
    }
}
