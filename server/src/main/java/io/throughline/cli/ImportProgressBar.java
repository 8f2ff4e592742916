package io.throughline.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.ImportProgress;
import io.throughline.backlog.imports.RowRefusal;
import java.io.Console;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Draws how far an import is on a terminal, and writes refused rows into a file if asked. */
final class ImportProgressBar implements ImportProgress, AutoCloseable {

    private static final int KIB = 1024;

    private final @Nullable CsvWriter refusals;
    private @Nullable ProgressBar bar;

    ImportProgressBar(@Nullable Path refusalFile) throws IOException {
        refusals = refusalFile == null ? null : CsvWriter.builder().build(Files.newBufferedWriter(refusalFile));
        if (refusals != null) {
            refusals.writeRecord("file line", "column", "value", "reason", "what to do");
        }
    }

    @SuppressWarnings("SystemConsoleNull") // without a terminal there is none, whatever the newest JDK says
    void start(String name, Path path) throws IOException {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            boolean unicode = StandardCharsets.UTF_8.equals(console.charset());
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(Files.size(path))
                    .setUnit(" KiB", KIB)
                    .setStyle(unicode ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .build();
        }
    }

    /** The same file, with the bytes that are read counted. A second reading starts the count anew. */
    BacklogFile watched(BacklogFile file) {
        ProgressBar drawn = bar;
        if (drawn == null) {
            return file;
        }
        return new BacklogFile(
                file.name(),
                () -> {
                    drawn.stepTo(0);
                    return new Counted(file.content().open(), drawn);
                },
                file.map(),
                file.zone(),
                file.today());
    }

    private static final class Counted extends FilterInputStream {
        private final ProgressBar bar;

        Counted(InputStream in, ProgressBar bar) {
            super(in);
            this.bar = bar;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bar.stepBy(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            bar.stepBy(Math.max(0, read));
            return read;
        }
    }

    @Override
    public void rows(long rowsRead) {
        if (bar != null) {
            bar.setExtraMessage(rowsRead + " rows");
        }
    }

    @Override
    public void refused(RowRefusal refusal) {
        if (refusals != null) {
            refusals.writeRecord(
                    Long.toString(refusal.line()),
                    Objects.requireNonNullElse(refusal.column(), ""),
                    Objects.requireNonNullElse(refusal.value(), ""),
                    refusal.reason(),
                    refusal.advice());
        }
    }

    void finish() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void close() throws IOException {
        finish();
        if (refusals != null) {
            refusals.close();
        }
    }
}
