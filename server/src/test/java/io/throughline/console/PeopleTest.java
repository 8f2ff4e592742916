package io.throughline.console;

import static io.throughline.console.Browser.location;
import static io.throughline.console.RunningConsole.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.AuditFilter;
import io.throughline.access.AuditService;
import io.throughline.access.MembershipService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.access.signin.InvitationService;
import io.throughline.access.signin.OneTimeLinkService;
import io.throughline.access.signin.SessionService;
import io.throughline.problem.CallerMistakeException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class PeopleTest {

    private static final String XSS = "<script>alert(1)</script>";
    private static final String SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt;";

    private final RunningConsole console;

    PeopleTest(TestDatabase database) {
        console = RunningConsole.on(database);
    }

    @AfterEach
    void close() {
        console.close();
    }

    // --- the first account ---

    private static Map<String, String> firstAccount() {
        return new HashMap<>(Map.of(
                "name",
                "Ada " + XSS,
                "email",
                "Ada@Example.com",
                "password",
                PASSWORD,
                "company",
                "Company " + XSS,
                "workspaceName",
                "Application " + XSS,
                "workspaceKey",
                "app"));
    }

    private String firstLink() {
        return console.get(OneTimeLinkService.class).firstAccountPath().orElseThrow();
    }

    @Test
    void whoeverSetTheServerUpOwnsItAndIsSignedIn() {
        Browser browser = console.browser();
        String link = firstLink();
        assertThat(browser.get(link).body()).contains("Make the first account", "First workspace");

        HttpResponse<String> made = browser.post(link, firstAccount());

        assertThat(location(made)).contains("/");
        assertThat(browser.get("/").body()).contains(SHOWN).doesNotContain(XSS);
        assertThat(browser.get("/workspaces/APP/members").body())
                .contains("Application " + SHOWN, "ada@example.com", "owner")
                .doesNotContain(XSS);
        assertThat(browser.get("/account").body())
                .contains("Ada &lt;script&gt;")
                .doesNotContain(XSS);
        assertThat(console.get(OneTimeLinkService.class).firstAccountPath()).isEmpty();
        assertThat(console.browser().get(link).statusCode()).isEqualTo(404);
        assertThat(console.browser().signIn("ada@example.com", PASSWORD).statusCode())
                .isEqualTo(302);
    }

    @Test
    void ofTwoWhoMakeTheFirstAccountAtTheSameMomentOneDoes() throws Exception {
        String link = firstLink();
        List<Callable<Integer>> both = new ArrayList<>();
        for (String name : List.of("ada", "eve")) {
            Browser browser = console.browser();
            browser.get(link);
            Map<String, String> form = firstAccount();
            form.put("email", name + "@example.com");
            form.put("workspaceKey", name);
            both.add(() -> browser.post(link, form).statusCode());
        }
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(both)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnlyOnce(302);
        assertThat(console.sql()
                        .sql("select count(*) from person where password_hash is not null")
                        .query((row, number) -> row.getLong(1))
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aStartReplacesTheLinkAndADayEndsIt() {
        String first = firstLink();
        String second = firstLink();
        assertThat(console.browser().get(first).statusCode()).isEqualTo(404);
        assertThat(console.browser().get(second).statusCode()).isEqualTo(200);
        console.pass(Duration.ofHours(24));
        assertThat(console.browser().get(second).statusCode()).isEqualTo(404);
        assertThat(console.sql()
                        .sql("select hash from one_time_link")
                        .query((row, number) -> row.getString(1))
                        .list())
                .allSatisfy(hash -> assertThat(second).doesNotContain(hash));
    }

    @Test
    void wrongFieldsAreToldAtTheFieldAndWhatWasTypedIsKept() {
        Browser browser = console.browser();
        String link = firstLink();
        browser.get(link);
        Map<String, String> form = firstAccount();
        form.put("password", "too short");
        form.put("workspaceKey", "1 2");

        HttpResponse<String> answer = browser.post(link, form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("A password must have at least 12 characters", "A workspace key must start with a letter")
                .contains("value=\"Ada@Example.com\"", "value=\"Company &lt;script&gt;")
                .doesNotContain("value=\"too short\"", XSS);
        assertThat(browser.post(link, firstAccount()).statusCode()).isEqualTo(302);
    }

    @Test
    void theFirstAccountOwnsWhatWasImportedBeforeAlsoIfTheOperatorAddedThePerson() {
        AccessService access = console.get(AccessService.class);
        var operator = access.localPerson(AccessService.LOCAL_TENANT);
        console.get(io.throughline.workspace.WorkspaceService.class).create(operator, "OLD", "Old one");
        access.addPerson("ada@example.com", "ada", ZoneOffset.UTC, false);
        Browser browser = console.browser();
        String link = firstLink();
        assertThat(browser.get(link).body()).doesNotContain("First workspace");

        browser.post(link, firstAccount());

        assertThat(browser.get("/workspaces/OLD/members").statusCode()).isEqualTo(200);
        assertThat(browser.get("/workspaces/APP/members").statusCode()).isEqualTo(404);
        assertThat(access.person("ada@example.com").name()).startsWith("Ada");
    }

    // --- a new password ---

    @Test
    void aForgottenPasswordIsSetByALinkOfTheOperatorOnceWithinAnHour() {
        Person owner = console.company("firm").owner();
        Browser before = console.signedIn(owner);
        console.sql()
                .sql("insert into external_identity (issuer, subject, person_id, linked_at_micros)"
                        + " values ('https://id.example', 'thief', " + owner.id() + ", 1)")
                .update();
        String link = console.get(OneTimeLinkService.class).passwordPath(owner.email());
        Browser browser = console.browser();
        assertThat(browser.get(link).body()).contains(owner.email());

        assertThat(browser.post(link, Map.of("password", "another good password"))
                        .statusCode())
                .isEqualTo(302);

        assertThat(browser.isSignedIn()).isTrue();
        assertThat(before.isSignedIn()).isFalse();
        assertThat(console.sql()
                        .sql("select count(*) from external_identity")
                        .query(Integer.class)
                        .single())
                .as("other ways in")
                .isZero();
        assertThat(browser.post(link, Map.of("password", "a third good password"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(console.browser()
                        .signIn(owner.email(), "another good password")
                        .statusCode())
                .isEqualTo(302);
        String late = console.get(OneTimeLinkService.class).passwordPath(owner.email());
        console.pass(Duration.ofHours(1));
        assertThat(console.browser().get(late).statusCode()).isEqualTo(404);
    }

    // --- invitations ---

    private String invite(TestServer.Company company, String email, Role role) {
        return console.get(InvitationService.class)
                .invite(company.principal(), company.workspace().id(), email, role);
    }

    @Test
    void anOwnerInvitesByALinkThatIsShownOnce() {
        TestServer.Company company = console.company("firm");
        Browser owner = console.signedIn(company.owner());
        owner.get("/workspaces/APP/members");
        HttpResponse<String> sent =
                owner.post("/workspaces/APP/members/invite", Map.of("email", "Guest@Example.com", "role", "viewer"));
        assertThat(location(sent)).contains("/workspaces/APP/members");
        String page = owner.get("/workspaces/APP/members").body();
        assertThat(page).contains("this server sends no mail", "guest@example.com");
        String link = page.replaceAll("(?s).*<code>http://localhost:\\d+(/invitation/[^<]+)</code>.*", "$1");
        assertThat(owner.get("/workspaces/APP/members").body()).doesNotContain(link);

        Browser guest = console.browser();
        assertThat(guest.get(link).body())
                .contains("Ada Owner", "guest@example.com", "The application", "Company firm", "viewer");
        HttpResponse<String> joined = guest.post(link, Map.of("name", "Guest " + XSS, "password", PASSWORD));

        assertThat(location(joined)).contains("/");
        assertThat(guest.get("/").body()).doesNotContain(XSS).contains("Guest &lt;script&gt;");
        assertThat(guest.get("/workspaces/APP/members").body()).doesNotContain("Invite somebody");
        assertThat(console.browser().get(link).statusCode()).isEqualTo(404);
        assertThat(console.get(AuditService.class)
                        .page(
                                company.principal(),
                                new AuditFilter(null, null, null, "invitation", null, null),
                                null,
                                9))
                .extracting(row -> row.action() + " " + row.detail() + " " + row.workspaceKey())
                .containsExactly(
                        "invitation.accept guest@example.com as viewer APP",
                        "invitation.make guest@example.com as viewer APP");
    }

    @Test
    void anInvitationWorksOnceAlsoForManyAtOnce() throws Exception {
        TestServer.Company company = console.company("firm");
        String link = invite(company, "guest@example.com", Role.MEMBER);
        List<Callable<Integer>> all = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            Browser browser = console.browser();
            browser.get(link);
            all.add(() -> browser.post(link, Map.of("name", "Guest", "password", PASSWORD))
                    .statusCode());
        }
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(all)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnlyOnce(302);
    }

    @Test
    void anInvitationEndsAfterAWeekAndWhenItIsRevoked() {
        TestServer.Company company = console.company("firm");
        String revoked = invite(company, "guest@example.com", Role.MEMBER);
        Browser owner = console.signedIn(company.owner());
        String page = owner.get("/workspaces/APP/members").body();
        owner.post(
                "/workspaces/APP/members/revoke",
                Map.of("id", page.replaceAll("(?s).*name=\"id\" value=\"(\\d+)\".*", "$1")));
        assertThat(console.browser().get(revoked).statusCode()).isEqualTo(404);
        String late = invite(company, "guest@example.com", Role.MEMBER);
        console.pass(Duration.ofDays(7));
        assertThat(console.browser().get(late).statusCode()).isEqualTo(404);
    }

    @Test
    void anInvitationOpensNoAccountThatThereIs() {
        TestServer.Company firm = console.company("firm");
        TestServer.Company other = console.company("other");
        String link = invite(firm, other.owner().email(), Role.OWNER);
        Browser thief = console.browser();
        String known = thief.get(link).body();

        HttpResponse<String> answer = thief.post(link, Map.of("name", "Thief", "password", "my own good password"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(thief.isSignedIn()).isFalse();
        assertThat(console.browser().signIn(other.owner().email(), PASSWORD).statusCode())
                .isEqualTo(302);
        String unknown = invite(firm, "nobody@example.com", Role.OWNER);
        assertThat(console.browser()
                        .get(unknown)
                        .body()
                        .replace("nobody@example.com", "X")
                        .replace(unknown.substring(12), "S")
                        .replaceAll("_csrf\" value=\"[^\"]*", "")
                        .replace(java.net.URLEncoder.encode(unknown, java.nio.charset.StandardCharsets.UTF_8), "U"))
                .as("the page tells nobody whether there is an account")
                .hasSameSizeAs(known.replace(other.owner().email(), "X")
                        .replace(link.substring(12), "S")
                        .replaceAll("_csrf\" value=\"[^\"]*", "")
                        .replace(java.net.URLEncoder.encode(link, java.nio.charset.StandardCharsets.UTF_8), "U"));

        console.get(AccessService.class).addPerson("prepared@other.example", "P", null, false);
        console.get(AccessService.class)
                .grantRole(
                        other.tenant().id(),
                        other.workspace().id(),
                        console.get(AccessService.class)
                                .person("prepared@other.example")
                                .id(),
                        Role.ADMIN);
        String prepared = invite(firm, "prepared@other.example", Role.VIEWER);
        Browser second = console.browser();
        second.get(prepared);
        assertThat(second.post(prepared, Map.of("name", "Thief", "password", "my own good password"))
                        .statusCode())
                .as("an account that the operator of another company prepared")
                .isEqualTo(422);
    }

    @Test
    void anInvitationIsNoWayToBecomeSomebodyWhoWorksHere() {
        TestServer.Company firm = console.company("firm");
        Person colleague =
                console.get(AccessService.class).addPerson("prepared@firm.example", "Prepared", ZoneOffset.UTC, false);
        console.get(AccessService.class)
                .grantRole(firm.tenant().id(), firm.workspace().id(), colleague.id(), Role.ADMIN);
        String link = invite(firm, colleague.email(), Role.VIEWER);
        Browser browser = console.browser();
        browser.get(link);
        assertThat(browser.post(link, Map.of("name", "Eve", "password", PASSWORD))
                        .statusCode())
                .isNotEqualTo(302);
        assertThat(console.browser().signIn(colleague.email(), PASSWORD).statusCode())
                .isNotEqualTo(302);
        assertThatThrownBy(() -> invite(firm, "me@localhost", Role.VIEWER)).isInstanceOf(CallerMistakeException.class);
    }

    @Test
    void whoIsRemovedTakesTheirOpenInvitationsWithThem() {
        TestServer.Company firm = console.company("firm");
        Person admin = console.colleague(firm, "admin", Role.ADMIN);
        Principal inviting =
                new Principal(firm.tenant().id(), admin.id(), admin.name(), admin.zone(), "test", Scope.all());
        String link = console.get(InvitationService.class)
                .invite(inviting, firm.workspace().id(), "backdoor@example.com", Role.ADMIN);
        console.get(MembershipService.class)
                .remove(firm.principal(), firm.workspace().id(), admin.id());
        assertThat(console.browser().get(link).statusCode()).isEqualTo(404);
    }

    @Test
    void aViewerMakesNoWorkspaceToRunTheCompanyFrom() {
        TestServer.Company firm = console.company("firm");
        Browser viewer = console.signedIn(console.colleague(firm, "viewer", Role.VIEWER));
        viewer.get("/workspaces");
        assertThat(viewer.post("/workspaces", Map.of("key", "EVIL", "name", "Evil"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(viewer.get("/audit").statusCode()).isEqualTo(403);
    }

    @Test
    void anInvitationIsForTheInvitedPersonAlone() {
        TestServer.Company firm = console.company("firm");
        TestServer.Company other = console.company("other");
        Person eve = console.person("eve@example.com", "Eve");
        String link = invite(firm, eve.email(), Role.MEMBER);

        Browser wrong = console.signedIn(other.owner());
        assertThat(wrong.get(link).body()).contains("but the invitation is for another address");
        assertThat(wrong.post(link + "/accept", Map.of()).statusCode()).isEqualTo(422);
        assertThat(wrong.get("/workspaces/APP/members").body()).doesNotContain("firm.example");

        Browser right = console.signedIn(eve);
        right.get(link);
        assertThat(location(right.post(link + "/accept", Map.of()))).contains("/");
        assertThat(right.get("/workspaces/APP/members").body()).contains("eve@example.com");
    }

    // --- roles ---

    @Test
    void rolesCannotBeTakenByForgedForms() {
        TestServer.Company company = console.company("firm");
        Person admin = console.colleague(company, "admin", Role.ADMIN);
        Person member = console.colleague(company, "member", Role.MEMBER);
        for (Person person : List.of(admin, member)) {
            Browser browser = console.signedIn(person);
            browser.get("/workspaces/APP/members");
            browser.post(
                    "/workspaces/APP/members/role", Map.of("person", String.valueOf(person.id()), "role", "owner"));
            browser.post(
                    "/workspaces/APP/members/remove",
                    Map.of("person", String.valueOf(company.owner().id())));
            browser.post("/workspaces/APP/members/invite", Map.of("email", "x@example.com", "role", "owner"));
        }
        assertThat(console.get(io.throughline.access.MembershipService.class)
                        .members(company.principal(), company.workspace().id()))
                .extracting(each -> each.name() + " " + each.role())
                .containsExactly("Ada Owner OWNER", "admin ADMIN", "member MEMBER");
        assertThat(console.get(InvitationService.class)
                        .open(company.principal(), company.workspace().id()))
                .isEmpty();
    }

    @Test
    void removalTakesEffectAtTheNextPage() {
        TestServer.Company company = console.company("firm");
        Person eve = console.colleague(company, "eve", Role.MEMBER);
        Browser browser = console.signedIn(eve);
        assertThat(browser.get("/workspaces/APP/members").statusCode()).isEqualTo(200);
        Browser owner = console.signedIn(company.owner());
        owner.get("/workspaces/APP/members");
        owner.post("/workspaces/APP/members/remove", Map.of("person", String.valueOf(eve.id())));

        assertThat(browser.get("/workspaces/APP/members").statusCode()).isEqualTo(404);
    }

    // --- companies ---

    @Test
    void nobodyGetsIntoAnotherCompanyByNamingIt() {
        TestServer.Company firm = console.company("firm");
        TestServer.Company other = console.company("other");
        Browser browser = console.signedIn(firm.owner());
        browser.get("/account");

        browser.post("/company", Map.of("tenant", String.valueOf(other.tenant().id())));
        assertThat(browser.get("/").body()).contains("Company firm").doesNotContain("Company other");

        console.get(AccessService.class)
                .grantRole(
                        other.tenant().id(),
                        other.workspace().id(),
                        firm.owner().id(),
                        Role.VIEWER);
        browser.post("/company", Map.of("tenant", String.valueOf(other.tenant().id())));
        assertThat(browser.get("/workspaces/APP/members").body()).contains("owner@other.example");
    }

    // --- one's own account ---

    @Test
    void aPersonChangesTheirNameAndZone() {
        Browser browser = console.signedIn(console.company("firm").owner());
        browser.get("/account");
        assertThat(browser.post("/account", Map.of("name", "Ada " + XSS, "zone", "Mars/Base"))
                        .body())
                .contains("&#39;Mars/Base&#39; is no time zone", "value=\"Ada &lt;script&gt;")
                .doesNotContain(XSS);
        assertThat(location(browser.post("/account", Map.of("name", "Ada " + XSS, "zone", "Europe/Berlin"))))
                .contains("/account");
        assertThat(browser.get("/account").body())
                .contains("Your name and time zone are saved.", "value=\"Europe/Berlin\"")
                .doesNotContain(XSS);
    }

    @Test
    void aNewPasswordNeedsTheOldOneAndSignsOutElsewhere() {
        Person owner = console.company("firm").owner();
        Browser here = console.signedIn(owner);
        Browser there = console.signedIn(owner);
        here.get("/account");
        assertThat(here.post("/account/password", Map.of("current", "wrong", "password", "another good password"))
                        .body())
                .contains("That is not your current password.");
        for (int attempt = 0; attempt < 5; attempt++) {
            here.post("/account/password", Map.of("current", "wrong", "password", "another good password"));
        }
        assertThat(here.post("/account/password", Map.of("current", PASSWORD, "password", "another good password"))
                        .body())
                .contains("That was wrong too often.");
        console.pass(Duration.ofMinutes(15));

        assertThat(location(here.post(
                        "/account/password", Map.of("current", PASSWORD, "password", "another good password"))))
                .contains("/account");
        assertThat(here.isSignedIn()).isTrue();
        assertThat(there.isSignedIn()).isFalse();
    }

    @Test
    void aPersonSignsOutEverywhere() {
        Person owner = console.company("firm").owner();
        Browser here = console.signedIn(owner);
        Browser there = console.signedIn(owner);
        assertThat(here.get("/account").body()).contains("(this one)", "Java-http-client");

        here.post("/account/sign-out-everywhere", Map.of());

        assertThat(here.isSignedIn()).isFalse();
        assertThat(there.isSignedIn()).isFalse();
        assertThat(console.get(SessionService.class).ofPerson(owner.email())).isEmpty();
    }
}
