package io.throughline.mcp.stdio;

import io.throughline.mcp.wire.RpcMessages;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes messages as lines, each whole, one after the other, whichever threads they come from. */
final class LineWriter {

    private final OutputStream out;

    LineWriter(OutputStream out) {
        this.out = out;
    }

    boolean write(ObjectNode message) {
        return write(RpcMessages.bytes(message));
    }

    /** Writes the answers to a batch, nothing if there are none. */
    void write(List<ObjectNode> answers) {
        if (!answers.isEmpty()) {
            write(RpcMessages.bytes(answers));
        }
    }

    /** @return true, as whoever waits at the other end does so as long as the process runs */
    boolean write(byte[] message) {
        try {
            synchronized (out) {
                out.write(message);
                out.write('\n');
                out.flush();
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
