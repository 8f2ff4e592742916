package io.throughline.timelog.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.CredentialCheck;
import io.throughline.access.LogKeyService;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.timelog.TimeLogProblemException;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleKeysTest {

    private final TestServer server = TestServer.on(TestDatabase.SQLITE);
    private final StubGoogle google = new StubGoogle();
    private final TestServer.Company company = server.company("atlas");
    private final Principal eve = server.colleague(company, "eve", Role.MEMBER);

    @AfterEach
    void close() {
        google.close();
        server.close();
    }

    private GoogleKeys keys(boolean setUp) {
        var tokens = new GoogleTokens(URI.create(google.url()), "ours", server.get(Clock.class));
        return new GoogleKeys(setUp ? tokens : null, server.get(AccessService.class), server.get(LogKeyService.class));
    }

    private void knows(String token, String email, String audience) {
        long expiry = TestServer.NOW.plusSeconds(600).getEpochSecond();
        google.knows(
                token,
                "{\"aud\":\"" + audience + "\",\"email\":\"" + email + "\",\"email_verified\":\"true\",\"exp\":\""
                        + expiry + "\"}");
    }

    private void refused(GoogleKeys keys, Principal caller, String token, String message) {
        assertThatExceptionOfType(TimeLogProblemException.class)
                .isThrownBy(() -> keys.token(caller, token))
                .withMessage(message);
    }

    @Test
    void whomGoogleVouchesForGetsAKeyOfTheirOwnForTimeLogsAlone() {
        knows("good", "EVE@atlas.example", "ours");

        String key = keys(true).token(eve, "good");

        assertThat(server.get(AccessService.class).checkKeyOutsideMcp(key))
                .isInstanceOfSatisfying(CredentialCheck.Accepted.class, accepted -> {
                    assertThat(accepted.principal().personId()).isEqualTo(eve.personId());
                    assertThat(accepted.principal().scopes())
                            .extracting("wireName")
                            .containsExactlyInAnyOrder("logs:read", "logs:write");
                });
    }

    @Test
    void othersGetNone() {
        TestServer.Company other = server.company("beta");
        knows("foreign program", "eve@atlas.example", "theirs");
        knows("stranger", "mallory@example.com", "ours");
        knows("eve", "eve@atlas.example", "ours");
        String notHere =
                "Nobody works here with the address that Google vouches for. An owner or admin can invite you.";

        refused(
                keys(true),
                eve,
                "foreign%20program",
                "Google does not vouch for this token: it is expired, or was made for another program. Get a new one.");
        refused(keys(true), eve, "stranger", notHere);
        refused(keys(true), other.principal(), "eve", notHere);
        refused(keys(true), eve, "", "A token of Google has 1 to 4096 characters, but this has 0.");
        refused(
                keys(false),
                eve,
                "eve",
                "This server takes no tokens of Google. Sign in with authenticate_with_token; whoever runs the server can"
                        + " set THROUGHLINE_GOOGLE_CLIENT_ID.");
    }
}
