package io.throughline.mcp.wire;

import tools.jackson.databind.JsonNode;

/**
 * A request of the modern era.
 *
 * @param id text or whole number, to be echoed as it is
 * @param params an object, empty if there were none
 */
public record ModernRequest(JsonNode id, String method, JsonNode params, Envelope envelope) {}
