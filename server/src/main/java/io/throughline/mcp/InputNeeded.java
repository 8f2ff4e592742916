package io.throughline.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tool or prompt must know before it can go on. The wire layer asks in the way that the client understands and calls
 * the handler again. Nothing is kept on the server meanwhile.
 *
 * @param requests the questions, by keys that the handler chooses and finds the answers under
 * @param state what the handler wants to have back with the answers; sealed on its way, so that nobody can read or change
 *     it; at most 2 KiB
 */
public record InputNeeded(
        Map<String, InputRequest> requests, @Nullable String state) {

    public InputNeeded {
        requests = new LinkedHashMap<>(requests);
        if (requests.isEmpty() && state == null) {
            throw new IllegalArgumentException("There is neither a question nor a state.");
        }
    }

    public static InputNeeded one(String key, InputRequest request) {
        return new InputNeeded(Map.of(key, request), null);
    }
}
