package io.throughline.mcp;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever listens in this process what changed. Listeners are called on the thread that publishes, so they hand the
 * work on. Safe for concurrent use.
 */
public final class Changes {

    private static final Logger log = LoggerFactory.getLogger(Changes.class);

    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    /** Until the returned handle is closed. */
    public Listening listen(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    public void publish(Change change) {
        for (Consumer<Change> listener : listeners) {
            try {
                listener.accept(change);
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
