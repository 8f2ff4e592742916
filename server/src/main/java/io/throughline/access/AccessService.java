package io.throughline.access;

import io.throughline.changes.ChangeService;
import io.throughline.changes.ResourceAddresses;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.NearMatches;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tenants, people, their roles and their API keys. Safe for concurrent use. */
public final class AccessService {

    /** The tenant of the person at this machine, made at the first start. */
    public static final String LOCAL_TENANT = "local";

    /** The client of a program that the person at this machine has started. */
    public static final String LOCAL_CLIENT = "local";

    private static final int MAX_NAME_CHARACTERS = 200;

    /** Whoever works at this machine. */
    public static final String LOCAL_EMAIL = "me@localhost";

    private static final int MAX_KEY_NAME_CHARACTERS = 100;

    private final AccessStore store;
    private final AuditService audit;
    private final ChangeService changes;
    private final Transactions transactions;
    private final Clock clock;
    private final LastUses lastUses = new LastUses("key");

    AccessService(
            AccessStore store, AuditService audit, ChangeService changes, Transactions transactions, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The person at this machine in a tenant; both are made if there are none yet. For the command line and stdio, where the
     * operating system has already said who may use the data directory.
     */
    public Principal localPerson(String tenantKey) {
        Optional<Principal> known = transactions.read(() -> store.findTenant(tenantKey)
                .flatMap(tenant -> store.findPerson(LOCAL_EMAIL).map(person -> localPrincipal(tenant.id(), person))));
        return known.orElseGet(() -> transactions.write(() -> {
            long tenantId = store.findTenant(tenantKey).map(Tenant::id).orElseGet(() -> {
                if (!tenantKey.equals(LOCAL_TENANT)) {
                    throw unknownTenant(tenantKey);
                }
                return store.upsertTenant(LOCAL_TENANT, "This machine", clock.instant());
            });
            Person person = store.findPerson(LOCAL_EMAIL).orElseGet(() -> {
                String name = System.getProperty("user.name", "me");
                ZoneId zone = ZoneId.systemDefault();
                long id = store.insertPerson(LOCAL_EMAIL, name, zone, false, clock.instant());
                return new Person(id, LOCAL_EMAIL, name, zone);
            });
            return localPrincipal(tenantId, person);
        }));
    }

    /** Whether the caller is the person at this machine, whom the operating system lets use the data directory. */
    public boolean worksAtThisMachine(Principal principal) {
        return transactions
                .readOnce(() -> store.findPerson(LOCAL_EMAIL))
                .filter(person -> person.id() == principal.personId())
                .isPresent();
    }

    /** Whether the caller is a member of any workspace of the tenant now, or the person at this machine. */
    public boolean worksIn(Principal principal) {
        return transactions.readOnce(() -> store.tenantsOf(principal.personId())).stream()
                        .anyMatch(tenant -> tenant.id() == principal.tenantId())
                || worksAtThisMachine(principal);
    }

    private static Principal localPrincipal(long tenantId, Person person) {
        return new Principal(tenantId, person.id(), person.name(), ZoneId.systemDefault(), LOCAL_CLIENT, Scope.all());
    }

    private CallerMistakeException unknownTenant(String key) {
        List<String> keys = store.tenants().stream().map(Tenant::key).toList();
        return new CallerMistakeException(
                "There is no tenant '" + key + "'. There are: " + NearMatches.list(key, keys) + ".");
    }

    public Optional<Tenant> findTenant(String key) {
        return transactions.read(() -> store.findTenant(key));
    }

    public Tenant addTenant(String key, String name, boolean sample) {
        return transactions.write(
                () -> new Tenant(store.insertTenant(key, name, sample, clock.instant()), key, name, sample));
    }

    /** The tenant of this machine under the name of its company, made if there is none yet. */
    public Tenant nameLocalTenant(String name) {
        String kept = checkedName(name, "The name of the company");
        return transactions.write(() -> {
            long id = store.upsertTenant(LOCAL_TENANT, kept, clock.instant());
            store.renameTenant(id, kept);
            return new Tenant(id, LOCAL_TENANT, kept, false);
        });
    }

    /** Removes a tenant with everything in it, and the sample people that belong to no other. */
    public void removeTenant(long tenantId) {
        transactions.write(() -> {
            store.deleteTenant(tenantId);
            store.deleteSamplePeople();
        });
    }

    /** Adds a person, or finds the one with that address. */
    public Person addPerson(String email, @Nullable String name, @Nullable ZoneId zone, boolean sample) {
        String address = checkedEmail(email);
        return transactions.write(() -> store.findPerson(address).orElseGet(() -> {
            String shownName = name == null || name.isBlank() ? address.substring(0, address.indexOf('@')) : name;
            ZoneId shownZone = zone == null ? ZoneId.systemDefault() : zone;
            long id = store.insertPerson(address, shownName, shownZone, sample, clock.instant());
            return new Person(id, address, shownName, shownZone);
        }));
    }

    /** A name as it is kept. @throws CallerMistakeException if it is blank or too long */
    public static String checkedName(String name, String what) {
        String kept = AuditText.of(name, 1_000).strip();
        if (kept.isEmpty() || kept.length() > MAX_NAME_CHARACTERS) {
            throw new CallerMistakeException(
                    what + " must have 1 to " + MAX_NAME_CHARACTERS + " characters, but has " + kept.length() + ".");
        }
        return kept;
    }

    /** An address as it is kept. @throws CallerMistakeException if it is none */
    public static String checkedEmail(String email) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        int at = address.indexOf('@');
        if (address.equals(LOCAL_EMAIL)) {
            throw new CallerMistakeException(
                    "'" + LOCAL_EMAIL + "' is whoever works at this machine, and nobody's address.");
        }
        boolean plausible = at > 0 && at == address.lastIndexOf('@') && at < address.length() - 1;
        if (!plausible || address.length() > 254 || address.chars().anyMatch(Character::isWhitespace)) {
            throw new CallerMistakeException("'" + email + "' is no e-mail address. Give one such as ada@example.com.");
        }
        return address;
    }

