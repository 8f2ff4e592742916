package io.throughline.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.database.Dialect;
import io.throughline.problem.CallerMistakeException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextQueryTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            login               | "login"*                          | ('login':*)
            Log page            | "log"* AND "page"*                | ('log':*) & ('page':*)
            "log page"          | "log page"                        | ('log' <-> 'page')
            app-12              | "app 12"*                         | ('app' <-> '12':*)
            log -page           | ("log"*) NOT ("page"*)            | ('log':*) & !('page':*)
            a -b -"c d"         | ("a"*) NOT ("b"* OR "c d")        | ('a':*) & !('b':*) & !('c' <-> 'd')
            "open               | "open"                            | ('open')
            a"b"c               | "a"* AND "b" AND "c"*             | ('a':*) & ('b') & ('c':*)
            NOT x OR y          | "not"* AND "x"* AND "or"* AND "y"* | ('not':*) & ('x':*) & ('or':*) & ('y':*)
            """)
    void everyDatabaseGetsItsOwnLanguage(String text, String fts5, String tsquery) {
        TextQuery query = TextQuery.parse(text);

        assertThat(query.inLanguageOf(Dialect.SQLITE)).isEqualTo(fts5);
        assertThat(query.inLanguageOf(Dialect.POSTGRESQL)).isEqualTo(tsquery);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "-", "\"\"", "!!!", "-a -b", "😀"})
    void aSearchWithoutAWordIsRefused(String text) {
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> TextQuery.parse(text))
                .withMessage("text is '" + text
                        + "', which has no word to look for. Give at least one word that does not start with '-'.");
    }

    @Test
    void nothingThatPeopleTypeReachesTheDatabaseAsLanguage() {
        var random = new SplittableRandom(12);
        String word = "[\\p{L}\\p{Nd}\\p{Nl}\\p{No}]+";
        for (int round = 0; round < 3_000; round++) {
            String text = WordsTest.anyText(random);
            TextQuery query;
            try {
                query = TextQuery.parse(text);
            } catch (CallerMistakeException e) {
                continue;
            }
            assertThat(query.inLanguageOf(Dialect.POSTGRESQL))
                    .as(text)
                    .matches("(!?\\('" + word + "'( <-> '" + word + "')*(:\\*)?\\)( & )?)+");
            assertThat(query.inLanguageOf(Dialect.SQLITE))
                    .as(text)
                    .matches("(\\(|\"" + word + "( " + word + ")*\"\\*?| AND |\\) NOT \\(| OR |\\))+");
        }
    }
}
