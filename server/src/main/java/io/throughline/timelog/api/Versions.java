package io.throughline.timelog.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** The version of a week in the headers of HTTP, for clients that would rather have it there. It is that of the document. */
final class Versions {

    private Versions() {}

    static void tell(HttpServletResponse response, WeekDocument week) {
        response.setHeader("ETag", '"' + week.modifiedAt() + '"');
    }

    /** Null if there is none, or any will do. */
    static @Nullable String asked(HttpServletRequest request) {
        String header = request.getHeader("If-Match");
        if (header == null || header.isBlank() || header.strip().equals("*")) {
            return null;
        }
        String tag = header.strip();
        String unquoted = tag.startsWith("W/") ? tag.substring(2) : tag;
        return unquoted.replace("\"", "");
    }
}
