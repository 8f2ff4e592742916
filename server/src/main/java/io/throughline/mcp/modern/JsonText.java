package io.throughline.mcp.modern;

import java.io.ByteArrayOutputStream;

/** A piece of JSON, written once and used many times. */
public final class JsonText {

    private final byte[] utf8;

    JsonText(byte[] utf8) {
        this.utf8 = utf8.clone();
    }

    void writeTo(ByteArrayOutputStream out) {
        out.writeBytes(utf8);
    }

    int length() {
        return utf8.length;
    }
}
