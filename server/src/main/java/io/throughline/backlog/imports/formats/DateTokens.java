package io.throughline.backlog.imports.formats;

/**
 * A date cut into numbers, words and signs, in one pass and without regular expressions: trackers write dates in more ways
 * than a list of patterns could hold, and an import reads half a million of them.
 */
final class DateTokens {

    private static final byte NUMBER = 1;
    private static final byte WORD = 2;
    private static final byte SIGN = 3;
    private static final int MAX_TOKENS = 24;

    private final byte[] kinds = new byte[MAX_TOKENS];
    private final int[] starts = new int[MAX_TOKENS];
    private final int[] ends = new int[MAX_TOKENS];
    private final String text;
    private int count;

    /** Blanks and commas only separate; everything else is a token. A text with too many tokens has none. */
    DateTokens(String text) {
        this.text = text;
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            int end = at + 1;
            if (isDigit(character)) {
                while (end < text.length() && isDigit(text.charAt(end))) {
                    end++;
                }
                add(NUMBER, at, end);
            } else if (Character.isLetter(character)) {
                while (end < text.length() && isWordPart(character, text.charAt(end))) {
                    end++;
                }
                add(WORD, at, end);
            } else if (!Character.isSpaceChar(character) && !Character.isWhitespace(character) && character != ',') {
                add(SIGN, at, end);
            }
            if (count < 0) {
                count = 0;
                return;
            }
            at = end;
        }
    }

    private void add(byte kind, int start, int end) {
        if (count == MAX_TOKENS) {
            count = -1;
            return;
        }
        kinds[count] = kind;
        starts[count] = start;
        ends[count] = end;
        count++;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** Chinese and Japanese characters (年, 月, 日) are words of their own beside numbers, so they never swallow more. */
    private static boolean isWordPart(char first, char next) {
        return (Character.isLetter(next) || Character.getType(next) == Character.NON_SPACING_MARK)
                && Character.isIdeographic(first) == Character.isIdeographic(next);
    }

    int count() {
        return count;
    }

    boolean isNumber(int token) {
        return token < count && kinds[token] == NUMBER;
    }

    boolean isWord(int token) {
        return token < count && kinds[token] == WORD;
    }

    boolean isSign(int token, char sign) {
        return token < count && kinds[token] == SIGN && text.charAt(starts[token]) == sign;
    }

    int digits(int token) {
        return ends[token] - starts[token];
    }

    /** The value of a number of at most nine digits. */
    int number(int token) {
        return Integer.parseInt(text, starts[token], Math.min(ends[token], starts[token] + 9), 10);
    }

    String text(int token) {
        return text.substring(starts[token], ends[token]);
    }

    /** Whether nothing stands between this token and the next one. */
    boolean touchesNext(int token) {
        return token + 1 < count && ends[token] == starts[token + 1];
    }
}
