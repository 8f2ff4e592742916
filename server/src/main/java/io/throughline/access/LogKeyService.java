package io.throughline.access;

import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keys that people get by signing in to the time logs' REST API: good for time logs and nothing else, for a while. A person has
 * at most {@value #MOST} of them at once in a company; the oldest goes for a new one. Safe for concurrent use.
 */
public final class LogKeyService {

    static final int MOST = 5;
    static final Duration LIFETIME = Duration.ofDays(90);
    static final String NAME = "ERP sign-in";

    private static final Set<Scope> SCOPES = Scope.ofTimeLogs();

    private final AccessStore store;
    private final AuditService audit;
    private final Transactions transactions;
    private final Clock clock;

    LogKeyService(AccessStore store, AuditService audit, Transactions transactions, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A key as it is handed out, once. */
    public record LogKey(String secret, Person person, String tenantKey, Instant expiresAt) {

        @Override
        public String toString() {
            return "LogKey of " + person.email();
        }
    }

    /**
     * Makes a key for somebody who has proved who they are.
     *
     * @param tenantKey null for the only tenant the person works in
     * @param client the way they signed in, for the trail
     * @param fromAddress the network address; null on this machine
     * @throws CallerMistakeException if they work in none, or in several and did not say in which
     */
    public LogKey make(Person person, @Nullable String tenantKey, String client, @Nullable String fromAddress) {
        KeySecret secret = KeySecret.make();
        return transactions.write(() -> {
            Tenant tenant = tenantFor(person, tenantKey);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as it is kept
            Instant expiresAt = now.plus(LIFETIME);
            Principal principal = new Principal(tenant.id(), person.id(), person.name(), person.zone(), client, SCOPES)
                    .from(fromAddress);
            revokeOldest(principal, now);
            store.insertKey(tenant.id(), person.id(), NAME, secret, SCOPES, now, expiresAt);
            audit.record(
                    principal, new AuditEntry("key.create", AuditEntry.DONE, secret.hint() + " for " + person.email()));
            return new LogKey(secret.text(), person, tenant.key(), expiresAt);
        });
    }

    private void revokeOldest(Principal principal, Instant now) {
        List<ApiKey> live = store.keys(principal.tenantId()).stream()
                .filter(key -> key.personId() == principal.personId()
                        && key.name().equals(NAME)
                        && key.scopes().equals(SCOPES)
                        && key.revokedAt() == null
                        && key.expiresAt() != null
                        && now.isBefore(key.expiresAt()))
                .sorted(Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::id))
                .toList();
        live.stream().limit(Math.max(0, live.size() - MOST + 1)).forEach(key -> {
            store.revokeKey(principal.tenantId(), key.id(), now);
            audit.record(
                    principal, new AuditEntry("key.revoke", AuditEntry.DONE, "key " + key.id() + ", too many of them"));
        });
    }

    private Tenant tenantFor(Person person, @Nullable String tenantKey) {
        List<Tenant> tenants = store.tenantsOf(person.id());
        List<Tenant> fitting = tenants.stream()
                .filter(tenant -> tenantKey == null || tenant.key().equals(tenantKey))
                .toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        if (tenants.isEmpty()) {
            throw new CallerMistakeException(
                    "You are a member of no workspace on this server. An owner or admin can invite you.");
        }
        String keys = tenants.stream().map(Tenant::key).collect(Collectors.joining(", "));
        throw new CallerMistakeException(
                tenantKey == null
                        ? "You work in several companies. Say in which as company: " + keys + "."
                        : "You do not work in such a company. Say as company one of: " + keys + ".");
    }
}
