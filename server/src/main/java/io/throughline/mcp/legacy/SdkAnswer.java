package io.throughline.mcp.legacy;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Takes the SDK's answer to one request. */
final class SdkAnswer implements McpStreamableServerTransport {

    private final SafeJson json;
    private volatile McpSchema.@Nullable JSONRPCResponse answer;

    SdkAnswer(SafeJson json) {
        this.json = json;
    }

    McpSchema.JSONRPCResponse get() {
        McpSchema.JSONRPCResponse given = answer;
        if (given == null) {
            throw new IllegalStateException("The SDK did not answer.");
        }
        return given;
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        if (message instanceof McpSchema.JSONRPCResponse response) {
            answer = response;
        }
        return Mono.empty();
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message, String messageId) {
        return sendMessage(message);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }
}
