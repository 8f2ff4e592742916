package io.throughline.cli.forecast;

import io.throughline.problem.CallerMistakeException;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code forecast}. */
@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        description = {
            "Answers questions from a file of JSON lines, without a workspace. Each line is answered from that line alone,"
                    + " in the order of the lines.",
            "",
            "  {\"id\":\"a\",\"periods\":[4,0,3,…],\"remaining\":20,\"seed\":1}",
            "     asks when 20 are done: whole periods p05, p10, p25, p50, p75, p85, p90 and p95, all 0 if nothing remains;"
                    + " 521 with \"laterThan\":520 where it is later than we look.",
            "  {\"id\":\"b\",\"periods\":[4,0,3,…],\"horizon\":8}",
            "     asks how much is done in 8 periods: reached50, reached75, reached85, reached90 and reached95, the amount"
                    + " that is reached with that probability.",
            "",
            "periods are what was finished in each, oldest first, idle ones as 0. Where the history cannot tell, the answer"
                    + " is {\"id\",\"cannotForecast\":\"reason\"}; where the line is wrong, {\"id\",\"error\":\"reason\"}, and the"
                    + " next line is answered."
        },
        footer = {
            "",
            "Examples:",
            "  throughline forecast --batch questions.jsonl answers.jsonl",
            "  throughline forecast --batch - - < questions.jsonl",
            "Exit code 0 if every line could be answered (cannotForecast is an answer), 1 if a line was wrong, 2 if a file"
                    + " cannot be used. How far to trust the answers: docs/forecasts.md."
        })
public final class ForecastCommand implements Callable<Integer> {

    private static final int SOME_LINES_WRONG = 1;

    @SuppressWarnings("UnusedVariable") // it is enough that it is there: other ways to ask may follow
    @Option(names = "--batch", required = true, description = "Answers all lines of a file.")
    private boolean batch;

    @Parameters(index = "0", paramLabel = "IN", description = "The file with the questions; - for standard input.")
    private String questions = "";

    @Parameters(index = "1", paramLabel = "OUT", description = "The file for the answers; - for standard output.")
    private String answers = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try (InputStream in = in(questions);
                OutputStream out = out(answers, questions)) {
            BatchForecast.Count count;
            try (var progress = ProgressLine.of("Lines")) {
                count = new BatchForecast(in, out).answerAll(progress::at);
            }
            if (count.wrong() > 0) {
                spec.commandLine()
                        .getErr()
                        .printf(
                                "%d of %d lines could not be understood; their answers have an \"error\".%n",
                                count.wrong(), count.lines());
            }
            return count.wrong() == 0 ? 0 : SOME_LINES_WRONG;
        }
    }

    private static InputStream in(String file) throws IOException {
        if (file.equals("-")) {
            return System.in;
        }
        if (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file))) {
            throw new CallerMistakeException("There is no readable file " + file + ".");
        }
        return Files.newInputStream(Path.of(file));
    }

    private static OutputStream out(String file, String questions) throws IOException {
        if (file.equals("-")) {
            return new Unclosed(System.out);
        }
        Path path = Path.of(file);
        if (!questions.equals("-") && Files.exists(path) && Files.isSameFile(path, Path.of(questions))) {
            throw new CallerMistakeException(
                    "The answers would overwrite the questions in " + file + ". Name another file for them.");
        }
        Path folder = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path) || folder == null || !Files.isDirectory(folder)) {
            throw new CallerMistakeException(
                    "The answers cannot be written to " + file + ". Name a file in a folder that exists.");
        }
        return new BufferedOutputStream(Files.newOutputStream(path));
    }

    /** Standard output is not ours to close. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
