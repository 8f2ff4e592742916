package io.throughline.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that a person may have meant when the one they wrote does not exist. */
public final class NearMatches {

    private static final int LISTED = 8;
    /** Of what was written, and no name of ours is longer: comparing takes the product of both lengths. */
    private static final int COMPARED_CHARACTERS = 64;

    private NearMatches() {}

    /**
     * Orders the names that exist by likeness to the one that was written and says them in a sentence part.
     *
     * @return such as {@code "APP, PLAT"}, at most eight names and then how many more there are; {@code "none"} for none
     */
    public static String list(String written, Collection<String> existing) {
        if (existing.isEmpty()) {
            return "none";
        }
        String compared = cut(written);
        List<String> ordered = existing.stream()
                .distinct()
                .map(name -> new Candidate(name, distance(compared, cut(name))))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name)
                .toList();
        String named = String.join(", ", ordered.subList(0, Math.min(LISTED, ordered.size())));
        return ordered.size() <= LISTED ? named : named + " and " + (ordered.size() - LISTED) + " more";
    }

    private record Candidate(String name, int distance) {}

    private static String cut(String text) {
        return text.length() <= COMPARED_CHARACTERS ? text : text.substring(0, COMPARED_CHARACTERS);
    }

    /** Edit distance ignoring case (Levenshtein), less when one name contains the other. */
    static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(Math.min(current[column - 1], previous[column]) + 1, previous[column - 1] + change);
            }
            previous = current;
        }
        boolean contained = !from.isEmpty() && !to.isEmpty() && (to.contains(from) || from.contains(to));
        return contained ? previous[to.length()] / 4 : previous[to.length()];
    }
}
