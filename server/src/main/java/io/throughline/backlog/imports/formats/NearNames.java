package io.throughline.backlog.imports.formats;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names for messages about a name that is wrong: what is nearest stands first. */
final class NearNames {

    private static final int SHOWN = 40;

    private NearNames() {}

    /** As many as a message can bear. */
    static String list(Collection<String> names) {
        List<String> shown = names.stream()
                .filter(name -> !name.isBlank())
                .limit(SHOWN)
                .map(name -> "'" + RefusedRowException.shorten(name) + "'")
                .toList();
        int more = names.size() - SHOWN;
        return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }

    static List<String> nearestFirst(String wrong, Collection<String> names) {
        String lower = wrong.toLowerCase(Locale.ROOT);
        return names.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(lower, name.toLowerCase(Locale.ROOT))))
                .toList();
    }

    /** Levenshtein: letters to insert, delete or replace. */
    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replace = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
