package io.throughline.browser;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Carries messages of the DevTools protocol, UTF-8 JSON, to and from one browser. */
interface DevToolsWire extends Closeable {

    /** Safe for concurrent use. */
    void send(byte[] message) throws IOException;

    /**
     * Waits for the next one; for one thread.
     *
     * @return valid until the next call; null at the end
     */
    @Nullable Slice next() throws IOException;

    /** A part of a buffer that is used again. */
    @SuppressWarnings("ArrayRecordComponent") // a view on purpose: pictures are large, and come often
    record Slice(byte[] bytes, int offset, int length) {}
}
