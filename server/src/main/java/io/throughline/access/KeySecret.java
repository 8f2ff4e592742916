package io.throughline.access;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret of an API key. It has 256 random bits, so a plain hash protects it: there is nothing to guess that a slow hash
 * would make slower.
 */
record KeySecret(String text) {

    static final String PREFIX = "pm33_live_";
    private static final int RANDOM_BYTES = 32;
    private static final int HINT_CHARACTERS = 4;

    static KeySecret make(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new KeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** SHA-256, hexadecimal. */
    String hash() {
        return Sha256.hex(text);
    }

    String hint() {
        return text.substring(0, PREFIX.length() + HINT_CHARACTERS) + "…"
                + text.substring(text.length() - HINT_CHARACTERS);
    }

    @Override
    public String toString() {
        return "KeySecret[not shown]";
    }
}
