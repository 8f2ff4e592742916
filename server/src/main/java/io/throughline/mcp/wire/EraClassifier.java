package io.throughline.mcp.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells for each message which era it is of, once, from its headers and body alone. A client decides by our answers how it
 * talks to us from then on, so the order of the checks is part of the protocol; {@code EraClassifierTest} has a row for each.
 */
public final class EraClassifier {

    private static final String FIRST_MODERN = "2026-07-28";

    /** By method, the parameter that {@code Mcp-Name} repeats; empty for none. */
    private static final Map<String, String> NAMED = Map.of(
            "tools/call", "name",
            "prompts/get", "name",
            "resources/read", "uri");

    private static final Set<String> METHODS = Set.of(
            "server/discover",
            "tools/list",
            "tools/call",
            "resources/list",
            "resources/templates/list",
            "resources/read",
            "prompts/list",
            "prompts/get",
            "completion/complete",
            "subscriptions/listen");

    private final MessageReader reader;
    private final List<String> servedVersions;

    /** @param servedVersions of the modern era */
    public EraClassifier(MessageReader reader, List<String> servedVersions) {
        this.reader = reader;
        this.servedVersions = List.copyOf(servedVersions);
    }

    /**
     * Of a message over HTTP.
     *
     * @param body as it came, or its first {@link MessageReader#MAX_BYTES} plus one bytes
     */
    public Verdict classify(HttpMessage http, byte[] body) {
        if (!http.method().equals("POST")) {
            return new Verdict.NotPost();
        }
        if (!isJson(http.contentType())) {
            return refused(415, null, RpcError.INVALID_REQUEST, "The content type must be application/json.");
        }
        if (body.length > MessageReader.MAX_BYTES) {
            return refused(
                    413,
                    null,
                    RpcError.INVALID_REQUEST,
                    "The message is too long: it may have at most " + MessageReader.MAX_BYTES + " bytes.");
        }
        JsonNode message;
        try {
            message = reader.read(body);
        } catch (UnreadableMessageException e) {
            return new Verdict.Refused(400, null, e.error());
        }
        if (message.isArray()) {
            return batch(message);
        }
        return malformed(message).orElseGet(() -> classify(message, http));
    }

    /** Of a line over stdio, which has no headers. Without a claim it belongs to the session of the process. */
    public Verdict classifyLine(byte[] line) {
        JsonNode message;
        try {
            message = reader.read(line);
        } catch (UnreadableMessageException e) {
            return new Verdict.Refused(400, null, e.error());
        }
        if (message.isArray()) {
            return batch(message);
        }
        Optional<Verdict> malformed = malformed(message);
        if (malformed.isPresent()) {
            return malformed.get();
        }
        boolean claim = Envelope.claimedIn(message);
        if (message.path("method").asString("").equals("server/discover") && !claim) {
            return new Verdict.Refused(400, message.get("id"), Envelope.missing(message));
        }
        if (!claim || (isInitialize(message) && !hasModernEnvelope(message))) {
            return new Verdict.Legacy(message);
        }
        if (!message.has("id")) {
            return new Verdict.ModernNotification(message.get("method").asString(), message.path("params"));
        }
        return modern(message, null);
    }

    private Verdict classify(JsonNode message, HttpMessage http) {
        if (!message.has("method")) {
            return new Verdict.Legacy(message); // a response, which only a session waits for
        }
        String version = http.protocolVersion();
        boolean headerModern = version != null && version.compareTo(FIRST_MODERN) >= 0;
        boolean claim = Envelope.claimedIn(message);
        if (isInitialize(message) && !hasModernEnvelope(message)) {
            return headerModern
                    ? refused(
                            400,
                            message.get("id"),
                            RpcError.HEADER_MISMATCH,
                            "MCP-Protocol-Version is " + version + ", in which there is no initialize. Leave the header"
                                    + " out to open a session, or send server/discover.")
                    : new Verdict.Legacy(message);
        }
        if (!message.has("id")) {
            return claim || headerModern
                    ? new Verdict.ModernNotification(message.get("method").asString(), message.path("params"))
                    : new Verdict.Legacy(message);
        }
        if (claim) {
            return modern(message, http);
        }
        return headerModern
                ? new Verdict.Refused(400, message.get("id"), Envelope.missing(message))
                : new Verdict.Legacy(message);
    }

