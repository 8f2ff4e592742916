package io.throughline.backlog.imports.formats;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists of words that statuses and types are looked up in. */
final class Words {

    private Words() {}

    /** @param list separated by commas */
    static Set<String> normalised(String list) {
        return Stream.of(list.split(","))
                .map(Headers::normalise)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Lower case with one blank around each word, so that {@code " done "} finds the word only. */
    static String spaced(String text) {
        StringBuilder spaced = new StringBuilder(" ");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (Character.isLetterOrDigit(character) || character == '\'') {
                spaced.append(character);
            } else if (spaced.charAt(spaced.length() - 1) != ' ') {
                spaced.append(' ');
            }
        }
        return spaced.append(' ').toString().toLowerCase(Locale.ROOT).replace("  ", " ");
    }
}
