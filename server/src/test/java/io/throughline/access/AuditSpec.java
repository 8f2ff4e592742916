package io.throughline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AuditSpec {

    private final TestServer server;
    private final AuditService audit;
    private final AtomicInteger companies = new AtomicInteger();

    AuditSpec(TestDatabase database) {
        server = TestServer.on(database);
        audit = server.get(AuditService.class);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private TestServer.Company company() {
        return server.company("trail" + companies.incrementAndGet());
    }

    private static AuditEntry entry(String action, String detail) {
        return new AuditEntry(action, AuditEntry.DONE, detail);
    }

    private List<String> details(Principal reader, AuditFilter filter) {
        return audit.page(reader, filter, null, 50).stream()
                .map(AuditRow::detail)
                .toList();
    }

    @Test
    void anEntryTellsWhoThroughWhatFromWhereAndInWhichWorkspace() {
        TestServer.Company company = company();
        audit.record(
                company.principal().from("192.0.2.7"),
                new AuditEntry(
                        "member.remove",
                        AuditEntry.REFUSED,
                        "eve",
                        company.workspace().id()));

        AuditRow row = audit.page(company.principal(), AuditFilter.ALL, null, 1).getFirst();

        assertThat(row)
                .isEqualTo(new AuditRow(
                        row.id(),
                        TestServer.NOW,
                        "Ada Owner",
                        company.owner().email(),
                        "test",
                        "192.0.2.7",
                        "APP",
                        "member.remove",
                        "refused",
                        "eve"));
    }

    @Test
    void pagesGoFromTheNewestToTheOldestWithoutGapOrRepeat() {
        TestServer.Company company = company();
        for (int number = 0; number < 7; number++) {
            audit.record(company.principal(), entry("test", "entry " + number));
        }

        List<String> read = new ArrayList<>();
        Long before = null;
        for (int page = 0; page < 4; page++) {
            List<AuditRow> rows = audit.page(company.principal(), AuditFilter.ALL, before, 2);
            rows.forEach(row -> read.add(row.detail()));
            before = rows.getLast().id();
        }
        List<String> exported = new ArrayList<>();
        audit.export(company.principal(), AuditFilter.ALL, row -> exported.add(row.detail()));

        assertThat(read)
                .containsExactly("entry 6", "entry 5", "entry 4", "entry 3", "entry 2", "entry 1", "entry 0")
                .isEqualTo(exported);
    }

    @Test
    void anExportIsLongerThanAPage() {
        TestServer.Company company = company();
        for (int number = 0; number < AuditService.MAX_PAGE * 2; number++) {
            audit.record(company.principal(), entry("test", "entry"));
        }
        var exported = new AtomicInteger();
        audit.export(company.principal(), AuditFilter.ALL, row -> exported.incrementAndGet());

        assertThat(exported).hasValue(AuditService.MAX_PAGE * 2);
    }

    @Test
    void filtersNarrowTheTrail() {
        TestServer.Company company = company();
        Principal eve = server.colleague(company, "eve", Role.MEMBER);
        audit.record(company.principal(), entry("key.create", "100% of it"));
        audit.record(eve, entry("key_x", "1000 of it"));
        audit.record(eve, new AuditEntry("sign-in", AuditEntry.REFUSED, "Password"));
        LocalDate day = LocalDate.of(2026, 11, 21);

        assertThat(details(company.principal(), new AuditFilter(null, null, null, "key.", null, null)))
                .containsExactly("100% of it");
        assertThat(details(
                        company.principal(),
                        new AuditFilter(null, null, " EVE@" + company.tenant().key() + ".example", null, null, null)))
                .containsExactly("Password", "1000 of it");
        assertThat(details(company.principal(), new AuditFilter(null, null, null, null, "refused", null)))
                .containsExactly("Password");
        assertThat(details(company.principal(), new AuditFilter(null, null, null, null, null, "100% OF")))
                .containsExactly("100% of it");
        assertThat(details(company.principal(), new AuditFilter(day, day, null, null, null, null)))
                .hasSize(3);
        assertThat(details(company.principal(), new AuditFilter(day.plusDays(1), null, null, null, null, null)))
                .isEmpty();
        assertThat(details(company.principal(), new AuditFilter(null, day.minusDays(1), null, null, null, null)))
                .isEmpty();
    }

    @Test
    void onlyOwnersAndAdminsReadAndOnlyOfTheWorkspacesTheyManage() {
        TestServer.Company company = company();
        Workspace other = server.get(WorkspaceService.class).create(company.principal(), "OTHER", "Another workspace");
        audit.record(company.principal(), entry("key.create", "of the tenant"));
        audit.record(
                company.principal(),
                new AuditEntry(
                        "role.change", "done", "of app", company.workspace().id()));
        audit.record(company.principal(), new AuditEntry("role.change", "done", "of other", other.id()));
        Principal admin = server.colleague(company, "admin", Role.ADMIN);
        Principal member = server.colleague(company, "member", Role.MEMBER);

        assertThat(details(company.principal(), AuditFilter.ALL))
                .containsExactly("of other", "of app", "of the tenant");
        assertThat(details(admin, AuditFilter.ALL)).containsExactly("of app", "of the tenant");
        assertThat(audit.mayRead(admin)).isTrue();
        assertThat(audit.mayRead(member)).isFalse();
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> audit.page(member, AuditFilter.ALL, null, 10))
                .withMessage("The audit trail is for owners and admins of a workspace. One of them can look for you.");
    }

    @Test
    void whatIsAboutAPersonStandsInTheTrailOfEachOfTheirCompanies() {
        TestServer.Company one = company();
        TestServer.Company two = company();
        TestServer.Company none = company();
        server.get(AccessService.class)
                .grantRole(two.tenant().id(), two.workspace().id(), one.owner().id(), Role.VIEWER);
        audit.recordForPerson(one.owner().id(), "console", "192.0.2.1", entry("sign-in", "by password"));

        assertThat(details(one.principal(), AuditFilter.ALL)).containsExactly("by password");
        assertThat(details(two.principal(), AuditFilter.ALL)).containsExactly("by password");
        assertThat(details(none.principal(), AuditFilter.ALL)).isEmpty();
    }

    @Test
    void whatIsTypedCannotForgeAnEntry() {
        var entry = entry("test", "a\r\nb\u0000c\u202ed\u2066e\u2028f\u0085g\u200bh" + "x".repeat(600));

        assertThat(entry.detail())
                .startsWith("a  b c d e f g h")
                .hasSize(AuditEntry.MAX_DETAIL_CHARACTERS)
                .endsWith("x…");
        assertThat(entry("test", "😀".repeat(300)).detail()).endsWith("😀…");
    }
}
