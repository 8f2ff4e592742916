package io.throughline.mcp;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever listens in this process what changed. Listeners are called on the thread that publishes, so they hand the
 * work on. Safe for concurrent use.
 */
public final class Changes {

    private static final Logger log = LoggerFactory.getLogger(Changes.class);

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private record Listener(Consumer<Change> told, BooleanSupplier awaits) {}

    /** Until the returned handle is closed. */
    public Listening listen(Consumer<Change> listener) {
        return listen(listener, () -> true);
    }

    /** @param awaits whether the listener would do anything with the change of a resource now */
    public Listening listen(Consumer<Change> listener, BooleanSupplier awaits) {
        var added = new Listener(listener, awaits);
        listeners.add(added);
        return () -> listeners.remove(added);
    }

    /** Whether anybody in this process wants to hear when a resource changes. */
    public boolean isAwaited() {
        return listeners.stream().anyMatch(listener -> listener.awaits().getAsBoolean());
    }

    public void publish(Change change) {
        for (Listener listener : listeners) {
            try {
                listener.told().accept(change);
            } catch (RuntimeException e) {
                log.error("A listener failed on {}", change, e);
            }
        }
    }

    /** Ends with its closing. */
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