    public Person person(String email) {
        return transactions
                .read(() -> store.findPerson(email.strip().toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> new CallerMistakeException("There is no person with the address " + email
                        + ". Add one with: throughline user add " + email));
    }

    public Optional<Person> findPerson(String email) {
        return transactions.read(() -> store.findPerson(email.strip().toLowerCase(Locale.ROOT)));
    }

    /** The tenants in whose workspaces the person is a member. */
    public List<Tenant> tenantsOf(Person person) {
        return transactions.read(() -> store.tenantsOf(person.id()));
    }

    public void grantRole(long tenantId, long workspaceId, long personId, Role role) {
        transactions.write(() -> {
            store.upsertMembership(tenantId, workspaceId, personId, role, clock.instant());
            changes.noteChange(tenantId, ResourceAddresses.WORKSPACES);
        });
    }

    /** The person's role in the workspace, empty if they are no member or the workspace is another tenant's. */
    public Optional<Role> findRole(Principal principal, long workspaceId) {
        return principal.reaches(workspaceId)
                ? transactions.read(() -> store.findRole(principal.tenantId(), workspaceId, principal.personId()))
                : Optional.empty();
    }

    /**
     * Makes a key for a person.
     *
     * @param tenantKey null for the only tenant the person works in
     * @return the secret, which nobody can show again
     */
    public String createKey(
            String email,
            @Nullable String tenantKey,
            String name,
            Set<String> scopeNames,
            @Nullable Duration lifetime) {
        Set<Scope> scopes = checkedScopes(scopeNames);
        Person person = person(email);
        KeySecret secret = KeySecret.make();
        transactions.write(() -> {
            Tenant tenant = tenantFor(person, tenantKey);
            Instant now = clock.instant();
            Instant expiresAt = lifetime == null ? null : now.plus(lifetime);
            store.insertKey(tenant.id(), person.id(), name, secret, scopes, now, expiresAt);
            var entry = new AuditEntry("key.create", "done", secret.hint() + " for " + person.email());
            audit.record(
                    new Principal(tenant.id(), person.id(), person.name(), person.zone(), "command line", scopes),
                    entry);
        });
        return secret.text();
    }

    /**
     * Makes a key for the caller, in the tenant in which they call.
     *
     * @param lifetime null for a key that does not expire
     * @return the secret, which nobody can show again
     */
    public String createOwnKey(Principal principal, String name, Set<String> scopeNames, @Nullable Duration lifetime) {
        Set<Scope> scopes = checkedScopes(scopeNames);
        String shownName = name.strip();
        if (shownName.isEmpty() || shownName.length() > MAX_KEY_NAME_CHARACTERS) {
            throw new CallerMistakeException("The name of a key must have 1 to " + MAX_KEY_NAME_CHARACTERS
                    + " characters, but has " + shownName.length() + ". Say what it is for, such as: laptop.");
        }
        KeySecret secret = KeySecret.make();
        transactions.write(() -> {
            Instant now = clock.instant();
            Instant expiresAt = lifetime == null ? null : now.plus(lifetime);
            store.insertKey(principal.tenantId(), principal.personId(), shownName, secret, scopes, now, expiresAt);
            audit.record(principal, new AuditEntry("key.create", "done", secret.hint() + " for " + shownName));
        });
        return secret.text();
    }

    private static Set<Scope> checkedScopes(Set<String> names) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        List<String> known = Scope.all().stream().map(Scope::wireName).toList();
        for (String name : names) {
            scopes.add(Scope.find(name)
                    .orElseThrow(() -> new CallerMistakeException("Invalid scope: '" + name
                            + "' does not exist. The nearest are: " + NearMatches.list(name, known) + ".")));
        }
        // Those of the time logs' REST API are of use without MCP, and then open nothing else.
        boolean forTimeLogs = !scopes.isEmpty() && Scope.ofTimeLogs().containsAll(scopes);
        if (!forTimeLogs && !scopes.contains(Scope.MCP_ENABLED)) {
            throw new CallerMistakeException(
                    "Invalid scope: the set lacks mcp:enabled, which every call needs. Add it.");
        }
        return scopes;
    }

