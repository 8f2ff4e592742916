package io.throughline.mcp.http;

import io.throughline.mcp.legacy.LegacyClient;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.wire.RpcMessages;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A session over HTTP+SSE: one stream that carries everything to the client, and ends the session when it ends. */
final class SseSession implements Sessions.Session {

    private final String id;
    private final LegacyClient client;
    private volatile @Nullable EventStream stream;
    private volatile long lastUseNanos = System.nanoTime();

    SseSession(String id, SdkServer server) {
        this.id = id;
        this.client = server.connect(this::send);
    }

    String id() {
        return id;
    }

    LegacyClient client() {
        return client;
    }

    /** @param messages where the client sends its messages to */
    void begin(EventStream opened, String messages) {
        opened.send(null, "endpoint", messages.getBytes(StandardCharsets.UTF_8));
        stream = opened;
        client.flush();
    }

    boolean send(ObjectNode message) {
        EventStream opened = stream;
        return opened != null && opened.send(null, "message", RpcMessages.bytes(message));
    }

    void use() {
        lastUseNanos = System.nanoTime();
    }

    @Override
    public long idleNanos() {
        return client.isBusy() ? 0 : System.nanoTime() - lastUseNanos;
    }

    @Override
    public boolean expires() {
        return false; // whoever has the stream open still listens
    }

    @Override
    public void close() {
        client.close();
        EventStream opened = stream;
        if (opened != null) {
            opened.close();
        }
    }
}
