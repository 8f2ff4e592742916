package io.throughline.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages that each end with a NUL, over the two pipes of {@code --remote-debugging-pipe}. Those too long to keep are left out. */
final class PipeWire implements DevToolsWire {

    private static final Logger log = LoggerFactory.getLogger(PipeWire.class);
    private static final int FIRST_BYTES = 256 * 1_024;
    /** A picture of the largest page has some 10 MB. */
    private static final int MAX_BYTES = 64 * 1_024 * 1_024;

    private final InputStream in;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();

    private byte[] buffer = new byte[FIRST_BYTES];
    private int start;
    private int end;

    PipeWire(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public void send(byte[] message) throws IOException {
        writing.lock();
        try {
            out.write(message);
            out.write(0);
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public @Nullable Slice next() throws IOException {
        int looked = start;
        while (true) {
            for (; looked < end; looked++) {
                if (buffer[looked] == 0) {
                    Slice message = new Slice(buffer, start, looked - start);
                    start = looked + 1;
                    return message;
                }
            }
            if (end - start == MAX_BYTES) {
                if (!skipMessage()) {
                    return null;
                }
                looked = start;
                continue;
            }
            looked -= start;
            makeRoom();
            looked += start;
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                Arrays.fill(buffer, (byte) 0); // it held pictures, and what pages keep
                return null;
            }
            end += read;
        }
    }

    /**
     * A page can have the browser say more than there is memory for, such as all that it posts; other visits must go on.
     *
     * @return false at the end
     */
    private boolean skipMessage() throws IOException {
        long skipped = MAX_BYTES;
        buffer = new byte[FIRST_BYTES];
        start = 0;
        end = 0;
        while (true) {
            int read = in.read(buffer);
            if (read < 0) {
                Arrays.fill(buffer, (byte) 0);
                return false;
            }
            for (int at = 0; at < read; at++) {
                if (buffer[at] == 0) {
                    log.warn("A message of the browser had {} bytes and was left out.", skipped + at);
                    start = at + 1;
                    end = read;
                    return true;
                }
            }
            skipped += read;
        }
    }

    private void makeRoom() {
        if (start > 0) {
            // What was read before is overwritten or moved to the front, so that pictures do not stay in the tail.
            int length = end - start;
            System.arraycopy(buffer, start, buffer, 0, length);
            Arrays.fill(buffer, length, end, (byte) 0);
            start = 0;
            end = length;
        }
        if (end == buffer.length) {
            byte[] larger = Arrays.copyOf(buffer, buffer.length * 2);
            Arrays.fill(buffer, (byte) 0);
            buffer = larger;
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
