package io.throughline.access;

import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The trail of who did what. Safe for concurrent use.
 *
 * <p>Whoever is owner or admin of a workspace reads the entries of that workspace and those about the whole tenant (sign-ins,
 * keys, grants); entries of workspaces that they do not manage stay hidden. Nobody else reads any.
 */
public final class AuditService {

    /** Most entries of one page. */
    public static final int MAX_PAGE = 200;

    private final AuditStore store;
    private final Transactions transactions;
    private final Clock clock;

    AuditService(AuditStore store, Transactions transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Adds an entry, in the transaction under way. */
    public void record(Principal principal, AuditEntry entry) {
        transactions.write(() -> store.insert(
                principal.tenantId(),
                clock.instant(),
                principal.personId(),
                principal.client(),
                principal.fromAddress(),
                entry));
    }

    /** Adds an entry about a person to the trail of each tenant in which they work. */
    public void recordForPerson(long personId, String client, @Nullable String fromAddress, AuditEntry entry) {
        transactions.write(() -> store.tenantIdsOf(personId)
                .forEach(tenantId -> store.insert(tenantId, clock.instant(), personId, client, fromAddress, entry)));
    }

    /** Whether the caller may read any of the trail. */
    public boolean mayRead(Principal principal) {
        return transactions.read(() -> store.managesAny(principal.tenantId(), principal.personId()));
    }

    /**
     * Entries, the newest first.
     *
     * @param beforeId the id of the last entry of the page before; null for the first page
     * @param limit 1 to {@link #MAX_PAGE}
     * @throws CallerMistakeException if the caller manages no workspace
     */
    public List<AuditRow> page(Principal principal, AuditFilter filter, @Nullable Long beforeId, int limit) {
        int rows = Math.clamp(limit, 1, MAX_PAGE);
        return transactions.read(() -> {
            requireManager(principal);
            return store.page(principal.tenantId(), principal.personId(), principal.zone(), filter, beforeId, rows);
        });
    }

    /**
     * Hands out all entries, the newest first, page by page: the whole trail is never in memory, and entries that are added
     * meanwhile are left out.
     *
     * @throws CallerMistakeException if the caller manages no workspace
     */
    public void export(Principal principal, AuditFilter filter, Consumer<AuditRow> sink) {
        Long before = null;
        List<AuditRow> rows;
        do {
            rows = page(principal, filter, before, MAX_PAGE);
            rows.forEach(sink);
            before = rows.isEmpty() ? null : rows.getLast().id();
        } while (rows.size() == MAX_PAGE);
    }

    private void requireManager(Principal principal) {
        if (!store.managesAny(principal.tenantId(), principal.personId())) {
            throw new CallerMistakeException(
                    "The audit trail is for owners and admins of a workspace. One of them can look for you.");
        }
    }
}
