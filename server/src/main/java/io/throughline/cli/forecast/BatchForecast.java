package io.throughline.cli.forecast;

import io.throughline.mcp.stdio.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Answers lines with lines, in their order, several at a time and in bounded memory. */
final class BatchForecast {

    static final int TRIALS = 10_000;
    static final int MOST_LINE_BYTES = 1 << 20;

    private static final int LINES_AT_A_TIME = 64;

    private final LineReader in;
    private final OutputStream out;

    BatchForecast(InputStream in, OutputStream out) {
        this.in = new LineReader(in, MOST_LINE_BYTES);
        this.out = out;
    }

    /** How many lines were read, and how many of them could not be understood. Blank lines do not count. */
    record Count(long lines, long wrong) {}

    private record Numbered(LineReader.Line line, long number) {}

    /** @param progress is told how many lines are answered */
    Count answerAll(LongConsumer progress) throws IOException {
        long number = 0;
        long answered = 0;
        long wrong = 0;
        List<Numbered> lines = new ArrayList<>();
        LineReader.Line line;
        do {
            line = in.next();
            number++;
            if (line != null && (line.tooLong() || !line.text().isBlank())) {
                lines.add(new Numbered(line, number));
            }
            if (line == null || lines.size() == LINES_AT_A_TIME) {
                wrong += answer(lines);
                answered += lines.size();
                progress.accept(answered);
                lines.clear();
            }
        } while (line != null);
        return new Count(answered, wrong);
    }

    private long answer(List<Numbered> lines) throws IOException {
        var answers = new BatchAnswer[lines.size()];
        IntStream.range(0, answers.length)
                .parallel()
                .forEach(at -> answers[at] =
                        BatchAnswer.to(lines.get(at).line(), lines.get(at).number(), TRIALS));
        long wrong = 0;
        for (BatchAnswer answer : answers) {
            out.write(answer.json().toString().getBytes(StandardCharsets.UTF_8));
            out.write('\n');
            wrong += answer.isAnswer() ? 0 : 1;
        }
        out.flush();
        return wrong;
    }
}