    private Verdict modern(JsonNode message, @Nullable HttpMessage http) {
        JsonNode id = message.get("id");
        String method = message.get("method").asString();
        Envelope envelope;
        try {
            envelope = Envelope.read(message);
        } catch (Envelope.MalformedEnvelopeException e) {
            return new Verdict.Refused(400, id, e.error());
        }
        String mismatch = http == null ? null : mismatch(method, envelope, http);
        if (mismatch != null) {
            return refused(400, id, RpcError.HEADER_MISMATCH, mismatch);
        }
        if (!servedVersions.contains(envelope.protocolVersion())) {
            return new Verdict.Refused(
                    400,
                    id,
                    new RpcError(
                            RpcError.UNSUPPORTED_VERSION,
                            "This server does not speak " + envelope.protocolVersion() + ".",
                            Map.of("supported", servedVersions, "requested", envelope.protocolVersion())));
        }
        String missing = http == null ? null : missingHeader(method, message.path("params"), http);
        if (missing != null) {
            return refused(400, id, RpcError.HEADER_MISMATCH, missing);
        }
        if (!METHODS.contains(method)) {
            return refused(
                    404, id, RpcError.METHOD_NOT_FOUND, "There is no method " + method + " in " + FIRST_MODERN + ".");
        }
        return new Verdict.Modern(new ModernRequest(id, method, message.path("params"), envelope));
    }

    /** What the headers say that the body does not; null if they agree as far as they are there. */
    private static @Nullable String mismatch(String method, Envelope envelope, HttpMessage http) {
        if (http.protocolVersion() != null && !http.protocolVersion().equals(envelope.protocolVersion())) {
            return "The header MCP-Protocol-Version is " + http.protocolVersion() + ", but the body says "
                    + envelope.protocolVersion() + ".";
        }
        if (http.mcpMethod() != null && !http.mcpMethod().equals(method)) {
            return "The header Mcp-Method is " + http.mcpMethod() + ", but the body says " + method + ".";
        }
        return null;
    }

    private static @Nullable String missingHeader(String method, JsonNode params, HttpMessage http) {
        if (http.protocolVersion() == null) {
            return "The header MCP-Protocol-Version is missing.";
        }
        if (http.mcpMethod() == null) {
            return "The header Mcp-Method is missing.";
        }
        String parameter = NAMED.get(method);
        if (parameter == null) {
            return null;
        }
        if (http.mcpName() == null) {
            return "The header Mcp-Name is missing; it repeats params." + parameter + ".";
        }
        String said = HeaderText.decode(http.mcpName()).orElse(null);
        if (said == null) {
            return "The header Mcp-Name is marked as Base64, but is no Base64 of UTF-8.";
        }
        JsonNode name = params.path(parameter);
        return name.isString() && !name.asString().equals(said)
                ? "The header Mcp-Name is " + said + ", but params." + parameter + " is " + name.asString() + "."
                : null;
    }

    private boolean hasModernEnvelope(JsonNode message) {
        try {
            return Envelope.claimedIn(message)
                    && Envelope.read(message).protocolVersion().compareTo(FIRST_MODERN) >= 0;
        } catch (Envelope.MalformedEnvelopeException e) {
            return false;
        }
    }

    private static Verdict batch(JsonNode messages) {
        if (messages.values().stream().anyMatch(Envelope::claimedIn)) {
            return refused(
                    400,
                    null,
                    RpcError.INVALID_REQUEST,
                    "There are no batches in " + FIRST_MODERN + "; send one by one.");
        }
        return new Verdict.LegacyBatch(messages);
    }

    private static boolean isInitialize(JsonNode message) {
        return message.path("method").asString("").equals("initialize");
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    /** What is wrong with a message of any era. */
    private static Optional<Verdict> malformed(JsonNode message) {
        JsonNode id = message.path("id");
        boolean idFits = id.isMissingNode() || id.isString() || id.isIntegralNumber();
        boolean response = message.has("result") || message.has("error");
        String fault = null;
        if (!message.isObject()) {
            fault = "The message must be a JSON object.";
        } else if (!message.path("jsonrpc").asString("").equals("2.0")) {
            fault = "jsonrpc must be \"2.0\".";
        } else if (message.has("method") ? !message.get("method").isString() : !response) {
            fault = "The message must have a method, as text, or be a response with a result or an error.";
        } else if (!idFits) {
            fault = "id must be text or a whole number.";
        }
        if (fault != null) {
            return Optional.of(refused(400, idFits ? message.get("id") : null, RpcError.INVALID_REQUEST, fault));
        }
        JsonNode params = message.path("params");
        if (!params.isMissingNode() && !params.isObject()) {
            return Optional.of(refused(400, message.get("id"), RpcError.INVALID_PARAMS, "params must be an object."));
        }
        return Optional.empty();
    }

    private static Verdict refused(int status, @Nullable JsonNode id, int code, String message) {
        return new Verdict.Refused(status, id, new RpcError(code, message));
    }
}
