package io.throughline.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Clients that hold {@code subscriptions/listen} open, all driven from one thread. */
final class ListenStreams implements AutoCloseable {

    private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";
    private static final String UPDATED = "notifications/resources/updated";
    private static final String COMMENT = "\n:\n\n";
    /** As many are on their way at the same time. */
    private static final int WINDOW = 64;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocate(16 * 1024);
    private final List<Stream> streams = new ArrayList<>();
    private int acknowledged;
    private int updated;
    private int ended;
    private long comments;
    private long firstUpdateAt;
    private long lastUpdateAt;

    ListenStreams() throws IOException {}

    private static final class Stream {
        private final SocketChannel channel;
        private boolean acknowledged;
        private boolean updated;

        Stream(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /** Opens streams and waits for their acknowledgements; returns how long that took, in seconds. */
    double open(URI server, byte[] request, int count) throws IOException {
        long startedAt = System.nanoTime();
        int goal = streams.size() + count;
        while (streams.size() < goal) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(request));
            var stream = new Stream(channel);
            channel.register(selector, SelectionKey.OP_READ, stream);
            streams.add(stream);
            readUntil(() -> acknowledged + ended > streams.size() - WINDOW, PATIENCE);
        }
        readUntil(() -> acknowledged + ended >= goal, PATIENCE);
        return (System.nanoTime() - startedAt) / 1e9;
    }

    /** Only reads, for a while. */
    void hold(Duration time) throws IOException {
        readUntil(() -> false, time);
    }

    /** Reads until every stream has been told of a change; false if that did not come in time. */
    boolean awaitUpdate(Duration time) throws IOException {
        readUntil(() -> updated >= acknowledged - ended, time);
        return updated >= acknowledged - ended;
    }

    private void readUntil(BooleanSupplier done, Duration time) throws IOException {
        long until = System.nanoTime() + time.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < until) {
            selector.select(100);
            for (SelectionKey key : selector.selectedKeys()) {
                read(key);
            }
            selector.selectedKeys().clear();
        }
    }

    private void read(SelectionKey key) throws IOException {
        var stream = (Stream) key.attachment();
        in.clear();
        int length;
        try {
            length = stream.channel.read(in);
        } catch (IOException e) {
            length = -1; // cut off is as bad as ended
        }
        if (length < 0) {
            ended++;
            key.cancel();
            stream.channel.close();
            return;
        }
        // A message is small and written whole, so it is not torn apart.
        String text = new String(in.array(), 0, length, StandardCharsets.UTF_8);
        if (!stream.acknowledged && text.contains(ACKNOWLEDGED)) {
            stream.acknowledged = true;
            acknowledged++;
        }
        if (text.contains(COMMENT)) {
            comments++;
        }
        if (!stream.updated && text.contains(UPDATED)) {
            stream.updated = true;
            updated++;
            lastUpdateAt = System.nanoTime();
            if (firstUpdateAt == 0) {
                firstUpdateAt = lastUpdateAt;
            }
        }
    }

    int acknowledged() {
        return acknowledged;
    }

    int updated() {
        return updated;
    }

    /** Streams that the server has ended or refused. */
    int ended() {
        return ended;
    }

    /** Signs of life that were seen. */
    long comments() {
        return comments;
    }

    double secondsFromFirstToLastUpdate() {
        return (lastUpdateAt - firstUpdateAt) / 1e9;
    }

    /** {@link System#nanoTime} of the last. */
    long lastUpdateAt() {
        return lastUpdateAt;
    }

    @Override
    public void close() throws IOException {
        for (Stream stream : streams) {
            stream.channel.close();
        }
        selector.close();
    }
}
