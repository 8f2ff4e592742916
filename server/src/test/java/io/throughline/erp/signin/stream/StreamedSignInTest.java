package io.throughline.erp.signin.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.Chromium;
import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.console.Browser;
import io.throughline.console.RunningConsole;
import io.throughline.erp.signin.OpenIdStub;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.timelog.BrowserSignIns;
import io.throughline.timelog.BrowserSignIns.State;
import io.throughline.timelog.BrowserSignIns.Way;
import io.throughline.timelog.SignInBackend;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/** Signing in at an ERP's page in a browser of the server, with what a viewer's page would send. */
class StreamedSignInTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final OpenIdStub provider = new OpenIdStub();
    private final ErpWithPages erp = new ErpWithPages(provider)
            .with("ada@erp.example", "Ada at the ERP", "ada-password", "token-of-ada-0001")
            .with("bo@erp.example", "Bo at the ERP", "bo-password", "token-of-bo-0002");
    private final RunningConsole console = console("2");
    private final TestServer.Company acme = console.company("acme");

    private RunningConsole console(String sessions) {
        return RunningConsole.with(
                TestDatabase.SQLITE,
                Map.of(
                        "BROWSER",
                        Chromium.require().toString(),
                        "BROWSER_SESSIONS",
                        sessions,
                        "ERP_API_BASE_URL",
                        erp.url() + "/api/v1",
                        "GOOGLE_ISSUER",
                        provider.issuer(),
                        "AUTHORIZED_USERS",
                        "*"),
                LittlePatience.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class LittlePatience {
        @Bean
        @Primary
        StreamSurroundings.Patience littlePatience() {
            return new StreamSurroundings.Patience(Duration.ofSeconds(2), Duration.ofSeconds(4));
        }
    }

    @AfterEach
    void close() {
        console.close();
        erp.close();
        provider.close();
    }

    /** Somebody whose viewer has opened the link that their assistant got. */
    private record Asked(RunningConsole console, Principal principal, Browser browser, String path) {

        static Asked by(RunningConsole console, Principal principal, Person person) {
            URI link = console.get(BrowserSignIns.class)
                    .begin(principal, Way.ERP_PAGE)
                    .link();
            String path = link == null ? "" : link.getPath();
            Browser browser = console.signedIn(person);
            browser.get(path);
            browser.post(path + "/open", Map.of());
            return new Asked(console, principal, browser, path);
        }

        StreamClient connect() {
            return StreamClient.open(console, browser, path);
        }

        BrowserSignIns.Attempt last() {
            return console.get(BrowserSignIns.class).last(principal).orElseThrow();
        }

        String signedInAs() {
            return console.get(SignInBackend.class)
                    .current(principal)
                    .map(current -> current.person().name())
                    .orElse("nobody");
        }
    }

    private Asked ada() {
        return Asked.by(console, acme.principal(), acme.owner());
    }

    private Asked colleague(String name) {
        Person person = console.colleague(acme, name, Role.MEMBER);
        return Asked.by(
                console,
                new Principal(acme.tenant().id(), person.id(), person.name(), person.zone(), "test", Scope.all()),
                person);
    }

    private static void click(StreamClient stream, int y) {
        String where = "\"x\":" + ErpWithPages.X + ",\"y\":" + y + ",\"modifiers\":0";
        stream.send("{\"type\":\"mouse\",\"kind\":\"move\",\"pressed\":false,\"clicks\":0," + where + "}");
        stream.send("{\"type\":\"mouse\",\"kind\":\"start\",\"pressed\":true,\"clicks\":1," + where + "}");
        stream.send("{\"type\":\"mouse\",\"kind\":\"end\",\"pressed\":false,\"clicks\":1," + where + "}");
    }

    private static void signIn(StreamClient stream, String email, String password) {
        click(stream, ErpWithPages.EMAIL_Y);
        stream.send("{\"type\":\"text\",\"text\":\"" + email + "\"}");
        click(stream, ErpWithPages.PASSWORD_Y);
        stream.send("{\"type\":\"text\",\"text\":\"" + password + "\"}");
        stream.send(
                "{\"type\":\"key\",\"down\":true,\"key\":\"Enter\",\"code\":\"Enter\",\"keyCode\":13,\"text\":\"\\r\",\"modifiers\":0,\"repeat\":false}");
        stream.send(
                "{\"type\":\"key\",\"down\":false,\"key\":\"Enter\",\"code\":\"Enter\",\"keyCode\":13,\"text\":null,\"modifiers\":0,\"repeat\":false}");
    }

    /** Waits until the page is there. */
    private static JsonNode live(StreamClient stream) {
        return stream.await(status -> status.path("state").asString().equals("live")
                && status.path("message").asString().isEmpty());
    }

    private static void seeAll(StreamClient stream) {
        while (stream.picture(Duration.ofMillis(400)) != null) {
            stream.send("{\"type\":\"seen\"}");
        }
    }

    @Test
    void aPasswordTypedAtThePictureSignsThePersonInAndNothingIsToBeSeenAfterwards() {
        Asked ada = ada();
        try (StreamClient stream = ada.connect()) {
            JsonNode status = live(stream);
            assertThat(status.path("address").asString()).isEqualTo(erp.url());
            assertThat(status.path("secondsLeft").asLong()).isBetween(200L, 300L);
            ByteBuffer picture = Objects.requireNonNull(stream.picture(SOON));
            assertThat(picture.getShort()).isEqualTo(StreamSocket.VERSION);
            assertThat(picture.getShort(8)).isEqualTo((short) 800);
            assertThat(picture.getShort(10)).isEqualTo((short) 600);
            assertThat(picture.getShort(StreamSocket.HEAD_BYTES)).as("JPEG").isEqualTo((short) 0xFFD8);

            signIn(stream, "ada@erp.example", "ada-password");

            assertThat(stream.awaitState("done").path("message").asString())
                    .isEqualTo("Signed in as Ada at the ERP <ada@erp.example>.");
            assertThat(stream.awaitClose()).isEqualTo(1000);
        }
        assertThat(ada.last().state()).isEqualTo(State.DONE);
        assertThat(ada.signedInAs()).isEqualTo("Ada at the ERP");
        assertThat(ada.browser().get(ada.path()).body())
                .contains("You are signed in")
                .doesNotContain("canvas");
    }

    @Test
    void aWindowOfAProviderIsFollowed() {
        provider.email = "ada@erp.example";
        provider.asksPeople = false;
        Asked ada = ada();
        try (StreamClient stream = ada.connect()) {
            live(stream);
            seeAll(stream);
            click(stream, ErpWithPages.PROVIDER_Y);

            stream.awaitState("done");
        }
        assertThat(ada.signedInAs()).isEqualTo("Ada at the ERP");
    }

    @Test
    void aWindowThatStaysOpenIsShownAndCanBeClosed() {
        provider.asksPeople = true;
        try (StreamClient stream = ada().connect()) {
            live(stream);
            seeAll(stream);
            click(stream, ErpWithPages.PROVIDER_Y);

            JsonNode popup = stream.await(status -> status.path("popup").asBoolean()
                    && status.path("address").asString().equals(provider.issuer()));
            assertThat(popup.path("state").asString()).isEqualTo("live");
            stream.send("{\"type\":\"close-popup\"}");

            stream.await(status -> !status.path("popup").asBoolean()
                    && status.path("address").asString().equals(erp.url()));
        }
    }

    @Test
    void aWrongPasswordIsForThePageToTellAndTheNextIsTaken() {
        try (StreamClient stream = ada().connect()) {
            live(stream);
            seeAll(stream);
            signIn(stream, "ada@erp.example", "wrong");
            assertThat(stream.picture(SOON)).as("the page says so").isNotNull();
            seeAll(stream);

            click(stream, ErpWithPages.PASSWORD_Y);
            selectAll(stream);
            click(stream, ErpWithPages.EMAIL_Y);
            selectAll(stream);
            signIn(stream, "ada@erp.example", "ada-password");

            stream.awaitState("done");
        }
    }

    private static void selectAll(StreamClient stream) {
        for (String down : new String[] {"true", "false"}) {
            stream.send(
                    "{\"type\":\"key\",\"down\":" + down
                            + ",\"key\":\"a\",\"code\":\"KeyA\",\"keyCode\":65,\"text\":null,\"modifiers\":2,\"repeat\":false}");
        }
        for (String down : new String[] {"true", "false"}) {
            stream.send(
                    "{\"type\":\"key\",\"down\":" + down
                            + ",\"key\":\"Delete\",\"code\":\"Delete\",\"keyCode\":46,\"text\":null,\"modifiers\":0,\"repeat\":false}");
        }
    }

    @Test
    void aTokenThatTheErpItselfRefusesIsNotStored() {
        erp.refuseTokens();
        Asked ada = ada();
        try (StreamClient stream = ada.connect()) {
            live(stream);
            signIn(stream, "ada@erp.example", "ada-password");

            assertThat(stream.awaitState("failed").path("message").asString())
                    .contains("does not take this token", "Nothing was stored")
                    .doesNotContain("token-of-ada");
        }
        assertThat(ada.signedInAs()).isEqualTo("nobody");
        assertThat(ada.last().state()).isEqualTo(State.FAILED);
    }

    @Test
    void aNewConnectionOfTheSameViewerGoesOnWithTheSamePage() {
        Asked ada = ada();
        try (StreamClient first = ada.connect()) {
            live(first);
            signInEmailOnly(first);
        }
        try (StreamClient again = ada.connect()) {
            live(again);
            assertThat(again.picture(SOON))
                    .as("a picture though nothing changed")
                    .isNotNull();
            click(again, ErpWithPages.PASSWORD_Y);
            again.send("{\"type\":\"text\",\"text\":\"ada-password\"}");
            click(again, ErpWithPages.GO_Y);
            again.awaitState("done");
        }
        assertThat(ada.signedInAs()).isEqualTo("Ada at the ERP");
    }

    private static void signInEmailOnly(StreamClient stream) {
        click(stream, ErpWithPages.EMAIL_Y);
        stream.send("{\"type\":\"text\",\"text\":\"ada@erp.example\"}");
        stream.await(status -> status.path("typing").asBoolean());
    }

    @Test
    void aSecondTabTakesOver() {
        Asked ada = ada();
        try (StreamClient first = ada.connect()) {
            live(first);
            try (StreamClient second = ada.connect()) {
                assertThat(first.awaitClose()).isEqualTo(StreamSocket.TAKEN_OVER);
                live(second);
            }
        }
    }

    @Test
    void aSlowPageIsSaidToLoadAndOneThatIsDownCanBeTriedAgain() {
        erp.slowness = Duration.ofSeconds(2);
        try (StreamClient stream = ada().connect()) {
            assertThat(stream.awaitState("live").path("message").asString()).isEqualTo("The page is still loading…");
            live(stream);
        }
        erp.close();
        try (StreamClient stream = colleague("bo").connect()) {
            JsonNode problem = stream.await(status -> status.path("retry").asBoolean());
            assertThat(problem.path("state").asString()).isEqualTo("live");
            assertThat(problem.path("message").asString()).isNotEmpty();
            stream.send("{\"type\":\"reload\"}");
        }
    }

    @Test
    void twoPeopleAtOnceGetTheirOwnTokens() {
        Asked ada = ada();
        Asked bo = colleague("bo");
        try (StreamClient ofAda = ada.connect();
                StreamClient ofBo = bo.connect()) {
            live(ofAda);
            live(ofBo);
            signIn(ofAda, "ada@erp.example", "ada-password");
            signIn(ofBo, "bo@erp.example", "bo-password");
            ofAda.awaitState("done");
            ofBo.awaitState("done");
        }
        assertThat(ada.signedInAs()).isEqualTo("Ada at the ERP");
        assertThat(bo.signedInAs()).isEqualTo("Bo at the ERP");
        assertThat(Set.copyOf(erp.tokensShown())).containsExactlyInAnyOrder("token-of-ada-0001", "token-of-bo-0002");
    }

    @Test
    void whoComesWhenAllPlacesAreTakenWaitsInLine() {
        Asked ada = ada();
        Asked bo = colleague("bo");
        Asked cy = colleague("cy");
        Asked di = colleague("di");
        try (StreamClient ofAda = ada.connect();
                StreamClient ofBo = bo.connect()) {
            live(ofAda);
            live(ofBo);
            try (StreamClient ofCy = cy.connect()) {
                assertThat(ofCy.awaitState("waiting").path("message").asString())
                        .endsWith("You are the next.");
                try (StreamClient ofDi = di.connect()) {
                    assertThat(ofDi.awaitState("waiting").path("place").asInt()).isEqualTo(2);
                    ada.browser().post(ada.path() + "/cancel", Map.of());

                    assertThat(ofAda.awaitState("cancelled").path("message").asString())
                            .contains("cancelled");
                    live(ofCy);
                    ofDi.await(status -> status.path("place").asInt() == 1);
                }
            }
        }
        assertThat(ada.last().state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void whatIsNoMessageOfOursEndsTheConnectionAlone() {
        Asked ada = ada();
        try (StreamClient stream = ada.connect()) {
            live(stream);
            stream.send("{\"type\":\"text\",\"text\":\"secret\",\"more\":1}");
            assertThat(stream.awaitClose()).isEqualTo(1008);
            assertThat(stream.closedWhy).isEqualTo("A message has a field that none of its type has.");
        }
        try (StreamClient flood = ada.connect()) {
            live(flood);
            for (int at = 0; at < 400; at++) {
                flood.send("{\"type\":\"text\",\"text\":\"x\"}");
            }
            assertThat(flood.awaitClose()).isEqualTo(1008);
        }
        assertThat(ada.last().state()).isEqualTo(State.OPENED);
    }

    @Test
    void noMoreThanTwoPicturesAreOnTheirWay() {
        try (StreamClient stream = ada().connect()) {
            live(stream);
            click(stream, ErpWithPages.EMAIL_Y); // the caret blinks from now on
            int came = 0;
            while (stream.picture(Duration.ofSeconds(2)) != null) {
                came++;
            }
            assertThat(came).isEqualTo(StreamSocket.MOST_UNSEEN);
            stream.send("{\"type\":\"seen\"}");
            assertThat(stream.picture(SOON)).isNotNull();
        }
    }

    @Test
    void theTimeIsOverOnceItIsOver() {
        Asked ada = ada();
        try (StreamClient stream = ada.connect()) {
            live(stream);
            console.pass(StreamedSignIn.LIFE.plusSeconds(1));

            assertThat(stream.awaitState("expired").path("message").asString())
                    .isEqualTo("Nobody signed in in time. Nothing was stored.");
        }
        assertThat(ada.last().state()).isEqualTo(State.EXPIRED);
        assertThat(ada.browser().get(ada.path()).statusCode()).isEqualTo(404);
    }

    @Test
    void aNewRequestOfThePersonEndsTheFormer() {
        Asked ada = ada();
        try (StreamClient stream = ada.connect()) {
            live(stream);
            console.get(SignInAttempts.class).begin(acme.principal(), Way.ERP_PAGE);

            assertThat(stream.awaitState("expired").path("message").asString())
                    .contains("Another sign-in was asked for since");
        }
    }

    @Test
    void whoGoesAwayEndsTheSignInAndWhoWaitedInLineLosesTheirPlaceAlone() {
        Asked ada = ada();
        Asked bo = colleague("bo");
        Asked cy = colleague("cy");
        Asked di = colleague("di");
        try (StreamClient ofAda = ada.connect();
                StreamClient ofBo = bo.connect()) {
            live(ofAda);
            live(ofBo);
            StreamClient ofCy = cy.connect();
            ofCy.awaitState("waiting");
            try (StreamClient ofDi = di.connect()) {
                ofDi.await(status -> status.path("place").asInt() == 2);
                ofCy.leave();
                ofDi.await(status -> status.path("place").asInt() == 1);
                assertThat(cy.last().state()).isEqualTo(State.OPENED);

                ofAda.leave();
                live(ofDi);
            }
        }
        assertThat(ada.last().state()).isEqualTo(State.FAILED);
        assertThat(ada.last().told()).startsWith("The page was closed before anybody had signed in.");
    }

    @Test
    void aServerThatStopsTellsTheViewerAndLeavesNoBrowser() {
        Asked ada = ada();
        try (StreamClient stream = ada.connect()) {
            live(stream);
            assertThat(browsers()).isPositive();
            console.close();
            assertThat(stream.awaitClose()).isEqualTo(1001);
        }
        assertThat(browsers()).isZero();
    }

    /** Processes of browsers that this one has started. */
    private static long browsers() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .count();
    }

    @Test
    void aBrowserThatDiesIsToldAndTheNextGetsAnother() {
        Asked ada = ada();
        try (StreamClient stream = ada.connect()) {
            live(stream);
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            assertThat(stream.awaitState("failed").path("message").asString()).contains("Nothing was stored");
        }
        try (StreamClient stream = colleague("bo").connect()) {
            live(stream);
        }
    }
}
