package io.throughline.conformance;

import io.throughline.mcp.Bytes;
import io.throughline.mcp.Content;
import java.util.Base64;

/** The smallest files of their kinds. */
final class Samples {

    /** One pixel. */
    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    /** One moment of silence. */
    static final String WAV = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";

    private Samples() {}

    static Bytes bytes(String base64) {
        return Bytes.of(Base64.getDecoder().decode(base64));
    }

    static Content.Image image() {
        return new Content.Image(bytes(PNG), "image/png");
    }
}
