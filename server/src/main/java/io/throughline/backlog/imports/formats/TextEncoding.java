package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of a file become text: as its byte order mark says, else UTF-8, else the code page of western Windows.
 *
 * @param markBytes length of the byte order mark
 * @param note what the reader of the import should know of it, null for nothing
 */
record TextEncoding(
        Charset charset, int markBytes, @Nullable String note) {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final TextEncoding UTF_8 = new TextEncoding(StandardCharsets.UTF_8, 0, null);

    /** Reads the whole file once, since one byte in its last row can tell that it is not UTF-8. */
    static TextEncoding of(BacklogFile file) throws IOException {
        try (InputStream in = file.content().open()) {
            byte[] start = in.readNBytes(1 << 16);
            TextEncoding marked = findMarked(start);
            if (marked != null) {
                return marked;
            }
            Utf8Count count = new Utf8Count();
            count.add(start, start.length);
            byte[] chunk = new byte[1 << 16];
            for (int length = in.read(chunk); length > 0; length = in.read(chunk)) {
                count.add(chunk, length);
            }
            return count.finish();
        }
    }

    static TextEncoding ofHead(byte[] head) {
        TextEncoding marked = findMarked(head);
        if (marked != null) {
            return marked;
        }
        Utf8Count count = new Utf8Count();
        count.add(head, head.length);
        return count.verdict(); // the head may end within a character
    }

    Reader open(BacklogFile file) throws IOException {
        InputStream in = file.content().open();
        try {
            in.skipNBytes(markBytes);
            return new BufferedReader(new InputStreamReader(in, charset), 1 << 16);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    String decodeHead(byte[] head) {
        int from = Math.min(markBytes, head.length);
        return new String(head, from, head.length - from, charset);
    }

    private static @Nullable TextEncoding findMarked(byte[] start) {
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3, null);
        }
        if (startsWith(start, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2, null);
        }
        if (startsWith(start, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2, null);
        }
        return findUnmarkedUtf16(start);
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** Western text in UTF-16 is zero in every other byte. */
    private static @Nullable TextEncoding findUnmarkedUtf16(byte[] start) {
        int length = Math.min(start.length, 4_096);
        int[] zeros = new int[2];
        for (int i = 0; i < length; i++) {
            if (start[i] == 0) {
                zeros[i & 1]++;
            }
        }
        int most = length * 2 / 5; // of the half that may be zero, four fifths are
        if (length >= 8 && zeros[1] >= most && zeros[0] == 0) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 0, null);
        }
        if (length >= 8 && zeros[0] >= most && zeros[1] == 0) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 0, null);
        }
        return null;
    }

    /** Counts what is UTF-8 and what is not, across chunks. */
    private static final class Utf8Count {
        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        private final CharBuffer out = CharBuffer.allocate(1 << 16);
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private long characters;
        private long malformed;

        private void add(byte[] chunk, int length) {
            for (int i = 0; i < length; i++) {
                if ((chunk[i] & 0xC0) == 0xC0) {
                    characters++;
                }
            }
            ByteBuffer in = ByteBuffer.allocate(rest.remaining() + length)
                    .put(rest)
                    .put(chunk, 0, length)
                    .flip();
            decode(in, false);
            rest = in.slice();
        }

        private void decode(ByteBuffer in, boolean end) {
            CoderResult result;
            do {
                out.clear();
                result = decoder.decode(in, out, end);
                if (result.isError()) {
                    malformed++;
                    in.position(in.position() + result.length());
                }
            } while (!result.isUnderflow());
        }

        private TextEncoding finish() {
            decode(rest, true);
            return verdict();
        }

        private TextEncoding verdict() {
            if (malformed == 0) {
                return UTF_8;
            }
            if (characters - malformed > malformed) {
                return new TextEncoding(
                        StandardCharsets.UTF_8,
                        0,
                        malformed + " places of the file are not UTF-8 and were read as '\uFFFD'."
                                + " Export it again as UTF-8 to get them right.");
            }
            return new TextEncoding(
                    WINDOWS,
                    0,
                    "The file is not UTF-8; it was read as windows-1252. If letters look wrong, save it as UTF-8.");
        }
    }
}
