package io.throughline.erp.signin.stream;

import io.throughline.browser.BrowserInput;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets no more through than a person can do: {@link #PER_SECOND} for long, {@link #AT_ONCE} in a burst. Of moves beyond that the
 * newest waits for its turn, in its order; anything else beyond is refused. For one thread.
 */
final class InputPace {

    static final int PER_SECOND = 200;
    static final int AT_ONCE = 256;

    private static final double NANOS_PER_INPUT = Duration.ofSeconds(1).toNanos() / (double) PER_SECOND;

    private final LongSupplier nanoTime;
    private final Consumer<BrowserInput> sink;
    private double left = AT_ONCE;
    private long lastNanos;
    private ViewerMessage.@Nullable Input waiting;

    /** @param nanoTime as {@link System#nanoTime} */
    InputPace(LongSupplier nanoTime, Consumer<BrowserInput> sink) {
        this.nanoTime = nanoTime;
        this.sink = sink;
        this.lastNanos = nanoTime.getAsLong();
    }

    /** @throws BadMessageException if it is too much */
    void accept(ViewerMessage.Input input) throws BadMessageException {
        refill();
        if (input.isMove() && left < 1) {
            waiting = input;
            return;
        }
        ViewerMessage.Input before = waiting;
        waiting = null;
        if (before != null && !(before.isMove() && input.isMove())) {
            sink.accept(before.input());
        }
        if (left < 1) {
            throw new BadMessageException("More than " + PER_SECOND + " inputs in a second are too many.");
        }
        left--;
        sink.accept(input.input());
    }

    /**
     * Counts something that costs the browser as much as so many inputs.
     *
     * @throws BadMessageException if it is too much
     */
    void count(int inputs) throws BadMessageException {
        refill();
        if (left < inputs) {
            throw new BadMessageException("More than " + PER_SECOND + " inputs in a second are too many.");
        }
        left -= inputs;
    }

    /** Lets a move through that had to wait, if there is room by now. */
    void settle() {
        refill();
        ViewerMessage.Input before = waiting;
        if (before != null && left >= 1) {
            left--;
            waiting = null;
            sink.accept(before.input());
        }
    }

    private void refill() {
        long now = nanoTime.getAsLong();
        left = Math.min(AT_ONCE, left + (now - lastNanos) / NANOS_PER_INPUT);
        lastNanos = now;
    }
}
