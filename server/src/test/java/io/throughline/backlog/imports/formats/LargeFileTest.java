package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.RowRefusal;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LargeFileTest {

    private static final int ROWS = 100_000;

    @Test
    void aHundredThousandRowsTakeSeconds() throws IOException, UnreadableBacklogException {
        StringBuilder csv = new StringBuilder(
                "Summary,Issue key,Issue id,Status,Created,Resolved,Sprint,Custom field (Story Points),Parent id\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append("\"Pay, then ship ")
                    .append(i)
                    .append("\",APP-")
                    .append(i)
                    .append(',')
                    .append(i);
            csv.append(",In Progress,22/Sep/25 9:26 AM,,Sprint ")
                    .append(i / 1_000)
                    .append(",3,")
                    .append(i / 100);
            csv.append('\n');
        }
        byte[] content = csv.toString().getBytes(StandardCharsets.UTF_8);
        long[] counts = new long[2];
        long start = System.nanoTime();
        new JiraCsvFormat()
                .read(
                        new BacklogFile(
                                "large",
                                () -> new ByteArrayInputStream(content),
                                null,
                                Imported.BERLIN,
                                Imported.TODAY),
                        counting(counts));
        assertThat(counts[0]).isEqualTo(ROWS);
        assertThat(counts[1]).isZero();
        // usually one to two; a bound for a busy machine, to notice work per row that does not belong there
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    private static RowSink counting(long[] counts) {
        return new RowSink() {
            @Override
            public void accept(long line, ImportedItem item) {
                counts[0]++;
            }

            @Override
            public void refuse(RowRefusal refusal) {
                counts[1]++;
            }

            @Override
            public void note(String note) {}
        };
    }
}
