package io.throughline.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A client that sends the same request over and over on one connection, each as soon as the last answer is there, and holds
 * every answer against the one that is expected. Does not block and copies little: it shares the cores with the server.
 */
final class LoadConnection implements AutoCloseable {

    private final SocketChannel channel;
    private final ByteBuffer request;
    private final byte[] expectedBody;
    private final HttpAnswer answer = new HttpAnswer();
    private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
    private long sentAt;

    /** @param expectedBody what every answer must hold, byte by byte */
    LoadConnection(URI server, byte[] request, byte[] expectedBody) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        this.request = ByteBuffer.wrap(request);
        this.expectedBody = expectedBody.clone();
    }

    SocketChannel channel() {
        return channel;
    }

    void send() throws IOException {
        sentAt = System.nanoTime();
        request.rewind();
        while (request.hasRemaining()) {
            channel.write(request); // far smaller than the socket's buffer
        }
    }

    /** Takes what has come; returns the nanoseconds since the request if the answer is complete, else -1. */
    long receive() throws IOException {
        in.clear();
        if (channel.read(in) < 0) {
            throw new EOFException("The server closed a connection under load.");
        }
        in.flip();
        answer.add(in);
        if (!answer.isComplete()) {
            return -1;
        }
        long took = System.nanoTime() - sentAt;
        if (answer.status() != 200 || !(Arrays.equals(answer.body(), expectedBody) || holdsExpected())) {
            throw new IOException("An answer under load differs from the first: " + answer);
        }
        answer.reset();
        return took;
    }

    /** A server may send the same as an event after signs of life, if it takes long. */
    private boolean holdsExpected() {
        return new String(answer.body(), StandardCharsets.UTF_8)
                .contains(new String(expectedBody, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
