package io.throughline.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** An HTTP/1.1 answer that arrives in pieces. Chunks are joined in place. */
final class HttpAnswer {

    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";

    private byte[] bytes = new byte[16 * 1024];
    private int end;
    private int bodyStart;
    /** Where the body ends as far as it is joined. */
    private int bodyEnd;
    /** What is not looked at yet, with chunks. */
    private int next;

    private int status;
    /** -1 with chunks. */
    private int length;

    private boolean complete;

    void reset() {
        end = 0;
        bodyStart = 0;
        complete = false;
    }

    void add(ByteBuffer piece) {
        int more = piece.remaining();
        if (end + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end + more, bytes.length * 2));
        }
        piece.get(bytes, end, more);
        end += more;
        if (bodyStart == 0 && !readHeaders()) {
            return;
        }
        if (length >= 0) {
            bodyEnd = bodyStart + length;
            complete = end >= bodyEnd;
        } else {
            joinChunks();
        }
    }

    boolean isComplete() {
        return complete;
    }

    int status() {
        return status;
    }

    byte[] body() {
        return Arrays.copyOfRange(bytes, bodyStart, bodyEnd);
    }

    private boolean readHeaders() {
        int at = find("\r\n\r\n", 0);
        if (at < 0) {
            return false;
        }
        String head = new String(bytes, 0, at + 2, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        status = Integer.parseInt(head, 9, 12, 10);
        int field = head.indexOf(LENGTH);
        if (field >= 0) {
            int from = field + LENGTH.length();
            length = Integer.parseInt(
                    head.substring(from, head.indexOf('\r', from)).strip());
        } else {
            length = head.contains(CHUNKED) ? -1 : 0;
        }
        bodyStart = at + 4;
        bodyEnd = bodyStart;
        next = bodyStart;
        return true;
    }

    private void joinChunks() {
        while (!complete) {
            int lineEnd = find("\r\n", next);
            if (lineEnd < 0) {
                return;
            }
            int size = Integer.parseInt(new String(bytes, next, lineEnd - next, StandardCharsets.ISO_8859_1), 16);
            int from = lineEnd + 2;
            if (end < from + size + 2) {
                return;
            }
            System.arraycopy(bytes, from, bytes, bodyEnd, size);
            bodyEnd += size;
            next = from + size + 2;
            complete = size == 0;
        }
    }

    private int find(String text, int from) {
        byte[] sought = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = from; at <= end - sought.length; at++) {
            if (Arrays.equals(bytes, at, at + sought.length, sought, 0, sought.length)) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return status + " " + new String(body(), StandardCharsets.UTF_8);
    }
}
