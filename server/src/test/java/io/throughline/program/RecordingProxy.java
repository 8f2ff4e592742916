package io.throughline.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Hands on every byte between clients and a server, and keeps what the clients sent. */
final class RecordingProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final int serverPort;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private RecordingProxy(ServerSocket listening, int serverPort) {
        this.listening = listening;
        this.serverPort = serverPort;
    }

    static RecordingProxy before(int serverPort) {
        try {
            var proxy = new RecordingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String mcpUrl() {
        return "http://127.0.0.1:" + listening.getLocalPort() + "/mcp";
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                Thread.ofVirtual().start(() -> pump(client, server, sent));
                Thread.ofVirtual().start(() -> pump(server, client, OutputStream.nullOutputStream()));
            }
        } catch (IOException e) {
            // closed by us
        }
    }

    private static void pump(Socket from, Socket to, OutputStream record) {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                record.write(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // one side has gone, so the other may go as well
        }
    }

    Sent sent() {
        return new Sent(sent.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
