package io.throughline.mcp.modern;

import io.throughline.access.Principal;
import io.throughline.access.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The states that are handed to clients, as the fuzz tests see them. */
public final class FuzzedStates {

    private final RequestStates states;

    public FuzzedStates(Clock clock, String... secrets) {
        states = new RequestStates(new Sealer(List.of(secrets)), clock, JsonMapper.shared());
    }

    /** Who calls what. */
    public record Call(Principal principal, String method, String name, JsonNode arguments) {

        private RequestStates.Binding binding() {
            return new RequestStates.Binding(principal, method, name, arguments);
        }
    }

    public String seal(Call call, @Nullable String state, Duration goodFor) {
        return states.seal(call.binding(), state, goodFor);
    }

    /** Whether it opens; its state then, which may be none. */
    public Optional<Optional<String>> open(Call call, String sealed) {
        return states.open(call.binding(), sealed).map(opened -> Optional.ofNullable(opened.state()));
    }
}
