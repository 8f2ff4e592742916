package io.throughline.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as text: the method, headers, an empty line, the body. Whatever is given can be read as one. */
public record FuzzedRequest(String method, Map<String, String> headers, byte[] body) {

    public static FuzzedRequest of(byte[] data) {
        int end = 0;
        while (end + 1 < data.length && !(data[end] == '\n' && data[end + 1] == '\n')) {
            end++;
        }
        String head = new String(data, 0, end, StandardCharsets.ISO_8859_1);
        String[] lines = head.split("\n", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1));
            }
        }
        byte[] body = Arrays.copyOfRange(data, Math.min(end + 2, data.length), data.length);
        return new FuzzedRequest(lines[0], headers, body);
    }

    @Nullable String header(String name) {
        return headers.get(name);
    }

    /** All that an answer may repeat. */
    String text() {
        return headers + new String(body, StandardCharsets.UTF_8);
    }
}
