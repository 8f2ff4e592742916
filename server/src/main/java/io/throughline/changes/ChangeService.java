package io.throughline.changes;

import io.throughline.database.Transactions;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Notes what changes, for the listeners of all processes. Safe for concurrent use. */
public final class ChangeService {

    private final ChangeStore store;
    private final Transactions transactions;
    private final Clock clock;

    ChangeService(ChangeStore store, Transactions transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Notes that resources changed; to be called in the transaction that changed them, near its end. Nobody hears of it if that
     * is rolled back.
     */
    public void noteChange(long tenantId, String... uris) {
        transactions.write(() -> {
            for (String uri : uris) {
                store.insert(tenantId, uri, clock.instant());
            }
        });
    }

    /**
     * Changes of all tenants and processes, for this one. Nothing is read before it is started.
     *
     * @param awaited whether anybody in this process wants to hear of changes now
     * @param listener is told of each change at least once, on a thread of the feed
     */
    public ChangeFeed feed(BooleanSupplier awaited, Consumer<ResourceChange> listener) {
        return new ChangeFeed(store, transactions, clock, awaited, listener);
    }
}
