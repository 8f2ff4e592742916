package io.throughline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.problem.CallerMistakeException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MembershipSpec {

    private static final String LAST =
            "A workspace needs an owner, and %s is the last. Make somebody else owner first.";
    private static final String OWNERS_ONLY = "Only an owner can make, change or remove owners. You are an admin.";

    private final TestServer server;
    private final MembershipService memberships;
    private final AtomicInteger companies = new AtomicInteger();

    MembershipSpec(TestDatabase database) {
        server = TestServer.on(database);
        memberships = server.get(MembershipService.class);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private TestServer.Company company() {
        return server.company("crew" + companies.incrementAndGet());
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(CallerMistakeException.class).isThrownBy(call).withMessage(message);
    }

    private List<String> roles(TestServer.Company company) {
        return memberships.members(company.principal(), company.workspace().id()).stream()
                .map(member -> member.name() + " " + member.role().wireName())
                .toList();
    }

    @Test
    void ownersManageEverybody() {
        TestServer.Company company = company();
        long app = company.workspace().id();
        Principal eve = server.colleague(company, "eve", Role.VIEWER);

        memberships.changeRole(company.principal(), app, eve.personId(), Role.OWNER);
        assertThat(roles(company)).containsExactly("Ada Owner owner", "eve owner");
        memberships.changeRole(eve, app, company.owner().id(), Role.ADMIN);
        assertThat(roles(company)).containsExactly("Ada Owner admin", "eve owner");
        refused(() -> memberships.remove(company.principal(), app, eve.personId()), OWNERS_ONLY);
        memberships.remove(eve, app, company.owner().id());
        assertThat(memberships.members(eve, app)).extracting(Membership::name).containsExactly("eve");
        refused(
                () -> memberships.members(company.principal(), app),
                "There is no such workspace, or you are no member of it. An owner or admin can invite you.");
    }

    @Test
    void adminsNeitherMakeNorTouchOwners() {
        TestServer.Company company = company();
        long app = company.workspace().id();
        Principal admin = server.colleague(company, "admin", Role.ADMIN);
        Principal eve = server.colleague(company, "eve", Role.MEMBER);

        memberships.changeRole(admin, app, eve.personId(), Role.ADMIN);
        memberships.changeRole(admin, app, eve.personId(), Role.VIEWER);
        refused(() -> memberships.changeRole(admin, app, eve.personId(), Role.OWNER), OWNERS_ONLY);
        refused(() -> memberships.changeRole(admin, app, admin.personId(), Role.OWNER), OWNERS_ONLY);
        refused(() -> memberships.changeRole(admin, app, company.owner().id(), Role.VIEWER), OWNERS_ONLY);
        refused(() -> memberships.remove(admin, app, company.owner().id()), OWNERS_ONLY);
        refused(() -> memberships.requireMayGive(admin, app, Role.OWNER), OWNERS_ONLY);
        memberships.requireMayGive(admin, app, Role.ADMIN);
        assertThat(server.get(AuditService.class)
                        .page(company.principal(), new AuditFilter(null, null, null, null, "refused", null), null, 10))
                .extracting(AuditRow::action)
                .containsExactly("invitation.make", "member.remove", "role.change", "role.change", "role.change");
    }

    @Test
    void membersAndViewersManageNobody() {
        TestServer.Company company = company();
        long app = company.workspace().id();
        Principal eve = server.colleague(company, "eve", Role.VIEWER);
        for (Role role : List.of(Role.MEMBER, Role.VIEWER)) {
            Principal who = server.colleague(company, role.wireName(), role);
            String message =
                    "You are a " + role.wireName() + " of this workspace. Only owners and admins manage its members.";
            refused(() -> memberships.changeRole(who, app, eve.personId(), Role.MEMBER), message);
            refused(() -> memberships.changeRole(who, app, who.personId(), Role.OWNER), message);
            refused(() -> memberships.remove(who, app, eve.personId()), message);
            refused(() -> memberships.requireMayGive(who, app, Role.VIEWER), message);
        }
    }

    @Test
    void theLastOwnerStays() {
        TestServer.Company company = company();
        long app = company.workspace().id();
        String message = LAST.formatted("Ada Owner");

        refused(() -> memberships.leave(company.principal(), app), message);
        refused(
                () -> memberships.changeRole(
                        company.principal(), app, company.owner().id(), Role.ADMIN),
                message);
        refused(
                () -> memberships.remove(
                        company.principal(), app, company.owner().id()),
                message);

        server.colleague(company, "eve", Role.OWNER);
        memberships.leave(company.principal(), app);
    }

    @Test
    void twoOwnersWhoDemoteEachOtherAtOnceLeaveOne() throws Exception {
        for (int round = 0; round < 10; round++) {
            TestServer.Company company = company();
            long app = company.workspace().id();
            Principal ada = company.principal();
            Principal eve = server.colleague(company, "eve", Role.OWNER);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<Boolean> first = () -> succeeds(ada, app, eve.personId());
                Callable<Boolean> second = () -> succeeds(eve, app, ada.personId());
                int done = 0;
                for (var outcome : threads.invokeAll(List.of(first, second))) {
                    done += outcome.get() ? 1 : 0;
                }
                assertThat(done).isEqualTo(1);
            }
            assertThat(roles(company))
                    .filteredOn(role -> role.endsWith("owner"))
                    .hasSize(1);
        }
    }

    private boolean succeeds(Principal who, long workspaceId, long personId) {
        try {
            memberships.changeRole(who, workspaceId, personId, Role.MEMBER);
            return true;
        } catch (CallerMistakeException e) {
            return false;
        }
    }

    @Test
    void whoeverGoesLeavesNoKeyThatWouldWorkWhenTheyComeBack() {
        TestServer.Company company = company();
        AccessService access = server.get(AccessService.class);
        Principal eve = server.colleague(company, "eve", Role.MEMBER);
        String address = "eve@" + company.tenant().key() + ".example";
        String key = access.createKey(address, null, "laptop", Set.of("mcp:enabled"), null);
        assertThat(access.checkKey(key)).isInstanceOf(CredentialCheck.Accepted.class);

        memberships.remove(company.principal(), company.workspace().id(), eve.personId());
        assertThat(access.checkKey(key)).isInstanceOf(CredentialCheck.Rejected.class);
        server.colleague(company, "eve", Role.MEMBER);
        assertThat(access.checkKey(key)).isInstanceOf(CredentialCheck.Rejected.class);
    }
}
