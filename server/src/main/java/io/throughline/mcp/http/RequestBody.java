package io.throughline.mcp.http;

import io.throughline.mcp.wire.MessageReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the body of a request, as far as a message may be long. */
final class RequestBody {

    private static final Logger log = LoggerFactory.getLogger(RequestBody.class);
    private static final byte[] NONE = {};
    /** Of a body that is too long, what is read only so that its sender gets to read the answer. */
    private static final long MAX_DROPPED_BYTES = 64L * 1024 * 1024;

    private RequestBody() {}

    /**
     * The body, or its beginning with one byte more than a message may have. Null if it broke off; that is answered then.
     */
    static byte @Nullable [] read(HttpServletRequest request, HttpServletResponse response) {
        if (!request.getMethod().equals("POST")) {
            return NONE;
        }
        try {
            InputStream in = request.getInputStream();
            byte[] body = in.readNBytes(MessageReader.MAX_BYTES + 1);
            if (body.length > MessageReader.MAX_BYTES) {
                // Most clients write all before they read: they would meet a closed connection instead of the answer.
                log.debug("A body was too long; {} bytes more were dropped", in.skip(MAX_DROPPED_BYTES));
            }
            return body;
        } catch (IOException e) {
            log.debug("A body broke off: {}", e.getMessage());
            response.setStatus(HttpServletResponse.SC_REQUEST_TIMEOUT);
            return null;
        }
    }
}
