package io.throughline.timelog.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.timelog.embedded.ErpCompany;
import io.throughline.timelog.tools.LogCalls.Answer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Signing in and out, and who one is. */
abstract class SignInToolsSpec extends LogToolsSpec {

    private final ErpCompany stranger;

    SignInToolsSpec(TestDatabase database) {
        super(database, List.of(MOBILE), MONDAY);
        stranger = new ErpCompany(server, "other");
    }

    private String key(String email, String tenant, String... scopes) {
        return server.get(AccessService.class).createKey(email, tenant, "erp", Set.of(scopes), null);
    }

    private Answer log(Principal principal) {
        return calls.call(
                principal,
                "create_or_update_log",
                "date",
                "2026-11-17",
                "description",
                "Login screen",
                "hours",
                1,
                "project_name",
                "Mobile");
    }

    @Test
    void whoeverSignsInWithATokenLogsAsItsPersonUntilTheySignOut() {
        String bo = "bo" + people.get();
        Principal other = company.person(bo, Role.MEMBER, List.of(MOBILE), MONDAY);
        String token = key(company.email(bo), "acme", "mcp:enabled", "logs:read", "logs:write");

        Answer in = calls.call(who, "authenticate_with_token", "token", "  ToKeN " + token + " ");

        assertThat(in.failed()).as(in.text()).isFalse();
        assertThat(in.at("email").asString()).isEqualTo(company.email(bo));
        assertThat(in.text() + in.json()).doesNotContain(token);
        assertThat(calls.call(who, "whoami").at("email").asString()).isEqualTo(company.email(bo));
        assertThat(calls.call(who, "whoami").at("since").asString()).isNotBlank();
        assertThat(log(who).at("person").asString()).contains(company.email(bo));
        assertThat(calls.call(other, "get_day_logs", "date", "2026-11-17")
                        .at("data/total_tasks")
                        .asInt())
                .isEqualTo(1);

        Answer wrong = calls.call(who, "authenticate_with_token", "token", "pm33_live_" + "w".repeat(43));
        assertThat(wrong.failed()).isTrue();
        assertThat(calls.call(who, "whoami").at("email").asString())
                .as("the former sign-in stays")
                .isEqualTo(company.email(bo));

        assertThat(calls.call(who, "sign_out").text())
                .isEqualTo("You are signed out of Throughline's own ERP; its token is forgotten here.");
        assertThat(calls.call(who, "whoami").at("email").asString()).isEqualTo(company.email("amina" + people.get()));
    }

    @Test
    void aTokenOfAnotherCompanyIsNoneHere() {
        stranger.person("cleo" + people.get(), Role.MEMBER, List.of(MOBILE), MONDAY);
        String token = key(stranger.email("cleo" + people.get()), "other", "mcp:enabled", "logs:read", "logs:write");

        Answer in = calls.call(who, "authenticate_with_token", "token", token);

        assertThat(in.failed()).isTrue();
        assertThat(in.text()).doesNotContain("cleo", token);
        assertThat(calls.call(who, "whoami").at("email").asString()).isEqualTo(company.email("amina" + people.get()));
    }

    @Test
    void anAddressThatIsNotThatOfTheTokenIsNotSignedIn() {
        String bo = "bo" + people.get();
        company.person(bo, Role.MEMBER, List.of(MOBILE), MONDAY);
        String token = key(company.email(bo), "acme", "mcp:enabled", "logs:read", "logs:write");

        Answer in = calls.call(
                who, "authenticate_with_token", "token", token, "email", company.email("amina" + people.get()));

        assertThat(in.failed()).isTrue();
        assertThat(in.text()).endsWith("You are signed out again.");
        assertThat(calls.call(who, "whoami").at("email").asString()).isEqualTo(company.email("amina" + people.get()));
    }

    @Test
    void aTokenThatMayOnlyReadWritesNothing() {
        String bo = "bo" + people.get();
        company.person(bo, Role.MEMBER, List.of(MOBILE), MONDAY);
        String token = key(company.email(bo), "acme", "mcp:enabled", "logs:read");
        calls.call(who, "authenticate_with_token", "token", token);

        Answer answer = log(who);

        assertThat(answer.failed()).isTrue();
        assertThat(answer.at("code").asString()).isEqualTo("refused");
        assertThat(answer.text()).contains("logs:write");
    }

    @Test
    void whoamiSaysTheDayThePersonAndTheBackend() {
        Answer me = calls.call(who, "whoami");

        assertThat(me.at("today").asString()).isEqualTo("2026-11-21");
        assertThat(me.at("weekday").asString()).isEqualTo("Saturday");
        assertThat(me.at("week_starting").asString()).isEqualTo("2026-11-16");
        assertThat(me.at("backend").asString()).isEqualTo("Throughline's own ERP");
        assertThat(me.at("signed_in").asBoolean()).isTrue();
        assertThat(me.at("authorized").asBoolean()).isTrue();
        assertThat(me.at("email").asString()).isEqualTo(company.email("amina" + people.get()));
        assertThat(me.at("default_label/id").asInt()).isEqualTo(66);
    }

    @Test
    void aTokenThatIsNotGoodChangesNothing() {
        for (String token : List.of("", " ", "Token ", "bearer", "with blank inside", "ключ", "x".repeat(5_000))) {
            Answer answer = calls.call(who, "authenticate_with_token", "token", token);
            assertThat(answer.failed()).as(token).isTrue();
        }
        Answer wrong = calls.call(who, "authenticate_with_token", "token", "Bearer pm33_live_" + "w".repeat(43));
        assertThat(wrong.failed()).isTrue();
        assertThat(wrong.text()).doesNotContain("wwww");
        assertThat(calls.call(who, "sign_out").text())
                .isEqualTo("You were not signed in to Throughline's own ERP by a tool; nothing changed.");
        assertThat(calls.call(who, "authenticate_with_google", "access_token", "ya29.x")
                        .failed())
                .isTrue();
    }
}
