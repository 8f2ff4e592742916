package io.throughline.access.signin;

import io.throughline.database.Transactions;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.SessionRepository;
import org.springframework.session.UuidSessionIdGenerator;
import org.springframework.transaction.TransactionException;

/**
 * Keeps the sessions of browsers in the database, so that all nodes know them, and ends them. Safe for concurrent use.
 *
 * <p>Not Spring Session's own repository: that one reads in a write transaction and writes at each request, which on SQLite
 * would let every page wait for an import; and it fails where a stored attribute cannot be read after an upgrade.
 */
public final class SessionService implements SessionRepository<StoredSession> {

    private static final Logger log = LoggerFactory.getLogger(SessionService.class);

    private final SessionStore store;
    private final Transactions transactions;
    private final Clock clock;
    private final SessionIdGenerator ids = UuidSessionIdGenerator.getInstance();

    SessionService(SessionStore store, Transactions transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public StoredSession createSession() {
        return StoredSession.begin(clock, ids);
    }

    @Override
    public void save(StoredSession session) {
        if (!session.changed()) {
            return;
        }
        SessionStore.Row row = session.row();
        if (session.onlyUsed()) {
            session.markStored();
            noteUse(row);
            return;
        }
        transactions.write(() -> {
            if (!session.stored()) {
                store.deleteEnded(clock.instant());
                store.insert(row);
            } else if (!store.update(row)) {
                return; // ended by somebody else while this request went on
            }
            for (String name : session.changedAttributes()) {
                Object value = session.getAttribute(name);
                if (value == null) {
                    store.removeAttribute(row.rowId(), name);
                } else {
                    store.putAttribute(row.rowId(), name, SessionContent.write(value));
                }
            }
        });
        session.markStored();
    }

    /** Not in the page's way: on SQLite a long write of another process would hold up every page. */
    private void noteUse(SessionStore.Row row) {
        Thread.ofVirtual().name("session-last-use").start(() -> {
            try {
                transactions.write(() -> store.markUsed(row.rowId(), row.lastUsedAt(), row.endsAt()));
            } catch (DataAccessException | TransactionException e) {
                log.warn("The last use of a session was not noted: {}", e.getMessage());
            }
        });
    }

    /** Null also for a session of which a part cannot be read any more: the person signs in again. */
    @Override
    public @Nullable StoredSession findById(String id) {
        return transactions
                .read(() -> store.find(id).flatMap(this::session))
                .filter(session -> !session.isExpired())
                .orElse(null);
    }

    private Optional<StoredSession> session(SessionStore.Row row) {
        Map<String, Object> attributes = new HashMap<>();
        for (var stored : store.attributes(row.rowId()).entrySet()) {
            Optional<Object> value = SessionContent.read(stored.getValue());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            attributes.put(stored.getKey(), value.get());
        }
        return Optional.of(StoredSession.of(clock, ids, row, attributes));
    }

    @Override
    public void deleteById(String id) {
        transactions.write(() -> store.delete(id));
    }

    /** Where a person is signed in, the last used first. */
    public List<OpenSignIn> ofPerson(String email) {
        return transactions.read(() -> store.ofPerson(email).stream()
                .flatMap(row -> session(row).stream())
                .filter(session -> !session.isExpired())
                .flatMap(session -> OpenSignIn.of(session).stream())
                .toList());
    }

    /**
     * Signs a person out everywhere at once.
     *
     * @param keptId the id of the session that stays; null for none
     * @return how many sessions ended
     */
    public int endAll(String email, @Nullable String keptId) {
        return transactions.write(() -> store.deleteOfPerson(email, keptId));
    }
}
