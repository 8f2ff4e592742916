package io.throughline.cli.forecast;

import java.io.Console;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Draws how far the work is, on a terminal only. Used by any thread. */
final class ProgressLine implements AutoCloseable {

    private final @Nullable ProgressBar bar;

    private ProgressLine(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** Of work whose amount is not known before. */
    static ProgressLine of(String task) {
        return of(task, -1);
    }

    @SuppressWarnings("SystemConsoleNull") // without a terminal there is none, whatever the newest JDK says
    static ProgressLine of(String task, long steps) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return new ProgressLine(null);
        }
        boolean unicode = StandardCharsets.UTF_8.equals(console.charset());
        return new ProgressLine(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(unicode ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .build());
    }

    void at(long steps) {
        if (bar != null) {
            bar.stepTo(steps);
        }
    }

    void step() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
