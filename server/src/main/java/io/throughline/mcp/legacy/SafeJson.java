package io.throughline.mcp.legacy;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.throughline.mcp.wire.RpcError;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the parameters of requests for the SDK such that a client learns what it did wrong and nothing of our insides. The SDK
 * would answer parameters of a wrong shape with the text of its own exception.
 */
final class SafeJson implements McpJsonMapper {

    private static final Logger log = LoggerFactory.getLogger(SafeJson.class);

    /** What the SDK reads the parameters of a request as, by method. */
    private static final Map<String, TypeRef<?>> PARAMETERS = Map.of(
            McpSchema.METHOD_TOOLS_CALL, new TypeRef<McpSchema.CallToolRequest>() {},
            McpSchema.METHOD_RESOURCES_READ, new TypeRef<McpSchema.ReadResourceRequest>() {},
            McpSchema.METHOD_PROMPT_GET, new TypeRef<McpSchema.GetPromptRequest>() {},
            McpSchema.METHOD_COMPLETION_COMPLETE, new TypeRef<McpSchema.CompleteRequest>() {});

    private final McpJsonMapper json;

    SafeJson(McpJsonMapper json) {
        this.json = json;
    }

    @Override
    public <T> T readValue(String content, Class<T> type) throws IOException {
        return json.readValue(content, type);
    }

    @Override
    public <T> T readValue(byte[] content, Class<T> type) throws IOException {
        return json.readValue(content, type);
    }

    @Override
    public <T> T readValue(String content, TypeRef<T> type) throws IOException {
        return json.readValue(content, type);
    }

    @Override
    public <T> T readValue(byte[] content, TypeRef<T> type) throws IOException {
        return json.readValue(content, type);
    }

    @Override
    public <T> T convertValue(Object value, Class<T> type) {
        return json.convertValue(value, type);
    }

    /** The SDK reads the parameters of a request with this one. */
    @Override
    public <T> T convertValue(@Nullable Object value, TypeRef<T> type) {
        T parameters;
        try {
            parameters = value == null ? null : json.convertValue(value, type);
        } catch (RuntimeException e) {
            log.debug("Parameters could not be read", e);
            throw invalid("The params of this request have the wrong shape.");
        }
        String missing = switch (parameters) {
            case null -> "params";
            case McpSchema.CallToolRequest call when call.name() == null -> "params.name, the tool";
            case McpSchema.GetPromptRequest get when get.name() == null -> "params.name, the prompt";
            case McpSchema.ReadResourceRequest read when read.uri() == null -> "params.uri";
            case McpSchema.CompleteRequest complete when complete.ref() == null -> "params.ref";
            case McpSchema.CompleteRequest complete when complete.argument() == null -> "params.argument";
            case McpSchema.CompleteRequest complete
            when complete.argument().name() == null || complete.argument().value() == null ->
                "params.argument.name and params.argument.value";
            default -> null;
        };
        if (missing != null || parameters == null) {
            throw invalid("This request needs " + missing + ".");
        }
        return parameters;
    }

    /** What is wrong with the parameters of a request, empty if the SDK can read them. */
    Optional<RpcError> findRefusal(String method, @Nullable Object parameters) {
        TypeRef<?> type = PARAMETERS.get(method);
        if (type == null) {
            return Optional.empty();
        }
        try {
            convertValue(parameters, type);
            return Optional.empty();
        } catch (McpError e) {
            return Optional.of(
                    new RpcError(e.getJsonRpcError().code(), e.getJsonRpcError().message()));
        }
    }

    private static McpError invalid(String message) {
        return McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                .message(message)
                .build();
    }

    @Override
    public String writeValueAsString(Object value) throws IOException {
        return json.writeValueAsString(value);
    }

    @Override
    public byte[] writeValueAsBytes(Object value) throws IOException {
        return json.writeValueAsBytes(value);
    }
}
