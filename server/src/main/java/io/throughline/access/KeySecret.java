package io.throughline.access;

/**
 * The secret of an API key. It has 256 random bits, so a plain hash protects it: there is nothing to guess that a slow hash
 * would make slower.
 */
record KeySecret(String text) {

    static final String PREFIX = "pm33_live_";
    private static final int HINT_CHARACTERS = 4;

    static KeySecret make() {
        return new KeySecret(PREFIX + RandomSecret.make());
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
