package io.throughline.timelog.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Reads the body of a request: JSON, and not too much of it. */
final class RequestBodyReader {

    /** A week with the most that people do in it has some 100 KiB. */
    static final int MAX_BYTES = 1 << 20;

    private RequestBodyReader() {}

    /** @throws ApiProblem if there is none, it is too large, or it is no JSON object */
    static JsonObject read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw tooLarge();
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw tooLarge();
        }
        if (body.length == 0) {
            throw ApiProblem.invalid(
                    "The request has no body. Send a JSON object with the Content-Type application/json.",
                    java.util.Map.of());
        }
        requireJson(request.getContentType());
        return JsonObject.ofBody(ApiJson.read(body));
    }

    private static void requireJson(String type) {
        try {
            MediaType media = type == null ? MediaType.ALL : MediaType.parseMediaType(type);
            boolean json = media.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    || (media.getType().equals("application")
                            && media.getSubtype().endsWith("+json"));
            if (json && (media.getCharset() == null || media.getCharset().equals(StandardCharsets.UTF_8))) {
                return;
            }
        } catch (InvalidMediaTypeException | java.nio.charset.IllegalCharsetNameException e) {
            // said below
        }
        throw ApiProblem.of(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "The body must be JSON in UTF-8. Send it with the header Content-Type: application/json.");
    }

    private static ApiProblem tooLarge() {
        return ApiProblem.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "The body is larger than 1 MiB, which no week needs. Send less at once.")
                .header("Connection", "close");
    }
}
