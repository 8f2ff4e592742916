package io.throughline.mcp.legacy;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes the SDK's messages such that a client learns what it did wrong and nothing of our insides. The SDK would
 * answer parameters of a wrong shape with the text of its own exception, and write an error over HTTP with its stack trace.
 */
final class SafeJson implements McpJsonMapper {

    /** How the messages of faults begin that we have already logged. */
    static final String LOGGED_FAULT = "The server failed; the reason is in its log under ";

    private static final Logger log = LoggerFactory.getLogger(SafeJson.class);
    private static final String UNREADABLE = "Invalid message format: ";
    private static final String NO_MESSAGE = "The body is no JSON-RPC message; one by one, no batches.";

    /** What the SDK reads the parameters of a request as, by method. */
    private static final Map<String, TypeRef<?>> PARAMETERS = Map.of(
            McpSchema.METHOD_INITIALIZE, new TypeRef<McpSchema.InitializeRequest>() {},
            McpSchema.METHOD_TOOLS_CALL, new TypeRef<McpSchema.CallToolRequest>() {},
            McpSchema.METHOD_RESOURCES_READ, new TypeRef<McpSchema.ReadResourceRequest>() {},
            McpSchema.METHOD_PROMPT_GET, new TypeRef<McpSchema.GetPromptRequest>() {},
            McpSchema.METHOD_COMPLETION_COMPLETE, new TypeRef<McpSchema.CompleteRequest>() {},
            McpSchema.METHOD_LOGGING_SET_LEVEL, new TypeRef<McpSchema.SetLevelRequest>() {});

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

    /** The answer to a message that cannot be served, in JSON; empty if it can. */
    Optional<String> findRefusal(String text) throws IOException {
        try {
            McpSchema.JSONRPCMessage message = McpSchema.deserializeJsonRpcMessage(json, text);
            if (message instanceof McpSchema.JSONRPCRequest request) {
                TypeRef<?> parameters = PARAMETERS.get(request.method());
                return parameters == null ? Optional.empty() : findRefusal(request, parameters);
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            log.debug("A message could not be read", e);
            return Optional.of(writeValueAsString(McpError.builder(McpSchema.ErrorCodes.PARSE_ERROR)
                    .message(NO_MESSAGE)
                    .build()));
        }
    }

    private Optional<String> findRefusal(McpSchema.JSONRPCRequest request, TypeRef<?> parameters) throws IOException {
        try {
            convertValue(request.params(), parameters);
            return Optional.empty();
        } catch (McpError e) {
            return Optional.of(writeValueAsString(McpSchema.JSONRPCResponse.error(request.id(), e.getJsonRpcError())));
        }
    }

    private static McpError invalid(String message) {
        return McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                .message(message)
                .build();
    }

    @Override
    public String writeValueAsString(Object value) throws IOException {
        return json.writeValueAsString(safe(value));
    }

    @Override
    public byte[] writeValueAsBytes(Object value) throws IOException {
        return json.writeValueAsBytes(safe(value));
    }

    private static Object safe(Object value) {
        if (value instanceof McpError error) {
            Map<String, Object> answer = new HashMap<>(); // since it may hold a null
            answer.put("jsonrpc", McpSchema.JSONRPC_VERSION);
            answer.put("id", null);
            answer.put("error", safe(error.getJsonRpcError()));
            return answer;
        }
        if (value instanceof McpSchema.JSONRPCResponse response && response.error() != null) {
            return McpSchema.JSONRPCResponse.error(response.id(), safe(response.error()));
        }
        return value;
    }

    private static JSONRPCError safe(JSONRPCError error) {
        String message = String.valueOf(error.message());
        if (error.code() == McpSchema.ErrorCodes.INTERNAL_ERROR && !ours(message)) {
            log.warn("A message could not be handled: {}", message);
            return new JSONRPCError(
                    error.code(),
                    "The server could not handle this message. Check that method and params are as the protocol has them.",
                    null);
        }
        if (message.startsWith(UNREADABLE)) {
            return new JSONRPCError(McpSchema.ErrorCodes.PARSE_ERROR, NO_MESSAGE, null);
        }
        return error;
    }

    private static boolean ours(String message) {
        return message.startsWith(LOGGED_FAULT) || message.startsWith("Session not found: ");
    }
}
