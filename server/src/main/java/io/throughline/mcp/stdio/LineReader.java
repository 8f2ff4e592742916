package io.throughline.mcp.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines of UTF-8 in bounded memory: a line that is too long is skipped to its end and told as such. */
public final class LineReader {

    private static final int BUFFER_BYTES = 8_192;

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;

    public LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** One line without its end; the text is empty if the line was too long. */
    public record Line(String text, boolean tooLong) {}

    /** The next line, null at the end of the input. A last line without an end counts. */
    public @Nullable Line next() throws IOException {
        var line = new ByteArrayOutputStream();
        boolean tooLong = false;
        boolean any = false;
        while (true) {
            if (from == to) {
                to = in.read(buffer);
                from = 0;
                if (to <= 0) {
                    to = 0;
                    return any ? lineOf(line, tooLong) : null;
                }
            }
            any = true;
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            tooLong |= line.size() + end - from > maxBytes;
            if (!tooLong) {
                line.write(buffer, from, end - from);
            }
            boolean finished = end < to;
            from = finished ? end + 1 : end;
            if (finished) {
                return lineOf(line, tooLong);
            }
        }
    }

    private static Line lineOf(ByteArrayOutputStream line, boolean tooLong) {
        return new Line(tooLong ? "" : line.toString(StandardCharsets.UTF_8), tooLong);
    }
}
