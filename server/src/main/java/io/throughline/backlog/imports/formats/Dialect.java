package io.throughline.backlog.imports.formats;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the rows of one tracker differ from plain ones. */
interface Dialect {

    /** The name of the format. */
    String name();

    /** The field that a header means in this tracker; {@link Meaning#OWN} beats a synonym that any tracker might use. */
    Optional<Meaning> findMeaning(String header);

    /** A reading of the file begins, from its first row. */
    default void begin() {}

    /** Puts the cells right, once they are gathered: parts that belong together, paths, words of this tracker. */
    default void complete(Cells cells) throws RefusedRowException {}

    /** Whether blanks separate the labels of a column, as in trackers whose labels cannot hold any. */
    default boolean labelsEndAtBlanks(String column) {
        return false;
    }

    /** Whether the header is known and means nothing to us, so that nobody needs to be told. */
    default boolean ignores(String header) {
        return false;
    }

    /** @param rank the lower, the better when two columns mean the same field */
    record Meaning(Field field, int rank) {

        static final int OWN = -1;

        /** What the header means anywhere. */
        static Optional<Meaning> general(String header) {
            return Headers.findField(header).map(field -> new Meaning(field, rank(field, header)));
        }

        private static int rank(Field field, String header) {
            String normalised = Headers.normalise(header);
            int place = 0;
            for (String word : field.words()) {
                if (Headers.normalise(word).equals(normalised)) {
                    return place;
                }
                place++;
            }
            return 0; // the name of the field itself
        }
    }

    /** A tracker's own headers, normalised. */
    static Map<String, Field> headers(Map<Field, String> words) {
        return words.entrySet().stream()
                .flatMap(entry ->
                        Words.normalised(entry.getValue()).stream().map(word -> Map.entry(word, entry.getKey())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
    }
}
