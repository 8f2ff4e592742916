package io.throughline.mcp.modern;

import tools.jackson.databind.node.ObjectNode;

/** The way back to the client while its request is served: one for each transport. */
@FunctionalInterface
public interface ModernReply {

    /** Sends a notification that belongs to the request. Dropped if the client takes none, or has gone. */
    void send(String method, ObjectNode params);
}
