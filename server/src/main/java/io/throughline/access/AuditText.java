package io.throughline.access;

import java.util.regex.Pattern;

/** What people typed, as it may stand in the trail. */
final class AuditText {

    /**
     * Control characters, line and paragraph separators, and what turns the direction of writing: each could make one entry
     * look like two, or like another, where the trail is printed.
     */
    private static final Pattern DECEIVING =
            Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]");

    private AuditText() {}

    /** Without what deceives, and cut to a length. */
    static String of(String typed, int maxCharacters) {
        String cut = typed;
        if (typed.length() > maxCharacters) {
            boolean halves = Character.isHighSurrogate(typed.charAt(maxCharacters - 2));
            cut = typed.substring(0, maxCharacters - (halves ? 2 : 1)) + "…";
        }
        return DECEIVING.matcher(cut).replaceAll(" ");
    }
}
