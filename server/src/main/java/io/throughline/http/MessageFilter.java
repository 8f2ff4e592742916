package io.throughline.http;

import io.throughline.mcp.legacy.SdkServer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Refuses messages that are too long or have a wrong shape; hands on the others as they came. */
final class MessageFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final long MAX_DROPPED_BYTES = 32L * 1024 * 1024;

    private final transient SdkServer server;
    private final int maxBytes;

    MessageFilter(SdkServer server, int maxBytes) {
        this.server = server;
        this.maxBytes = maxBytes;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!"POST".equals(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            drop(request.getInputStream());
            ErrorAnswer.send(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "too_large",
                    "The message is too long: it may have at most " + maxBytes + " bytes.");
            return;
        }
        Optional<String> refusal = server.findRefusal(new String(body, StandardCharsets.UTF_8));
        if (refusal.isPresent()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.setContentType("application/json");
            response.getOutputStream().write(refusal.get().getBytes(StandardCharsets.UTF_8));
            return;
        }
        chain.doFilter(new ReadRequest(request, body), response);
    }

    /** Most clients write all before they read: they would meet a closed connection instead of the answer. */
    private static void drop(ServletInputStream rest) throws IOException {
        byte[] some = new byte[8 * 1024];
        for (long left = MAX_DROPPED_BYTES; left > 0; ) {
            int read = rest.read(some);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    /** A request whose body was read already. */
    private static final class ReadRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ReadBody(body);
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class ReadBody extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        ReadBody(byte[] body) {
            this.bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body is there already; read it.");
        }
    }
}
