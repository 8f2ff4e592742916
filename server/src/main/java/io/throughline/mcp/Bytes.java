package io.throughline.mcp;

import java.util.Base64;

/** Bytes that nobody changes. */
public final class Bytes {

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    /** As the protocol has them. */
    public String base64() {
        return Base64.getEncoder().encodeToString(content);
    }
}
