package io.throughline.timelog;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as it is compared where case, blanks and the way of composing letters do not count, in any locale alike. */
public final class Folded {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    private Folded() {}

    public static String of(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String spaced = BLANKS.matcher(composed).replaceAll(" ").strip();
        // By way of capitals, as case folding does: ß is ss, and the final sigma is a sigma.
        return spaced.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    public static boolean same(String left, String right) {
        return left.equals(right) || of(left).equals(of(right));
    }
}
