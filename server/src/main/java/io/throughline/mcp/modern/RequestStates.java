package io.throughline.mcp.modern;

import io.throughline.access.Principal;
import io.throughline.access.Sealer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands a handler's state to the client and takes it back, such that the client can neither read nor change it, nor use it for
 * another person, another tool or other arguments, nor later than it is good for. The server keeps nothing meanwhile, so any
 * node with the same secret can go on.
 */
final class RequestStates {

    private static final String PURPOSE = "mcp request state";
    private static final int MAX_LENGTH = 8_192;

    private final Sealer sealer;
    private final Clock clock;
    private final JsonMapper json;

    RequestStates(Sealer sealer, Clock clock, JsonMapper json) {
        this.sealer = sealer;
        this.clock = clock;
        this.json = json;
    }

    /** The call that a state belongs to: who, what, with which arguments. */
    record Binding(Principal principal, String method, String name, JsonNode arguments) {}

    /** @param id differs for each state ever sealed */
    record Opened(String id, Instant expiresAt, @Nullable String state) {}

    String seal(Binding binding, @Nullable String state, Duration goodFor) {
        ObjectNode content = json.createObjectNode()
                .put("call", digest(binding))
                .put("id", UUID.randomUUID().toString())
                .put("until", clock.instant().plus(goodFor).toEpochMilli());
        if (state != null) {
            content.put("state", state);
        }
        return sealer.seal(PURPOSE, json.writeValueAsBytes(content));
    }

    /** Empty if it was not sealed by us for this call, or is too old. */
    Optional<Opened> open(Binding binding, String sealed) {
        if (sealed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return sealer.open(PURPOSE, sealed).flatMap(bytes -> {
            try {
                JsonNode content = json.readTree(bytes);
                Instant until = Instant.ofEpochMilli(content.path("until").asLong());
                boolean fits = content.path("call").asString("").equals(digest(binding))
                        && clock.instant().isBefore(until);
                JsonNode state = content.path("state");
                return fits
                        ? Optional.of(new Opened(
                                content.path("id").asString(), until, state.isString() ? state.asString() : null))
                        : Optional.empty();
            } catch (JacksonException e) {
                return Optional.empty();
            }
        });
    }

    private String digest(Binding binding) {
        Principal principal = binding.principal();
        ArrayNode call = json.createArrayNode()
                .add(principal.tenantId())
                .add(principal.personId())
                .add(principal.client())
                .add(binding.method())
                .add(binding.name())
                .add(sorted(binding.arguments()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(json.writeValueAsString(call).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** The order of members means nothing, and a client may change it. */
    private JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            ObjectNode ordered = json.createObjectNode();
            members.forEach(ordered::set);
            return ordered;
        }
        if (node.isArray()) {
            ArrayNode elements = json.createArrayNode();
            node.values().forEach(element -> elements.add(sorted(element)));
            return elements;
        }
        return node;
    }
}
