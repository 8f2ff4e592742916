package io.throughline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.NearMatches;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccessSpec {

    private static final Set<String> READING = Set.of("mcp:enabled", "backlog:read");
    private static final String MAKE_ONE =
            "throughline key create --user EMAIL --scopes \"mcp:enabled backlog:read logs:read logs:write\"";

    private final TestServer server;
    private final AccessService access;
    private final AtomicInteger companies = new AtomicInteger();

    AccessSpec(TestDatabase database) {
        server = TestServer.on(database);
        access = server.get(AccessService.class);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private TestServer.Company company() {
        return server.company("firm" + companies.incrementAndGet());
    }

    private String key(TestServer.Company company) {
        return access.createKey(company.owner().email(), null, "laptop", READING, null);
    }

    private ApiKey only(TestServer.Company company) {
        List<ApiKey> keys = access.keys(company.principal());
        assertThat(keys).hasSize(1);
        return keys.getFirst();
    }

    @Test
    void aKeyLetsItsPersonIn() {
        TestServer.Company company = company();
        String secret = key(company);

        assertThat(secret).matches("pm33_live_[A-Za-z0-9_-]{43}");
        assertThat(access.checkKey(secret)).isInstanceOfSatisfying(CredentialCheck.Accepted.class, accepted -> {
            Principal principal = accepted.principal();
            assertThat(principal.tenantId()).isEqualTo(company.tenant().id());
            assertThat(principal.personId()).isEqualTo(company.owner().id());
            assertThat(principal.scopes()).containsExactlyInAnyOrder(Scope.MCP_ENABLED, Scope.BACKLOG_READ);
            assertThat(principal.client()).isEqualTo("key " + only(company).id() + " (laptop)");
        });
    }

    @Test
    void onlyTheHashOfAKeyIsStored() {
        TestServer.Company company = company();
        String secret = key(company);

        List<String> stored = server.sql()
                .sql("select hash, hint, name, scopes from api_key where tenant_id = :tenant")
                .param("tenant", company.tenant().id())
                .query((row, number) ->
                        row.getString(1) + "|" + row.getString(2) + "|" + row.getString(3) + "|" + row.getString(4))
                .list();
        List<String> trail = access.auditTrail(company.principal()).stream()
                .map(AuditEntry::toString)
                .toList();

        assertThat(stored).singleElement().satisfies(row -> {
            assertThat(row).matches("[0-9a-f]{64}\\|pm33_live_.{4}….{4}\\|laptop\\|mcp:enabled backlog:read");
            assertThat(row).doesNotContain(secret.substring("pm33_live_".length() + 4, secret.length() - 4));
        });
        assertThat(trail)
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .contains("key.create")
                        .doesNotContain(secret.substring("pm33_live_".length() + 4)));
        assertThat(new KeySecret(secret)).hasToString("KeySecret[not shown]");
    }

    @Test
    void noTwoKeysAreAlike() {
        TestServer.Company company = company();
        Set<String> secrets = new HashSet<>();
        for (int number = 0; number < 20; number++) {
            secrets.add(key(company));
        }
        assertThat(secrets).hasSize(20);
    }

    @Test
    void aKeyExpiresToTheSecond() {
        TestServer.Company company = company();
        String secret = access.createKey(company.owner().email(), null, "short", READING, Duration.ofHours(1));
        Instant expiry = only(company).createdAt().plus(Duration.ofHours(1));

        assertThat(only(company).expiresAt()).isEqualTo(expiry);
        server.pass(Duration.ofMinutes(60).minusMillis(1));
        assertThat(access.checkKey(secret)).isInstanceOf(CredentialCheck.Accepted.class);
        server.pass(Duration.ofMillis(1));
        assertThat(access.checkKey(secret))
                .isEqualTo(new CredentialCheck.Rejected(
                        "This key expired at " + expiry + ". Make a new one with: " + MAKE_ONE));
    }

    @Test
    void aRevokedKeyStopsAtOnceAndLooksLikeOneThatNeverWas() {
        TestServer.Company company = company();
        String secret = key(company);
        assertThat(access.checkKey(secret)).isInstanceOf(CredentialCheck.Accepted.class);

        access.revokeKey(company.principal(), only(company).id());

        var rejected =
                new CredentialCheck.Rejected("This key is unknown or was revoked. Make a new one with: " + MAKE_ONE);
        assertThat(access.checkKey(secret)).isEqualTo(rejected);
        assertThat(access.checkKey("pm33_live_" + "x".repeat(43))).isEqualTo(rejected);
        assertThat(only(company).revokedAt()).isNotNull();
        assertThat(access.auditTrail(company.principal()))
                .extracting(AuditEntry::action)
                .containsExactly("key.create", "key.revoke");
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() ->
                        access.revokeKey(company.principal(), only(company).id()))
                .withMessage(
                        "There is no key " + only(company).id() + " that could be revoked. See: throughline key list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "Bearer pm33_live_x", "PM33_LIVE_x", "sk-123", "' or 1=1 --"})
    void whatIsNoKeyOfOursIsTold(String secret) {
        assertThat(access.checkKey(secret))
                .isEqualTo(new CredentialCheck.Rejected(
                        "This is no key of this server: keys start with pm33_live_. Make one with: " + MAKE_ONE));
    }

    @Test
    void aKeyThatLacksTheFirstScopeIsMetWithAnotherAnswer() {
        TestServer.Company company = company();
        String secret = key(company);
        server.sql()
                .sql("update api_key set scopes = 'backlog:read unheard:of' where tenant_id = :tenant")
                .param("tenant", company.tenant().id())
                .update();

        assertThat(access.checkKey(secret))
                .isEqualTo(new CredentialCheck.NotEnabled(
                        "This key lacks the scope mcp:enabled, which every call needs."));
        assertThat(only(company).scopes()).containsExactly(Scope.BACKLOG_READ);
    }

    @Test
    void scopesAreCheckedWhenAKeyIsMade() {
        TestServer.Company company = company();

        refused(
                () -> access.createKey(company.owner().email(), null, "x", Set.of("backlog:read"), null),
                "Invalid scope: the set lacks mcp:enabled, which every call needs. Add it.");
        refused(
                () -> access.createKey(company.owner().email(), null, "x", Set.of(), null),
                "Invalid scope: the set lacks mcp:enabled, which every call needs. Add it.");
        refused(
                () -> access.createKey(company.owner().email(), null, "x", Set.of("backlog:reed"), null),
                "Invalid scope: 'backlog:reed' does not exist. The nearest are: backlog:read, backlog:write, logs:read,"
                        + " prd:read, strategy:read, logs:write, mcp:enabled, optimize:read and 5 more.");
        assertThat(access.keys(company.principal())).isEmpty();
    }

    @Test
    void aKeyNeedsAPersonAndATenant() {
        TestServer.Company company = company();
        refused(
                () -> access.createKey("nobody@x.example", null, "x", READING, null),
                "There is no person with the address nobody@x.example. Add one with: throughline user add"
                        + " nobody@x.example");
        access.addPerson("lonely@x.example", null, null, false);
        refused(
                () -> access.createKey("lonely@x.example", null, "x", READING, null),
                "Tenant not found: lonely@x.example is a member of no workspace. An owner or admin adds them with:"
                        + " throughline user add lonely@x.example --workspace KEY --role member");
        String elsewhere = company().tenant().key();
        refused(
                () -> access.createKey(company.owner().email(), elsewhere, "x", READING, null),
                "Tenant not found: " + company.owner().email() + " is a member of no workspace of tenant " + elsewhere
                        + ". An owner or admin adds them with: throughline user add "
                        + company.owner().email() + " --workspace KEY --role member");
        refused(
                () -> access.createKey(company.owner().email(), "firmament", "x", READING, null),
                "There is no tenant 'firmament'. There are: " + nearest("firmament") + ".");
    }

    private String nearest(String written) {
        List<String> keys = server.sql()
                .sql("select key from tenant")
                .query((row, number) -> row.getString(1))
                .list();
        return NearMatches.list(written, keys);
    }

    @Test
    void aKeyOfWhoLeftTheTenantLetsNobodyIn() {
        TestServer.Company company = company();
        TestServer.Company other = company();
        String secret = key(company);
        access.grantRole(
                other.tenant().id(), other.workspace().id(), company.owner().id(), Role.VIEWER);

        server.sql()
                .sql("delete from membership where tenant_id = :tenant")
                .param("tenant", company.tenant().id())
                .update();

        assertThat(access.checkKey(secret))
                .isEqualTo(new CredentialCheck.Rejected(
                        "Tenant not found: " + company.owner().email() + " is no longer a member of a workspace of"
                                + " this key's tenant. An owner or admin adds them with: throughline user add "
                                + company.owner().email() + " --workspace KEY --role member"));
    }

    @Test
    void whoWorksInSeveralTenantsNamesOne() {
        TestServer.Company one = company();
        TestServer.Company other = company();
        access.grantRole(
                other.tenant().id(), other.workspace().id(), one.owner().id(), Role.VIEWER);

        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> key(one))
                .withMessageStartingWith(one.owner().email() + " works in several tenants. Choose one with --tenant: ")
                .withMessageContainingAll(one.tenant().key(), other.tenant().key());
        String secret = access.createKey(one.owner().email(), other.tenant().key(), "x", READING, null);
        assertThat(access.checkKey(secret))
                .isInstanceOfSatisfying(
                        CredentialCheck.Accepted.class,
                        accepted -> assertThat(accepted.principal().tenantId())
                                .isEqualTo(other.tenant().id()));
    }

    @Test
    void theLastUseIsNotedButNotMoreThanOnceAMinute() throws InterruptedException {
        TestServer.Company company = company();
        String secret = key(company);
        assertThat(only(company).lastUsedAt()).isNull();

        access.checkKey(secret);
        Instant first = awaitLastUse(company, null);
        server.pass(Duration.ofSeconds(30));
        access.checkKey(secret);
        Thread.sleep(50);
        assertThat(only(company).lastUsedAt()).isEqualTo(first);
        server.pass(Duration.ofSeconds(31));
        access.checkKey(secret);

        assertThat(awaitLastUse(company, first)).isEqualTo(first.plusSeconds(61));
    }

    private Instant awaitLastUse(TestServer.Company company, @Nullable Instant before) throws InterruptedException {
        for (int round = 0; round < 500; round++) {
            Instant lastUse = only(company).lastUsedAt();
            if (lastUse != null && !lastUse.equals(before)) {
                return lastUse;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("The last use was not noted.");
    }

    @Test
    void peopleAreKnownByTheirAddressHoweverItIsWritten() {
        Person person = access.addPerson("  Grace@Example.COM ", "Grace", ZoneId.of("Europe/Berlin"), false);

        assertThat(person.email()).isEqualTo("grace@example.com");
        assertThat(access.addPerson("grace@example.com", "Another name", null, false))
                .isEqualTo(person);
        assertThat(access.person("GRACE@example.com ")).isEqualTo(person);
        assertThat(access.addPerson("linus@example.com", " ", null, false).name())
                .isEqualTo("linus");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "@example.com", "ada@", "a@b@c", "ada @example.com", "ada@exa\nmple.com"})
    void whatIsNoAddressIsRefused(String email) {
        refused(
                () -> access.addPerson(email, null, null, false),
                "'" + email + "' is no e-mail address. Give one such as ada@example.com.");
    }

    @Test
    void rolesAreThoseLastGranted() {
        TestServer.Company company = company();
        Principal colleague = server.colleague(company, "eve", Role.VIEWER);
        assertThat(access.findRole(colleague, company.workspace().id())).contains(Role.VIEWER);

        access.grantRole(company.tenant().id(), company.workspace().id(), colleague.personId(), Role.ADMIN);

        assertThat(access.findRole(colleague, company.workspace().id())).contains(Role.ADMIN);
        assertThat(access.findRole(company.principal(), company.workspace().id()))
                .contains(Role.OWNER);
        assertThat(access.findRole(colleague, -1)).isEmpty();
    }

    @Test
    void theLocalPersonIsMadeOnce() {
        Principal first = access.localPerson(AccessService.LOCAL_TENANT);
        Principal second = access.localPerson(AccessService.LOCAL_TENANT);

        assertThat(second).isEqualTo(first);
        assertThat(first.scopes()).isEqualTo(Scope.all());
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> access.localPerson("elsewhere"))
                .withMessageStartingWith("There is no tenant 'elsewhere'. There are: ");
    }

    @Test
    void whatGoesIntoTheTrailFakesNoSecondEntry() {
        TestServer.Company company = company();
        access.record(company.principal(), new AuditEntry("test", "done", "one\nkey.revoke done two\u0000"));

        assertThat(access.auditTrail(company.principal()))
                .containsExactly(new AuditEntry("test", "done", "one key.revoke done two "));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(CallerMistakeException.class).isThrownBy(call).withMessage(message);
    }
}
