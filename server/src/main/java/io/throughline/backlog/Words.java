package io.throughline.backlog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text as the words that full-text search compares: lower case, without accents, letters and digits only. Both databases get
 * the same words, so that both find the same items. Scripts written without blanks are taken character by character.
 */
public final class Words {

    /** Text beyond these limits is not searchable; hardly any description is that long, and PostgreSQL takes no more. */
    static final int MAX_WORDS = 10_000;

    static final int MAX_CHARACTERS = 100_000;

    /** What follows in a longer word is not compared: PostgreSQL refuses words of more than 2,046 bytes. */
    static final int MAX_WORD_CHARACTERS = 100;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Words() {}

    /** The words in their order, separated by blanks. */
    public static String normalised(String text) {
        return String.join(" ", of(text));
    }

    static List<String> of(String whole) {
        String text = whole.length() <= MAX_CHARACTERS ? whole : whole.substring(0, MAX_CHARACTERS);
        String plain = ascii(text)
                ? text
                : MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("");
        List<String> words = new ArrayList<>();
        var word = new StringBuilder();
        for (int at = 0; at < plain.length() && words.size() < MAX_WORDS; ) {
            int character = plain.codePointAt(at);
            at += Character.charCount(character);
            if (!Character.isLetterOrDigit(character)) {
                finish(word, words);
            } else if (Character.isIdeographic(character) || kana(character)) {
                finish(word, words);
                words.add(Character.toString(character));
            } else if (word.length() < MAX_WORD_CHARACTERS) {
                word.appendCodePoint(Character.toLowerCase(character));
            }
        }
        finish(word, words);
        return words;
    }

    private static void finish(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean kana(int character) {
        var script = Character.UnicodeScript.of(character);
        return script == Character.UnicodeScript.HIRAGANA || script == Character.UnicodeScript.KATAKANA;
    }

    private static boolean ascii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
