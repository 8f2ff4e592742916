package io.throughline.mcp.http;

import io.throughline.access.Principal;
import io.throughline.mcp.legacy.SdkServer;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Hands messages of the legacy era to the SDK's servlet. */
public final class LegacyEndpoint {

    private final HttpServlet sdk;
    private final SdkServer server;

    public LegacyEndpoint(HttpServlet sdk, SdkServer server) {
        this.sdk = sdk;
        this.server = server;
    }

    void post(JsonNode message, Principal principal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String refusal = server.findRefusal(message.toString()).orElse(null);
        if (refusal != null) {
            JsonAnswer.send(response, 400, refusal.getBytes(StandardCharsets.UTF_8));
            return;
        }
        pass(new ReadRequest(request, message.toString().getBytes(StandardCharsets.UTF_8)), response);
    }

    void postBatch(JsonNode batch, Principal principal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        post(batch, principal, request, response);
    }

    void get(Principal principal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        pass(request, response);
    }

    void delete(Principal principal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        pass(request, response);
    }

    private void pass(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            sdk.service(request, response);
        } catch (ServletException e) {
            throw new IOException(e);
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