    private Tenant tenantFor(Person person, @Nullable String tenantKey) {
        List<Tenant> tenants = store.tenantsOf(person.id());
        if (tenantKey != null) {
            Tenant named = store.findTenant(tenantKey).orElseThrow(() -> unknownTenant(tenantKey));
            if (!tenants.contains(named)) { // the key would open nothing
                throw new CallerMistakeException(
                        notAMember(person.email(), "is a member of no workspace of tenant " + tenantKey));
            }
            return named;
        }
        if (tenants.isEmpty()) {
            throw new CallerMistakeException(notAMember(person.email(), "is a member of no workspace"));
        }
        if (tenants.size() > 1) {
            throw new CallerMistakeException(person.email() + " works in several tenants. Choose one with --tenant: "
                    + NearMatches.list("", tenants.stream().map(Tenant::key).toList()) + ".");
        }
        return tenants.getFirst();
    }

    private static String notAMember(String email, String what) {
        return "Tenant not found: " + email + " " + what + ". An owner or admin adds them with: throughline user add "
                + email + " --workspace KEY --role member";
    }

    public List<ApiKey> keys(Principal principal) {
        return transactions.read(() -> store.keys(principal.tenantId()));
    }

    /** The caller's own keys; those of the whole tenant for owners and admins of a workspace in it. */
    public List<ApiKey> keysSeenBy(Principal principal) {
        return transactions.read(() -> {
            boolean manages = store.roles(principal.tenantId(), principal.personId()).stream()
                    .anyMatch(role -> role.atLeast(Role.ADMIN));
            return store.keys(principal.tenantId()).stream()
                    .filter(key -> manages || key.personId() == principal.personId())
                    .toList();
        });
    }

