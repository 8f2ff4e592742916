package io.throughline.mcp.legacy;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionInit;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the SDK takes for its transport: a source of its sessions. The transports themselves are ours, since the SDK's can
 * neither bind a session to its caller nor end, cap or resume it.
 */
final class SdkSessions implements McpStreamableServerTransportProvider {

    private volatile McpStreamableServerSession.@Nullable Factory factory;

    @Override
    public void setSessionFactory(McpStreamableServerSession.Factory given) {
        factory = given;
    }

    McpStreamableServerSessionInit open(McpSchema.InitializeRequest request) {
        McpStreamableServerSession.Factory ready = factory;
        if (ready == null) {
            throw new IllegalStateException("The SDK's server was not started.");
        }
        return ready.startSession(request);
    }

    @Override
    public List<String> protocolVersions() {
        return ProtocolVersions.ALL;
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return Mono.empty(); // clients are told by ourselves, each only what is its own
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }
}
