package io.throughline.mcp.stdio;

import io.throughline.access.Principal;
import io.throughline.mcp.legacy.LegacyBatch;
import io.throughline.mcp.legacy.LegacyCall;
import io.throughline.mcp.legacy.LegacyClient;
import io.throughline.mcp.legacy.LegacyMessages;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.wire.RpcError;
import io.throughline.mcp.wire.RpcMessages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The one session of the legacy era that a process has. Calls before the handshake get an answer too. */
final class LegacyLines implements AutoCloseable {

    private final LegacyClient client;
    private final Principal principal;
    private final LineWriter out;
    private final UnderWay underWay;
    private boolean greeted;

    LegacyLines(SdkServer server, Principal principal, LineWriter out, UnderWay underWay) {
        this.client = server.connect(out::write);
        this.principal = principal;
        this.out = out;
        this.underWay = underWay;
    }

    /** Takes a request, a notification or a response. */
    void receive(JsonNode message) {
        if (!LegacyMessages.isRequest(message) || !(message instanceof ObjectNode request)) {
            client.receive(message);
            return;
        }
        String method = request.path("method").asString();
        if (method.equals("initialize")) {
            greeted = true;
        } else if (!greeted && !method.equals("ping")) {
            refuse(
                    request,
                    RpcError.METHOD_NOT_FOUND,
                    "The session is not open yet: send initialize first, then " + method + ".");
            return;
        }
        LegacyCall call = client.begin(request, principal, out::write);
        switch (method) {
            // Before the next line is read, since the calls after these depend on them.
            case "initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe" ->
                answer(call);
            default -> underWay.start(() -> answer(call));
        }
    }

    /** Takes several messages at once, if the session is of the one revision that has that. */
    void receiveBatch(JsonNode messages) {
        String fault = greeted
                ? LegacyBatch.fault(messages, client.version())
                : "The session is not open yet: send initialize first, alone.";
        if (fault != null) {
            out.write(RpcMessages.error(null, new RpcError(RpcError.INVALID_REQUEST, fault)));
            return;
        }
        underWay.start(
                () -> out.write(LegacyBatch.serve(messages, client, principal, out::write, LegacyBatch.Gate.OPEN)));
    }

    private void refuse(ObjectNode request, int code, String message) {
        out.write(RpcMessages.error(request.get("id"), new RpcError(code, message)));
    }

    private void answer(LegacyCall call) {
        ObjectNode answer = client.answer(call);
        if (answer != null) {
            out.write(answer);
        }
    }

    /** Nobody answers our questions any more. */
    void hangUp() {
        client.hangUp();
    }

    @Override
    public void close() {
        client.close();
    }
}
