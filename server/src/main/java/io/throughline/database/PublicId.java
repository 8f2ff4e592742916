package io.throughline.database;

import java.util.OptionalLong;

/** How the number of a row looks outside: a letter for its kind and the number, such as {@code i42}. Opaque to clients. */
public enum PublicId {
    FORECAST('f'),
    ITEM('i'),
    TEAM('t'),
    TENANT('n'),
    WORKSPACE('w');

    private static final int MAX_DIGITS = 18;

    private final char letter;

    PublicId(char letter) {
        this.letter = letter;
    }

    public String of(long id) {
        return letter + Long.toString(id);
    }

    /** The number in the text, empty if the text is no id of this kind. */
    public OptionalLong parse(String text) {
        if (text.length() < 2 || text.length() > MAX_DIGITS + 1 || text.charAt(0) != letter) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int at = 1; at < text.length(); at++) {
            char digit = text.charAt(at);
            if (digit < '0' || digit > '9') {
                return OptionalLong.empty();
            }
            number = number * 10 + (digit - '0');
        }
        return OptionalLong.of(number);
    }
}
