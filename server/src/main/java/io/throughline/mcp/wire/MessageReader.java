package io.throughline.mcp.wire;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON of a message such that no sender can make it cost more than the limits allow. Safe for concurrent use. */
public final class MessageReader {

    /** Of a message, in bytes. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;
    /** Of objects and arrays in each other. */
    public static final int MAX_DEPTH = 64;
    /** Of the elements of an array and of the members of an object. */
    public static final int MAX_WIDTH = 10_000;
    /** Of the messages of a batch. */
    public static final int MAX_BATCH = 50;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_BYTES)
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(1_000)
                            .maxNumberLength(100)
                            .maxStringLength(MAX_BYTES)
                            .maxTokenCount(400_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws UnreadableMessageException with the JSON-RPC error that the sender is due */
    public JsonNode read(byte[] message) throws UnreadableMessageException {
        JsonNode read;
        try {
            read = json.readTree(message);
        } catch (StreamConstraintsException e) {
            throw new UnreadableMessageException(
                    RpcError.INVALID_REQUEST,
                    "The message is beyond the limits: at most " + MAX_BYTES + " bytes, " + MAX_DEPTH
                            + " levels, 400,000 values, names of 1,000 and numbers of 100 characters.");
        } catch (JacksonException e) {
            throw new UnreadableMessageException(RpcError.PARSE_ERROR, "The message is no JSON.");
        }
        if (read.isMissingNode()) {
            throw new UnreadableMessageException(RpcError.PARSE_ERROR, "The message is empty.");
        }
        requireWidth(read);
        return read;
    }

    private static void requireWidth(JsonNode node) throws UnreadableMessageException {
        if (node.size() > MAX_WIDTH) {
            throw new UnreadableMessageException(
                    RpcError.INVALID_REQUEST,
                    "The message has an array or object of " + node.size() + " elements; at most " + MAX_WIDTH
                            + " are taken. Send them in several calls.");
        }
        for (JsonNode child : node.values()) {
            if (child.isContainer()) {
                requireWidth(child);
            }
        }
    }
}
