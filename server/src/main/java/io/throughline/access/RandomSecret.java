package io.throughline.access;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets of 256 random bits: stored as a hash only, they leave nothing to guess. */
public final class RandomSecret {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomSecret() {}

    /** In 43 letters, digits, {@code -} and {@code _}. */
    public static String make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
