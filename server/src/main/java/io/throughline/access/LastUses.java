package io.throughline.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Has the last use of keys or grants written down, not in the way of whoever uses them. Safe for concurrent use. */
public final class LastUses {

    /** Written at most this often: a write per call would cost more than it tells. */
    private static final Duration RESOLUTION = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(LastUses.class);

    private final String kind;
    private final Map<Long, Instant> written = new ConcurrentHashMap<>();

    /** @param kind of what is used, a word for the log */
    public LastUses(String kind) {
        this.kind = kind;
    }

    /**
     * Notes a use, unless one was noted shortly before.
     *
     * @param known the last use as the database has it, null if there was none
     * @param write writes {@code now} into the database; runs on a thread of its own
     */
    public void note(long id, @Nullable Instant known, Instant now, Runnable write) {
        Instant before = written.getOrDefault(id, known);
        if (before != null && !before.plus(RESOLUTION).isBefore(now)) {
            return;
        }
        written.put(id, now);
        // Not in the caller's way: on SQLite a long write of another process would hold up every call.
        Thread.ofVirtual().name("last-use").start(() -> {
            try {
                write.run();
            } catch (DataAccessException | TransactionException e) {
                log.warn("The last use of {} {} was not noted: {}", kind, id, e.getMessage());
            }
        });
    }
}
