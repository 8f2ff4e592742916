package io.throughline.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.problem.CallerMistakeException;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QueryCursorTest {

    private static final ItemSort BY_SIZE = ItemSort.parse("size");

    @Test
    void whatGoesInComesOut() {
        for (String value : new String[] {"", "0|i0000f:", "~000000000012", "ä登😀", "-1.5"}) {
            var cursor = new QueryCursor(-42, value, Long.MAX_VALUE);
            assertThat(QueryCursor.decode(" " + cursor.encoded() + "\n", -42, ItemSort.DEFAULT))
                    .isEqualTo(cursor);
            assertThat(cursor.encoded()).matches("[A-Za-z0-9_-]+");
        }
    }

    @Test
    void anotherQueryIsTold() {
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> QueryCursor.decode(new QueryCursor(1, "a", 1).encoded(), 2, ItemSort.DEFAULT))
                .withMessage("This cursor belongs to another query. Repeat the arguments of the query that gave it,"
                        + " unchanged but for limit and columns, or leave out the cursor to start at the first page.");
    }

    @Test
    void placesThatAreNoNumbersAreRefusedWhereNumbersAreMeant() {
        refused(new QueryCursor(1, "x", 1).encoded(), BY_SIZE);
        refused(new QueryCursor(1, "a\0b", 1).encoded(), ItemSort.DEFAULT);
    }

    private static void refused(String text, ItemSort sort) {
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> QueryCursor.decode(text, 1, sort))
                .withMessage("This is no cursor. Give nextCursor of the page before exactly as it was, or leave out the"
                        + " cursor to start at the first page.");
    }

    @Test
    void anyBytesAreRefusedAndNeverAFault() {
        var random = new SplittableRandom(13);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = 1;
            }
            String text = random.nextInt(5) == 0
                    ? WordsTest.anyText(random)
                    : Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertThatExceptionOfType(CallerMistakeException.class)
                    .isThrownBy(() -> QueryCursor.decode(text, 1, BY_SIZE));
        }
        refused("A".repeat(2_001), BY_SIZE);
    }
}
