package io.throughline.mcp.http;

import io.throughline.mcp.wire.MessageReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Reads the body of a request, as far as a message may be long. */
final class RequestBody {

    private RequestBody() {}

    /** The body, or one byte more than a message may have. */
    static byte[] read(HttpServletRequest request) throws IOException {
        return request.getContentLengthLong() > MessageReader.MAX_BYTES
                ? new byte[MessageReader.MAX_BYTES + 1] // stands for it
                : request.getInputStream().readNBytes(MessageReader.MAX_BYTES + 1);
    }
}
