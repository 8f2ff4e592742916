package io.throughline.access;

import io.throughline.database.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Tokens that may have an effect once only, as far as they were used: on all nodes, also after a restart. */
public final class SpentTokenService {

    private static final Duration KEPT_LONGER = Duration.ofHours(1);

    private final SpentTokenStore store;
    private final Transactions transactions;
    private final Clock clock;

    SpentTokenService(SpentTokenStore store, Transactions transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Uses a token up.
     *
     * @param expiresAt from when on it would be refused anyway, and need not be remembered
     * @return false if it was used before
     */
    public boolean spend(long tenantId, String token, Instant expiresAt) {
        return transactions.write(() -> {
            // Not at once: the clock of another node may be behind.
            store.deleteExpired(tenantId, clock.instant().minus(KEPT_LONGER));
            return store.insert(tenantId, token, expiresAt);
        });
    }
}
