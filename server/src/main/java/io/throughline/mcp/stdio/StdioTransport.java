package io.throughline.mcp.stdio;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.throughline.access.Principal;
import io.throughline.mcp.legacy.SdkServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Carries messages between the SDK and standard input and output, one per line. Replaces the SDK's own transport, which stops
 * at the first line it cannot read, drops answers that are under way when the input ends, and leaves calls before the
 * handshake without an answer.
 *
 * <p>Calls run at the same time, each on a virtual thread; their answers are written whole, one after the other.
 */
public final class StdioTransport implements McpServerTransportProvider {

    private static final Logger log = LoggerFactory.getLogger(StdioTransport.class);
    private static final int MAX_LINE_BYTES = 4 * 1024 * 1024;

    private final McpJsonMapper json;
    private final LineReader lines;
    private final OutputStream out;
    private final Duration grace;
    private final McpTransportContext context;
    private final Phaser underWay = new Phaser(1);
    private @Nullable McpServerSession session;
    private boolean greeted;
    private boolean ready;

    /** @param grace how long calls under way may take to finish after the input has ended */
    public StdioTransport(McpJsonMapper json, InputStream in, OutputStream out, Principal principal, Duration grace) {
        this.json = json;
        this.lines = new LineReader(in, MAX_LINE_BYTES);
        this.out = out;
        this.grace = grace;
        this.context = McpTransportContext.create(Map.of(SdkServer.PRINCIPAL, principal));
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        session = factory.create(new Outgoing());
    }

    /** Serves until the input ends and the calls under way are answered. */
    public void serve() throws IOException {
        for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
            if (line.tooLong()) {
                answerUnreadable("The message is longer than " + MAX_LINE_BYTES + " bytes.");
            } else if (!line.text().isBlank()) {
                receive(line.text());
            }
        }
        int phase = underWay.arrive();
        try {
            underWay.awaitAdvanceInterruptibly(phase, grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.warn("The input ended and some calls did not finish within {} s.", grace.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive(String line) {
        McpSchema.JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(json, line);
        } catch (IOException | RuntimeException e) {
            log.warn("A line was no JSON-RPC message: {}", e.getMessage());
            answerUnreadable("The line is no JSON-RPC message.");
            return;
        }
        if (message instanceof McpSchema.JSONRPCRequest request) {
            receive(request);
        } else {
            ready = ready
                    || (message instanceof McpSchema.JSONRPCNotification notification
                            && notification.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED));
            handle(message);
        }
    }

    private void receive(McpSchema.JSONRPCRequest request) {
        if (request.method().equals(McpSchema.METHOD_INITIALIZE)) {
            greeted = true;
            handle(request); // before the next line is read, since it prepares the session
        } else if (request.method().equals(McpSchema.METHOD_PING)) {
            write(McpSchema.JSONRPCResponse.result(request.id(), Map.of()));
        } else if (!greeted) {
            write(McpSchema.JSONRPCResponse.error(
                    request.id(),
                    new McpSchema.JSONRPCResponse.JSONRPCError(
                            McpSchema.ErrorCodes.METHOD_NOT_FOUND,
                            "The session is not open yet: send initialize first, then " + request.method() + ".",
                            null)));
        } else {
            if (!ready) {
                // Some clients forget to say that they are; the SDK would let their calls wait for ever.
                ready = true;
                handle(new McpSchema.JSONRPCNotification(McpSchema.METHOD_NOTIFICATION_INITIALIZED, null));
            }
            underWay.register();
            Thread.ofVirtual().name("call-" + request.id()).start(() -> {
                try {
                    handle(request);
                } finally {
                    underWay.arriveAndDeregister();
                }
            });
        }
    }

    private void handle(McpSchema.JSONRPCMessage message) {
        McpServerSession opened = session;
        if (opened == null) {
            throw new IllegalStateException("The server was not started on this transport.");
        }
        try {
            opened.handle(message)
                    .contextWrite(written -> written.put(McpTransportContext.KEY, context))
                    .block();
        } catch (RuntimeException e) {
            log.error("A message could not be handled", e);
            if (message instanceof McpSchema.JSONRPCRequest request) {
                write(McpSchema.JSONRPCResponse.error(
                        request.id(),
                        new McpSchema.JSONRPCResponse.JSONRPCError(
                                McpSchema.ErrorCodes.INTERNAL_ERROR, "The message could not be handled.", null)));
            }
        }
    }

    private void answerUnreadable(String reason) {
        write(Map.of("jsonrpc", "2.0", "error", Map.of("code", McpSchema.ErrorCodes.PARSE_ERROR, "message", reason)));
    }

    private void write(Object message) {
        try {
            byte[] line = json.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
            synchronized (out) {
                out.write(line);
                out.write('\n');
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        McpServerSession opened = session;
        return opened == null ? Mono.empty() : opened.sendNotification(method, params);
    }

    @Override
    public Mono<Void> notifyClient(String sessionId, String method, Object params) {
        return notifyClients(method, params);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    /** The way from the SDK to the client. */
    private final class Outgoing implements McpServerTransport {

        @Override
        public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
            return Mono.fromRunnable(() -> write(message));
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
}
