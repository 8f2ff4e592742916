package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.backlog.imports.RowRefusal;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

    private static final String HEADER = "id,title,points,created\n";

    private static RowRefusal refusal(String row) {
        Imported imported = Imported.text(HEADER + "A-0,Good,1,2025-01-01\n" + row + "\nA-9,Also good,1,2025-01-01\n");
        assertThat(imported.items()).extracting("key").containsExactly("A-0", "A-9");
        assertThat(imported.refusals()).hasSize(1);
        return imported.refusals().getFirst();
    }

    @Test
    void aRowWithoutTitleIsRefused() {
        assertThat(refusal("A-1,,3,"))
                .isEqualTo(new RowRefusal(3, "title", "A-1", "The item has no title.", "Write a title for item A-1."));
    }

    @Test
    void aRowWithNeitherIdNorTitleIsRefused() {
        assertThat(refusal(",,3,"))
                .isEqualTo(new RowRefusal(
                        3,
                        "title",
                        null,
                        "The row has neither an id nor a title.",
                        "Write a title, or delete the row."));
    }

    @Test
    void negativePointsAreRefused() {
        assertThat(refusal("A-1,Pay,-3,"))
                .isEqualTo(new RowRefusal(
                        3,
                        "points",
                        "-3",
                        "The number must be 0 or more, but was -3.",
                        "Write 0 or more, or leave it empty if it is not known."));
    }

    @Test
    void wordsForPointsAreRefused() {
        assertThat(refusal("A-1,Pay,many,"))
                .isEqualTo(new RowRefusal(
                        3,
                        "points",
                        "many",
                        "'many' is not a number.",
                        "Write a number such as 5 or 2.5, or leave the cell empty."));
    }

    @Test
    void aDateThatIsNoneIsRefused() {
        assertThat(refusal("A-1,Pay,3,soon"))
                .isEqualTo(new RowRefusal(
                        3,
                        "created",
                        "soon",
                        "The date cannot be read: it is not a date.",
                        "Write the date as year-month-day, for example 2025-09-22 or 2025-09-22T09:26:00Z."));
    }

    @Test
    void theSecondOfTwoRowsWithOneIdIsRefused() {
        assertThat(refusal("A-0,Again,3,"))
                .isEqualTo(new RowRefusal(
                        3,
                        "id",
                        "A-0",
                        "The id stands in line 2 already.",
                        "Keep one of the two rows; the one in line 2 was taken."));
    }

    @Test
    void aTitleTooLongIsRefusedAndNeverCut() {
        assertThat(refusal("A-1," + "x".repeat(1_001) + ",3,"))
                .isEqualTo(new RowRefusal(
                        3,
                        "title",
                        "x".repeat(79) + "…",
                        "The title has 1,001 characters; the most is 1,000.",
                        "Shorten the title and move the rest to the description."));
    }

    @Test
    void aThousandCharactersAreATitle() {
        assertThat(Imported.text(HEADER + "A-1," + "😀".repeat(1_000) + ",3,\n").items())
                .hasSize(1);
    }

    @Test
    void aSeparatorWithoutQuotesIsNamed() {
        assertThat(refusal("A-1,Pay, then ship,3,"))
                .isEqualTo(new RowRefusal(
                        3,
                        null,
                        " then ship",
                        "The row has 5 fields, but the header names 4: a value holds a separator without quotes.",
                        "Put quotes around the value that holds the separator ','."));
    }

    @Test
    void aBrokenQuoteDoesNotSwallowTheRowsBelow() {
        assertThat(refusal("A-1,\"Pay \"now\" or later\",3,"))
                .isEqualTo(new RowRefusal(
                        3,
                        null,
                        null,
                        "The quotes of this row are broken: a quote is not closed, or text follows a closing quote.",
                        "Put the value in quotes and double each quote within it, as in \"say \"\"yes\"\"\"."));
        assertThat(refusal("A-1,\"Pay,3,").line()).isEqualTo(3);
    }

    @Test
    void nulIsRefusedSincePostgresqlCannotStoreIt() {
        assertThat(refusal("A-1,Pa\0y,3,"))
                .isEqualTo(new RowRefusal(
                        3,
                        "title",
                        "Pa\uFFFDy",
                        "The text holds the character NUL (U+0000) at position 3, which no database takes.",
                        "Remove the character in the source and export again."));
    }

    @Test
    void halfACharacterIsRefused() {
        Imported imported = Imported.text("[{\"id\": 1, \"title\": \"ok\"}, {\"id\": 2, \"title\": \"a\\ud83d\"}]");
        assertThat(imported.items()).hasSize(1);
        assertThat(imported.refusals())
                .containsExactly(new RowRefusal(
                        2,
                        "title",
                        "a\uFFFD",
                        "The text holds half a character (a lone surrogate) at position 2.",
                        "Replace the broken character, often a cut emoji, in the source and export again."));
    }

    @Test
    void whatIsNoObjectInAListIsRefused() {
        Imported imported = Imported.text("[{\"id\": 1, \"title\": \"ok\"}, 17, {\"id\": 3, \"title\": \"ok\"}]");
        assertThat(imported.items()).hasSize(2);
        assertThat(imported.refusals())
                .containsExactly(new RowRefusal(
                        2,
                        null,
                        "17",
                        "The element is not an object.",
                        "Write each item as an object in braces, or delete the element."));
    }

    @Test
    void jsonThatBreaksKeepsWhatStoodBefore() {
        Imported imported = Imported.text("[{\"id\": 1, \"title\": \"ok\"},\n{\"id\": 2, \"title\": ]");
        assertThat(imported.items()).hasSize(1);
        assertThat(imported.refusals()).hasSize(1);
        assertThat(imported.refusals().getFirst().line()).isEqualTo(2);
        assertThat(imported.refusals().getFirst().reason())
                .startsWith("The JSON breaks at line 2, column ")
                .endsWith("; the rest of the file was not read.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n \n",
                "<!DOCTYPE html><html><body>Sign in</body></html>",
                "<table><tr><td>Summary</td></tr></table>",
                "{\"a\": 1}",
                "[]",
                "[1, 2, 3]",
                "{\"issues\": [{\"key",
                "Dear all,\nplease find the backlog attached.\n",
                "PK\003\004 workbook",
                "\0\1\2\3\4\5\6\7\0\1\2\3\4\5\6\7"
            })
    void whatIsNoBacklogIsRefusedAsAWhole(String content) {
        assertThatExceptionOfType(UnreadableBacklogException.class)
                .isThrownBy(() -> {
                    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
                    Imported.read(BacklogFormats.recognise(bytes).name(), bytes, null);
                })
                .satisfies(e -> assertThat(e.getMessage()).hasSizeGreaterThan(60));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jira-csv", "jira-json", "github-json", "linear-csv", "azure-csv", "trello-json", "csv", "json"})
    void noFormatReadsAnImage(String format) {
        byte[] image = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13};
        assertThatExceptionOfType(UnreadableBacklogException.class)
                .isThrownBy(() -> Imported.read(format, image, null))
                .withMessage(
                        "'backlog' is an image, not a text file. Export the backlog as CSV or JSON and import that file.");
    }

    @Test
    void aTableWithoutATitleSaysWhatItHas() {
        assertThatExceptionOfType(UnreadableBacklogException.class)
                .isThrownBy(() -> Imported.read("csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), null))
                .withMessage(
                        "'backlog' has no column for the title, such as Title, Summary or Name. Its columns are: 'a',"
                                + " 'b'. Rename the right one, or name it in a column map.");
    }
}
