package io.throughline.mcp.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Who serves a message, or why nobody does. */
public sealed interface Verdict {

    /** A request of the modern era that is whole: method known, envelope and headers checked. */
    record Modern(ModernRequest request) implements Verdict {}

    /** A notification of the modern era: taken and, over HTTP, without effect. */
    record ModernNotification(String method, JsonNode params) implements Verdict {}

    /** A request, notification or response of a session. */
    record Legacy(JsonNode message) implements Verdict {}

    /** An array of them, as of 2025-03-26. */
    record LegacyBatch(JsonNode messages) implements Verdict {}

    /** A GET, DELETE or the like. */
    record NotPost() implements Verdict {}

    /**
     * @param httpStatus for HTTP
     * @param id of the request, as it came; null if it could not be read
     */
    record Refused(int httpStatus, @Nullable JsonNode id, RpcError error) implements Verdict {}
}
