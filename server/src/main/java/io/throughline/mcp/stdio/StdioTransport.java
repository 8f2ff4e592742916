package io.throughline.mcp.stdio;

import io.throughline.access.Principal;
import io.throughline.mcp.legacy.LegacyCall;
import io.throughline.mcp.legacy.LegacyClient;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.wire.MessageReader;
import io.throughline.mcp.wire.RpcError;
import io.throughline.mcp.wire.RpcMessages;
import io.throughline.mcp.wire.UnreadableMessageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries messages between a client and standard input and output, one per line. Goes on after a line that it cannot read,
 * answers calls before the handshake, and finishes what is under way when the input ends.
 *
 * <p>Calls run at the same time, each on a virtual thread; their answers are written whole, one after the other.
 */
public final class StdioTransport {

    private static final Logger log = LoggerFactory.getLogger(StdioTransport.class);
    private static final int MAX_LINE_BYTES = MessageReader.MAX_BYTES;

    private final LegacyClient client;
    private final MessageReader messages = new MessageReader();
    private final LineReader lines;
    private final OutputStream out;
    private final Principal principal;
    private final Duration grace;
    private final Phaser underWay = new Phaser(1);
    private boolean greeted;

    /** @param grace how long calls under way may take to finish after the input has ended */
    public StdioTransport(SdkServer server, InputStream in, OutputStream out, Principal principal, Duration grace) {
        this.client = server.connect(this::write);
        this.lines = new LineReader(in, MAX_LINE_BYTES);
        this.out = out;
        this.principal = principal;
        this.grace = grace;
    }

    /** Serves until the input ends and the calls under way are answered. */
    public void serve() throws IOException {
        try (client) {
            for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
                if (line.tooLong()) {
                    write(RpcMessages.error(
                            null,
                            new RpcError(
                                    RpcError.PARSE_ERROR, "The message is longer than " + MAX_LINE_BYTES + " bytes.")));
                } else if (!line.text().isBlank()) {
                    receive(line.text());
                }
            }
            client.hangUp();
            finishCalls();
        }
    }

    private void finishCalls() {
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
        JsonNode message;
        try {
            message = messages.read(line.getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableMessageException e) {
            log.warn("A line could not be read: {}", e.getMessage());
            answerUnreadable(e.error().code() == RpcError.PARSE_ERROR ? null : e.error());
            return;
        }
        boolean request = message.path("method").isString() && RpcMessages.findId(message) != null;
        if (request && message instanceof ObjectNode object) {
            receive(object);
        } else if (message.isObject()
                && (message.has("id")
                        ? message.has("result") || message.has("error")
                        : message.path("method").isString())) {
            client.receive(message);
        } else {
            answerUnreadable(null);
        }
    }

    private void receive(ObjectNode request) {
        String method = request.path("method").asString();
        LegacyCall call = client.begin(request, principal, this::write);
        switch (method) {
            case "initialize" -> {
                greeted = true;
                answer(call); // before the next line is read, since it prepares the session
            }
            // Nor may these be overtaken by the calls after them.
            case "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe" ->
                serveIfGreeted(call, method);
            default -> {
                if (!greeted) {
                    serveIfGreeted(call, method);
                    return;
                }
                underWay.register();
                Thread.ofVirtual().name("call-" + request.path("id")).start(() -> {
                    try {
                        answer(call);
                    } finally {
                        underWay.arriveAndDeregister();
                    }
                });
            }
        }
    }

    private void serveIfGreeted(LegacyCall call, String method) {
        if (greeted || method.equals("ping")) {
            answer(call);
        } else {
            write(RpcMessages.error(
                    call.id(),
                    new RpcError(
                            RpcError.METHOD_NOT_FOUND,
                            "The session is not open yet: send initialize first, then " + method + ".")));
        }
    }

    private void answer(LegacyCall call) {
        ObjectNode answer = client.answer(call);
        if (answer != null) {
            write(answer);
        }
    }

    private void answerUnreadable(@Nullable RpcError error) {
        write(RpcMessages.error(
                null, error == null ? new RpcError(RpcError.PARSE_ERROR, "The line is no JSON-RPC message.") : error));
    }

    private boolean write(ObjectNode message) {
        byte[] line = RpcMessages.bytes(message);
        try {
            synchronized (out) {
                out.write(line);
                out.write('\n');
                out.flush();
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