    /** As {@link #revokeKey}, for one that the caller sees. */
    public void revokeSeenKey(Principal principal, long keyId) {
        transactions.write(() -> {
            boolean seen = keysSeenBy(principal).stream().anyMatch(key -> key.id() == keyId && key.revokedAt() == null);
            if (!seen) {
                throw new CallerMistakeException(
                        "There is no such key that could be revoked. It may be revoked already.");
            }
            revokeKey(principal, keyId);
        });
    }

    /** Revokes a key of the principal's tenant at once. */
    public void revokeKey(Principal principal, long keyId) {
        boolean revoked = transactions.write(() -> {
            Instant now = clock.instant();
            boolean done = store.revokeKey(principal.tenantId(), keyId, now);
            if (done) {
                var entry = new AuditEntry("key.revoke", "done", "key " + keyId);
                audit.record(principal, entry);
            }
            return done;
        });
        if (!revoked) {
            throw new CallerMistakeException(
                    "There is no key " + keyId + " that could be revoked. See: throughline key list");
        }
    }

    /** Who shows this secret, checked against the database at every call, so that a revoked key stops at once. */
    public CredentialCheck checkKey(String secretText) {
        CredentialCheck check = checkKeyOutsideMcp(secretText);
        return check instanceof CredentialCheck.Accepted accepted
                        && !accepted.principal().scopes().contains(Scope.MCP_ENABLED)
                ? new CredentialCheck.NotEnabled("This key lacks the scope mcp:enabled, which every call needs.")
                : check;
    }

    /** As {@link #checkKey}, for what has scopes of its own and does without {@code mcp:enabled}: the time logs' REST API. */
    public CredentialCheck checkKeyOutsideMcp(String secretText) {
        if (!secretText.startsWith(KeySecret.PREFIX)) {
            return new CredentialCheck.Rejected("This is no key of this server: keys start with " + KeySecret.PREFIX
                    + ". Make one with: throughline key create --user EMAIL --scopes \"" + Scope.join(Scope.basic())
                    + "\"");
        }
        Optional<AccessStore.KeyHolder> found =
                transactions.readOnce(() -> store.findKeyByHash(new KeySecret(secretText).hash()));
        if (found.isEmpty() || found.get().key().revokedAt() != null) {
            return new CredentialCheck.Rejected(
                    "This key is unknown or was revoked. Make a new one with: throughline key create"
                            + " --user EMAIL --scopes \"" + Scope.join(Scope.basic()) + "\"");
        }
        AccessStore.KeyHolder holder = found.get();
        ApiKey key = holder.key();
        Instant now = clock.instant();
        if (key.expiresAt() != null && !now.isBefore(key.expiresAt())) {
            return new CredentialCheck.Rejected("This key expired at " + key.expiresAt()
                    + ". Make a new one with: throughline key create --user EMAIL --scopes \""
                    + Scope.join(Scope.basic()) + "\"");
        }
        if (!holder.stillMember()) {
            return new CredentialCheck.Rejected(
                    notAMember(key.personEmail(), "is no longer a member of a workspace of this key's tenant"));
        }
        lastUses.note(
                key.id(),
                key.lastUsedAt(),
                now,
                () -> transactions.write(() -> store.markKeyUsed(key.tenantId(), key.id(), now)));
        return new CredentialCheck.Accepted(new Principal(
                key.tenantId(),
                key.personId(),
                holder.personName(),
                holder.zone(),
                "key " + key.id() + " (" + key.name() + ")",
                key.scopes()));
    }

    /** Adds an entry to the trail, in the transaction under way. */
    public void record(Principal principal, AuditEntry entry) {
        audit.record(principal, entry);
    }

    public List<AuditEntry> auditTrail(Principal principal) {
        return transactions.read(() -> store.auditTrail(principal.tenantId()));
    }
}
