package io.throughline.erp.signin.provider;

import io.throughline.access.RandomSecret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What proves, when somebody comes back from the provider, that it is the answer to our question. Secret until then.
 *
 * @param mark of the sign-in, which is no secret: the state begins with it
 * @param callback where the provider leads people back to
 */
record Handshake(Flow flow, String mark, String secret, String nonce, String verifier, URI callback) {

    /** How the provider gives us the token. */
    enum Flow {
        /** By a code, which we exchange. */
        CODE,
        /** To our page, where it insists on a secret that we do not have. */
        IMPLICIT
    }

    private static final String BREAK = "\n";

    static Handshake make(Flow flow, String mark, URI callback) {
        return new Handshake(flow, mark, RandomSecret.make(), RandomSecret.make(), RandomSecret.make(), callback);
    }

    String state() {
        return mark + "." + secret;
    }

    boolean isAnsweredBy(String state) {
        return MessageDigest.isEqual(state().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
    }

    /** To be sealed. */
    String text() {
        return String.join(BREAK, flow.name(), mark, secret, nonce, verifier, callback.toString());
    }

    static Handshake of(String text) {
        String[] parts = text.split(BREAK, 6);
        return new Handshake(Flow.valueOf(parts[0]), parts[1], parts[2], parts[3], parts[4], URI.create(parts[5]));
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "handshake " + mark;
    }
}
