package io.throughline.backlog.imports.formats;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which field a header means, however it is spelt: {@code Story Points}, {@code story_points} and {@code storyPoints}. */
final class Headers {

    private static final Map<String, Field> FIELDS = fields();

    private Headers() {}

    static Optional<Field> findField(String header) {
        return Optional.ofNullable(FIELDS.get(normalise(header)));
    }

    /** Lower case, without accents, blanks and punctuation; {@code #} alone stays. */
    static String normalise(String header) {
        String decomposed = Normalizer.normalize(header.strip(), Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char character = decomposed.charAt(i);
            if (Character.isLetterOrDigit(character)) {
                plain.append(character);
            }
        }
        return plain.isEmpty() && header.strip().equals("#")
                ? "#"
                : plain.toString().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Field> fields() {
        Map<String, Field> fields = new HashMap<>();
        for (Field field : Field.values()) {
            fields.put(normalise(field.mapName()), field);
        }
        for (Field field : Field.values()) {
            field.words().forEach(word -> fields.putIfAbsent(normalise(word), field));
        }
        return fields;
    }
}
