package io.throughline.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Refuses a message that announces to be too long; one that does not announce its length is cut off by the protocol layer. */
final class MessageSizeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final int maxBytes;

    MessageSizeFilter(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long length = request.getContentLengthLong();
        if (length > maxBytes) {
            ErrorAnswer.send(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "too_large",
                    "The message has " + length + " bytes, but may have at most " + maxBytes + ".");
            return;
        }
        chain.doFilter(request, response);
    }
}
