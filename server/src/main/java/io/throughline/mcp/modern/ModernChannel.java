package io.throughline.mcp.modern;

import io.throughline.mcp.CallChannel;
import io.throughline.mcp.RunningCall;
import io.throughline.mcp.wire.Envelope;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Sends what the client asked for in its envelope, and only that. */
final class ModernChannel implements CallChannel {

    /** Between two reports of progress; faster ones nobody can see. */
    private static final long LEAST_GAP_NANOS = 20_000_000;

    private final Envelope envelope;
    private final RunningCall running;
    private final ModernReply reply;
    private final WireFormat format;
    private double lastDone = Double.NEGATIVE_INFINITY;
    private long lastSentNanos;
    private boolean answered;

    ModernChannel(Envelope envelope, RunningCall running, ModernReply reply, WireFormat format) {
        this.envelope = envelope;
        this.running = running;
        this.reply = reply;
        this.format = format;
    }

    @Override
    public synchronized void progress(double done, @Nullable Double total, @Nullable String message) {
        if (answered || envelope.progressToken() == null || done <= lastDone) {
            return;
        }
        long now = System.nanoTime();
        boolean first = lastDone == Double.NEGATIVE_INFINITY;
        boolean last = total != null && done >= total;
        if (!first && !last && now - lastSentNanos < LEAST_GAP_NANOS) {
            return;
        }
        lastDone = done;
        lastSentNanos = now;
        ObjectNode params = format.object();
        params.set("progressToken", envelope.progressToken());
        put(params, "progress", done);
        if (total != null) {
            put(params, "total", total);
        }
        if (message != null) {
            params.put("message", message);
        }
        running.undisturbed(() -> reply.send("notifications/progress", params));
    }

    /** Without {@code .0} where it is whole. */
    private static void put(ObjectNode params, String name, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            params.put(name, (long) value);
        } else {
            params.put(name, value);
        }
    }

    @Override
    public synchronized void log(Level level, String logger, Object data) {
        if (!answered && envelope.logLevel() != null && level.compareTo(envelope.logLevel()) >= 0) {
            ObjectNode params = format.object()
                    .put("level", level.name().toLowerCase(Locale.ROOT))
                    .put("logger", logger)
                    .putPOJO("data", data);
            running.undisturbed(() -> reply.send("notifications/message", params));
        }
    }

    @Override
    public boolean cancelled() {
        return running.cancelled();
    }

    /** Nothing may be sent after the answer. */
    synchronized void end() {
        answered = true;
    }
}
