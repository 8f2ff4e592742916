package io.throughline.access.signin;

import java.security.SecureRandom;
import java.util.Base64;

/** What stands in a link that works once. Stored as a hash only: 256 random bits leave nothing to guess. */
final class OneTimeSecret {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private OneTimeSecret() {}

    static String make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
