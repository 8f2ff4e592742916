package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keys that callers give to a write, so that the same call again is answered and does nothing more. A key belongs to a person
 * in a tenant. Safe for concurrent use, also from several processes: of two calls with one key, one does the work.
 */
public final class WriteKeyService {

    static final Duration KEPT = Duration.ofDays(7);

    /** After which an unanswered call is taken for one that was interrupted: longer than any call may last. */
    static final Duration INTERRUPTED = Duration.ofMinutes(10);

    private static final int MAX_CHARACTERS = 200;

    private final WriteKeyStore store;
    private final Transactions transactions;
    private final Clock clock;

    WriteKeyService(WriteKeyStore store, Transactions transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What was answered, and when the call came. */
    public record StoredAnswer(String answer, Instant at) {}

    /**
     * Takes a key for a write that comes now.
     *
     * @param fingerprint of what is asked
     * @return what was answered to the same call before; empty if the caller is to do it, and then to keep or to release it
     * @throws CallerMistakeException if the key was used for something else, or the same call is under way
     */
    public Optional<StoredAnswer> claim(Principal principal, String key, String fingerprint) {
        if (key.length() > MAX_CHARACTERS || key.codePoints().anyMatch(Character::isISOControl)) {
            throw new CallerMistakeException("idempotency_key must have at most " + MAX_CHARACTERS
                    + " characters and no control characters. Give another one, such as a UUID.");
        }
        return transactions.write(() -> {
            Instant now = clock.instant();
            store.deleteBefore(principal.tenantId(), now.minus(KEPT), now.minus(INTERRUPTED));
            if (store.insert(principal.tenantId(), principal.personId(), key, fingerprint, now)) {
                return Optional.empty();
            }
            return Optional.of(store.find(principal.tenantId(), principal.personId(), key)
                    .map(row -> answered(row, key, fingerprint))
                    .orElseThrow(WriteKeyService::underWay));
        });
    }

    private static StoredAnswer answered(WriteKeyStore.Row row, String key, String fingerprint) {
        if (!row.fingerprint().equals(fingerprint)) {
            throw new CallerMistakeException("The idempotency_key '" + key
                    + "' was used for another call within the last 7 days. Nothing was changed; give a new key.");
        }
        if (row.answer() == null) {
            throw underWay();
        }
        return new StoredAnswer(row.answer(), row.at());
    }

    private static CallerMistakeException underWay() {
        return new CallerMistakeException(
                "A call with this idempotency_key is under way. Wait some seconds and repeat it; its answer will be the same.");
    }

    /** Keeps what was answered, for {@link #KEPT}. */
    public void keep(Principal principal, String key, String answer) {
        transactions.write(() -> store.keep(principal.tenantId(), principal.personId(), key, answer));
    }

    /** Lets go of a key whose call did nothing. */
    public void release(Principal principal, String key) {
        transactions.write(() -> store.deleteUnanswered(principal.tenantId(), principal.personId(), key));
    }
}
