package io.throughline.database;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in a transaction. Reads see one state of the data from begin to end and never wait for writers. Writes of one
 * process queue up on SQLite, where there can be only one at a time; those that wait for each other are committed together, and
 * may run on another thread than that of their caller.
 */
public final class Transactions {

    private final TransactionTemplate reading;
    private final TransactionTemplate writing;
    private final boolean singleReadsInTransactions;
    private final @Nullable GroupCommit groups;

    /**
     * @param readIsolation level that keeps the state of a read still, see {@link TransactionDefinition}
     * @param oneWriter whether the database lets only one connection write at a time, and the transaction chooses the
     *     connection, so that also a read of one statement needs one
     */
    Transactions(PlatformTransactionManager manager, int readIsolation, boolean oneWriter) {
        this.singleReadsInTransactions = oneWriter;
        this.groups = oneWriter ? new GroupCommit(manager) : null;
        reading = new TransactionTemplate(manager);
        reading.setReadOnly(true);
        reading.setIsolationLevel(readIsolation);
        writing = new TransactionTemplate(manager);
    }

    @SuppressWarnings("NullAway") // the template returns what the work returns
    public <T> T read(Supplier<T> work) {
        return reading.execute(status -> work.get());
    }

    /**
     * Runs a single query, for what every call waits for. One statement sees one state of the data by itself; on PostgreSQL
     * this saves the round trips that begin and end a transaction.
     */
    public <T> T readOnce(Supplier<T> query) {
        return singleReadsInTransactions ? read(query) : query.get();
    }

    @SuppressWarnings("NullAway") // as above
    public <T> T write(Supplier<T> work) {
        return groups == null || TransactionSynchronizationManager.isActualTransactionActive()
                ? writing.execute(status -> work.get())
                : groups.run(work);
    }

    public void write(Runnable work) {
        write(() -> {
            work.run();
            return true;
        });
    }
}
