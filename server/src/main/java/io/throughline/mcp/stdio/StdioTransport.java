package io.throughline.mcp.stdio;

import io.throughline.access.Principal;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.modern.ModernServer;
import io.throughline.mcp.modern.Subscriptions;
import io.throughline.mcp.wire.EraClassifier;
import io.throughline.mcp.wire.MessageReader;
import io.throughline.mcp.wire.RpcError;
import io.throughline.mcp.wire.RpcMessages;
import io.throughline.mcp.wire.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Carries messages between a client and standard input and output, one per line, of both eras, each by itself: a session of
 * the legacy era lives as long as the process, requests of the modern era may come beside it. Goes on after a line that it
 * cannot read, and finishes what is under way when the input ends.
 *
 * <p>Calls run at the same time, each on a virtual thread; their answers are written whole, one after the other.
 */
public final class StdioTransport {

    private static final Logger log = LoggerFactory.getLogger(StdioTransport.class);
    private static final int MAX_LINE_BYTES = MessageReader.MAX_BYTES;

    private final EraClassifier classifier;
    private final SdkServer legacyServer;
    private final ModernServer modernServer;
    private final Subscriptions subscriptions;
    private final Duration grace;

    /** @param grace how long calls under way may take to finish after the input has ended */
    public StdioTransport(
            EraClassifier classifier,
            SdkServer legacyServer,
            ModernServer modernServer,
            Subscriptions subscriptions,
            Duration grace) {
        this.classifier = classifier;
        this.legacyServer = legacyServer;
        this.modernServer = modernServer;
        this.subscriptions = subscriptions;
        this.grace = grace;
    }

    /** Serves until the input ends and the calls under way are answered. */
    public void serve(InputStream in, OutputStream out, Principal principal) throws IOException {
        var lines = new LineReader(in, MAX_LINE_BYTES);
        var writer = new LineWriter(out);
        var underWay = new UnderWay();
        var modern = new ModernLines(modernServer, subscriptions, principal, writer);
        try (var legacy = new LegacyLines(legacyServer, principal, writer, underWay)) {
            for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
                if (line.tooLong()) {
                    refuse(
                            writer,
                            null,
                            new RpcError(
                                    RpcError.PARSE_ERROR, "The message is longer than " + MAX_LINE_BYTES + " bytes."));
                } else if (!line.text().isBlank()) {
                    switch (classifier.classifyLine(line.text().getBytes(StandardCharsets.UTF_8))) {
                        case Verdict.Modern call -> underWay.start(modern.receive(call.request()));
                        case Verdict.ModernNotification told -> modern.receive(told.method(), told.params());
                        case Verdict.Legacy call -> {
                            // A client of the modern era that cancels need not send the envelope along.
                            modern.receive(
                                    call.message().path("method").asString(""),
                                    call.message().path("params"));
                            legacy.receive(call.message());
                        }
                        case Verdict.LegacyBatch batch -> legacy.receiveBatch(batch.messages());
                        case Verdict.Refused refused -> refuse(writer, refused.id(), refused.error());
                        case Verdict.NotPost other -> throw new IllegalStateException("A line is no GET.");
                    }
                }
            }
            legacy.hangUp();
            underWay.finish(grace);
            modern.end();
        }
    }

    private static void refuse(LineWriter writer, @Nullable JsonNode id, RpcError error) {
        log.warn("A line was refused: {}", error.message());
        writer.write(RpcMessages.error(id, error));
    }
}
