package io.throughline.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;

/** Drives connections from one thread. */
final class LoadGenerator {

    private LoadGenerator() {}

    /** Keeps every connection busy for a while; answers under way at the end are awaited and count. */
    static Latencies run(List<LoadConnection> connections, Duration time) throws IOException {
        var latencies = new Latencies();
        long endsAt = System.nanoTime() + time.toNanos();
        try (Selector selector = Selector.open()) {
            for (LoadConnection connection : connections) {
                connection.channel().register(selector, SelectionKey.OP_READ, connection);
                connection.send();
            }
            int underWay = connections.size();
            while (underWay > 0) {
                if (selector.select(30_000) == 0) {
                    throw new IOException("The server has not answered for 30 s.");
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    var connection = (LoadConnection) key.attachment();
                    long took = connection.receive();
                    if (took >= 0) {
                        latencies.add(took);
                        if (System.nanoTime() < endsAt) {
                            connection.send();
                        } else {
                            underWay--;
                        }
                    }
                }
                selector.selectedKeys().clear();
            }
        }
        return latencies;
    }
}
