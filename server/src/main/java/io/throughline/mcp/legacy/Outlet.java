package io.throughline.mcp.legacy;

import tools.jackson.databind.node.ObjectNode;

/** A way for messages to a client: those of one call, or those that belong to none. Safe for concurrent use. */
@FunctionalInterface
public interface Outlet {

    /** False if the client cannot be reached this way now. */
    boolean send(ObjectNode message);

    /** False if it makes no sense to try now. */
    default boolean isOpen() {
        return true;
    }

    /** Whether the client can answer what it is asked this way. */
    default boolean takesQuestions() {
        return true;
    }

    /** Ends the connection that waits for the answer, if the client can fetch the answer later. */
    default void release() {}
}
