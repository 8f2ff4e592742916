package io.throughline.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static List<LineReader.Line> read(InputStream in, int maxBytes) throws IOException {
        var reader = new LineReader(in, maxBytes);
        List<LineReader.Line> lines = new ArrayList<>();
        for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
            lines.add(line);
        }
        assertThat(reader.next()).isNull();
        return lines;
    }

    private static List<LineReader.Line> read(String text, int maxBytes) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxBytes);
    }

    private static LineReader.Line line(String text) {
        return new LineReader.Line(text, false);
    }

    private static final LineReader.Line TOO_LONG = new LineReader.Line("", true);

    @Test
    void linesComeOneByOneTheLastAlsoWithoutAnEnd() throws IOException {
        assertThat(read("", 10)).isEmpty();
        assertThat(read("a\n", 10)).containsExactly(line("a"));
        assertThat(read("a\nb", 10)).containsExactly(line("a"), line("b"));
        assertThat(read("\n\na\r\n", 10)).containsExactly(line(""), line(""), line("a\r"));
        assertThat(read("ä登😀\n", 20)).containsExactly(line("ä登😀"));
    }

    @Test
    void aLineThatIsTooLongIsSkippedToItsEnd() throws IOException {
        assertThat(read("12345\n123456\nok\n", 5)).containsExactly(line("12345"), TOO_LONG, line("ok"));
        assertThat(read("x".repeat(100_000) + "\nok", 5)).containsExactly(TOO_LONG, line("ok"));
        assertThat(read("x".repeat(100_000), 5)).containsExactly(TOO_LONG);
    }

    @Test
    void howTheBytesArriveMakesNoDifference() throws IOException {
        var random = new SplittableRandom(15);
        for (int round = 0; round < 300; round++) {
            var text = new StringBuilder();
            for (int at = 0; at < random.nextInt(200); at++) {
                text.append("ab\né😀\n\r".charAt(random.nextInt(8)));
            }
            String sent = text.toString().replaceAll("[\\ud800-\\udfff]", "😀");
            byte[] bytes = (sent + "x".repeat(random.nextInt(20_000))).getBytes(StandardCharsets.UTF_8);
            assertThat(read(new Drops(bytes, random.split()), 64)).isEqualTo(read(new ByteArrayInputStream(bytes), 64));
        }
    }

    /** Gives bytes in portions of any size, as a pipe does. */
    private static final class Drops extends InputStream {

        private final ByteArrayInputStream bytes;
        private final SplittableRandom random;

        Drops(byte[] bytes, SplittableRandom random) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return bytes.read(into, from, Math.min(length, 1 + random.nextInt(50)));
        }
    }
}
