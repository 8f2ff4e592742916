package io.throughline.access.oauth.server;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a registration as Spring Security does, but for an empty scope: Gemini CLI sends one when it has none to ask for, and
 * would be refused.
 *
 * @param reader Spring Security's
 */
record RegistrationRequest(AuthenticationConverter reader) implements AuthenticationConverter {

    private static final String SCOPE = "scope";
    private static final JsonMapper json = JsonMapper.builder().build();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        try {
            byte[] body = request.getInputStream().readNBytes(RegistrationLimit.MAX_BODY_BYTES + 1);
            if (body.length > RegistrationLimit.MAX_BODY_BYTES) { // RegistrationLimit should not have let it through
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
            }
            return reader.convert(new WithBody(request, withoutEmptyScope(body)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withoutEmptyScope(byte[] body) {
        try {
            if (json.readTree(body) instanceof ObjectNode asked
                    && asked.path(SCOPE).isString()
                    && asked.path(SCOPE).asString().isBlank()) {
                asked.remove(SCOPE);
                return json.writeValueAsBytes(asked);
            }
            return body;
        } catch (JacksonException e) {
            return body; // the reader says what is wrong with it
        }
    }

    private static final class WithBody extends HttpServletRequestWrapper {

        private final byte[] body;

        WithBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var in = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return in.read();
                }

                @Override
                public int read(byte[] into, int from, int length) {
                    return in.read(into, from, length);
                }

                @Override
                public boolean isFinished() {
                    return in.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("It is all there already.");
                }
            };
        }
    }
}
