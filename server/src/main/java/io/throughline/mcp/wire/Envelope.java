package io.throughline.mcp.wire;

import io.throughline.mcp.CallChannel.Level;
import io.throughline.mcp.ClientFeature;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client of the modern era says of itself in each request, in {@code params._meta}.
 *
 * @param protocolVersion such as {@code 2026-07-28}; not checked against what is served
 * @param features what it declared that it can
 * @param clientName for the log only
 * @param logLevel from which on it wants the log of the call; null for none of it
 * @param progressToken text or whole number; null if it wants no progress
 * @param trace W3C trace context: {@code traceparent}, {@code tracestate}, {@code baggage}, those that are there
 */
public record Envelope(
        String protocolVersion,
        Set<ClientFeature> features,
        String clientName,
        @Nullable Level logLevel,
        @Nullable JsonNode progressToken,
        Map<String, String> trace) {

    public static final String PREFIX = "io.modelcontextprotocol/";
    public static final String PROTOCOL_VERSION = PREFIX + "protocolVersion";
    private static final String CLIENT_CAPABILITIES = PREFIX + "clientCapabilities";
    private static final String CLIENT_INFO = PREFIX + "clientInfo";
    private static final String LOG_LEVEL = PREFIX + "logLevel";
    private static final String VIEW_TYPE = "text/html;profile=mcp-app";

    public Envelope {
        features = Set.copyOf(features);
        trace = Map.copyOf(trace);
    }

    /** Whether a message speaks of the modern era at all. */
    static boolean claimedIn(JsonNode message) {
        return message.path("params").path("_meta").has(PROTOCOL_VERSION);
    }

    /** The keys that a request without a claim lacks, for the message to its sender. */
    static RpcError missing(JsonNode message) {
        JsonNode meta = message.path("params").path("_meta");
        List<String> missing = new ArrayList<>();
        for (String key : List.of(PROTOCOL_VERSION, CLIENT_CAPABILITIES)) {
            if (!meta.has(key)) {
                missing.add(key);
            }
        }
        return new RpcError(RpcError.INVALID_PARAMS, "params._meta lacks " + String.join(" and ", missing) + ".");
    }

    /** @throws MalformedEnvelopeException with what is wrong */
    static Envelope read(JsonNode message) throws MalformedEnvelopeException {
        JsonNode meta = message.path("params").path("_meta");
        JsonNode version = meta.path(PROTOCOL_VERSION);
        require(version.isString(), PROTOCOL_VERSION + " must be text");
        JsonNode capabilities = meta.path(CLIENT_CAPABILITIES);
        require(capabilities.isObject(), CLIENT_CAPABILITIES + " must be an object; it may be empty");
        JsonNode client = meta.path(CLIENT_INFO);
        require(client.isMissingNode() || client.isObject(), CLIENT_INFO + " must be an object if given");
        JsonNode token = meta.path("progressToken");
        require(
                token.isMissingNode() || token.isString() || token.isIntegralNumber(),
                "progressToken must be text or a whole number");
        return new Envelope(
                version.asString(),
                features(capabilities),
                name(client),
                level(meta.path(LOG_LEVEL)),
                token.isMissingNode() ? null : token,
                trace(meta));
    }

    private static void require(boolean right, String rule) throws MalformedEnvelopeException {
        if (!right) {
            throw new MalformedEnvelopeException("In params._meta, " + rule + ".");
        }
    }

    /** From the capabilities of a client, in either era. */
    public static Set<ClientFeature> features(JsonNode capabilities) {
        Set<ClientFeature> features = EnumSet.noneOf(ClientFeature.class);
        JsonNode elicitation = capabilities.path("elicitation");
        if (elicitation.isObject() && (elicitation.isEmpty() || elicitation.has("form"))) {
            features.add(ClientFeature.FORM);
        }
        if (elicitation.path("url").isObject()) {
            features.add(ClientFeature.PAGE);
        }
        if (capabilities.path("sampling").isObject()) {
            features.add(ClientFeature.SAMPLING);
        }
        if (capabilities.path("roots").isObject()) {
            features.add(ClientFeature.ROOTS);
        }
        JsonNode viewTypes = capabilities.path("extensions").path(PREFIX + "ui").path("mimeTypes");
        if (viewTypes.values().stream().anyMatch(type -> VIEW_TYPE.equals(type.asString("")))) {
            features.add(ClientFeature.VIEWS);
        }
        return features;
    }

    private static String name(JsonNode client) {
        String name = client.path("name").asString("");
        String version = client.path("version").asString("");
        String whole = (name + " " + version).strip().replaceAll("\\p{Cntrl}", " ");
        return whole.substring(0, Math.min(whole.length(), 100));
    }

    private static @Nullable Level level(JsonNode given) throws MalformedEnvelopeException {
        if (given.isMissingNode()) {
            return null;
        }
        for (Level level : Level.values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(given.asString(""))) {
                return level;
            }
        }
        throw new MalformedEnvelopeException("In params._meta, " + LOG_LEVEL
                + " must be one of debug, info, notice, warning, error, critical, alert, emergency.");
    }

    private static Map<String, String> trace(JsonNode meta) {
        Map<String, String> trace = new HashMap<>();
        for (String key : List.of("traceparent", "tracestate", "baggage")) {
            if (meta.path(key).isString() && meta.path(key).asString().length() <= 8_192) {
                trace.put(key, meta.path(key).asString());
            }
        }
        return trace;
    }

    /** An envelope that is there and wrong. */
    static final class MalformedEnvelopeException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedEnvelopeException(String message) {
            super(message);
        }

        RpcError error() {
            return new RpcError(RpcError.INVALID_PARAMS, String.valueOf(getMessage()));
        }
    }
}
