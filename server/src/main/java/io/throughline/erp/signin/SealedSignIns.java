package io.throughline.erp.signin;

import io.throughline.access.Sealer;
import io.throughline.database.Transactions;
import io.throughline.timelog.LogPerson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sign-ins in the database, where all nodes find them, until they were not used for a month. Tokens are sealed for their
 * owner and their ERP: a row that is copied to somebody else does not open.
 */
public final class SealedSignIns implements SignIns {

    static final Duration IDLE = Duration.ofDays(30);
    /** Uses are noted no more often: a read shall rarely be a write. */
    private static final Duration NOTED = Duration.ofHours(1);

    private final ErpSignInStore store;
    private final Supplier<Sealer> sealer;
    private final Transactions transactions;
    private final Clock clock;
    private final String backend;

    /** @param backend which ERP it is: sign-ins to another are not taken for it after a change of settings */
    SealedSignIns(
            ErpSignInStore store, Supplier<Sealer> sealer, Transactions transactions, Clock clock, String backend) {
        this.store = store;
        this.sealer = sealer;
        this.transactions = transactions;
        this.clock = clock;
        this.backend = backend;
    }

    @Override
    public void keep(KeptSignIn signIn) {
        Long erpId = signIn.person().id();
        String sealed = sealer.get()
                .seal(
                        purpose(signIn.tenantId(), signIn.personId()),
                        ((erpId == null ? "" : erpId) + "\n" + signIn.token()).getBytes(StandardCharsets.UTF_8));
        transactions.write(() -> {
            store.deleteUnusedSince(signIn.tenantId(), signIn.since().minus(IDLE));
            store.put(
                    signIn.tenantId(),
                    signIn.personId(),
                    backend,
                    sealed,
                    signIn.person().email(),
                    signIn.person().name(),
                    signIn.since());
        });
    }

    private String purpose(long tenantId, long personId) {
        return "sign-in of person " + personId + " of tenant " + tenantId + " to " + backend;
    }

    @Override
    public Optional<KeptSignIn> find(long tenantId, long personId) {
        ErpSignInStore.Row row = transactions
                .readOnce(() -> store.find(tenantId, personId, backend))
                .orElse(null);
        if (row == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        KeptSignIn signIn = row.lastUsedAt().plus(IDLE).isBefore(now) ? null : opened(tenantId, personId, row);
        if (signIn == null) {
            transactions.write(() -> store.deleteToken(tenantId, personId, backend, row.sealedToken()));
            return Optional.empty();
        }
        if (row.lastUsedAt().plus(NOTED).isBefore(now)) {
            transactions.write(() -> store.markUsed(tenantId, personId, backend, now));
        }
        return Optional.of(signIn);
    }

    /** @return null if it was sealed with a secret that we no longer have, or was tampered with */
    private @Nullable KeptSignIn opened(long tenantId, long personId, ErpSignInStore.Row row) {
        String content = sealer.get()
                .open(purpose(tenantId, personId), row.sealedToken())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(null);
        if (content == null) {
            return null;
        }
        int end = content.indexOf('\n');
        String erpId = content.substring(0, end);
        return new KeptSignIn(
                tenantId,
                personId,
                content.substring(end + 1),
                new LogPerson(
                        erpId.isEmpty() ? null : Long.valueOf(erpId),
                        row.name() == null ? "" : row.name(),
                        row.email()),
                row.signedInAt());
    }

    @Override
    public boolean forget(long tenantId, long personId) {
        return transactions.write(() -> store.delete(tenantId, personId, backend));
    }

    @Override
    public void forget(KeptSignIn signIn) {
        transactions.write(() -> {
            ErpSignInStore.Row row =
                    store.find(signIn.tenantId(), signIn.personId(), backend).orElse(null);
            KeptSignIn kept = row == null ? null : opened(signIn.tenantId(), signIn.personId(), row);
            if (row != null && kept != null && kept.token().equals(signIn.token())) {
                store.deleteToken(signIn.tenantId(), signIn.personId(), backend, row.sealedToken());
            }
        });
    }
}
