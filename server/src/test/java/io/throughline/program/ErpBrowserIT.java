package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.Chromium;
import io.throughline.erp.signin.OpenIdStub;
import io.throughline.erp.signin.stream.ErpWithPages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Signing in on the ERP's page from elsewhere, with a real browser before the person and another on the server. The server's runs
 * locked in, as an unprivileged user where the tests are root's.
 */
class ErpBrowserIT {

    private static final String OWNER = "marieke.degraaf@larkfield.example";
    private static final Account ADA_AT_ERP = new Account("ada@erp.example", "ada's password at the ERP");
    private static final Account OWNER_AT_ERP = new Account("marieke@erp.example", "marieke's password at the ERP");
    private static final String TOKEN_OF_ADA = "token-of-ada-4711";
    private static final String TOKEN_OF_OWNER = "token-of-marieke-4712";

    @TempDir
    static Path directory;

    private static OpenIdStub provider;
    private static ErpWithPages erp;
    private static NodeClients clients;
    private static RunningServer server;
    private static Person ada;
    private static Person owner;

    /** Somebody at the console, with the key of their assistant. */
    private record Person(Account account, String key) {}

    @BeforeAll
    static void serveTheSampleCompanyWithAForeignErp() throws IOException {
        provider = new OpenIdStub();
        provider.asksPeople = true;
        provider.email = ADA_AT_ERP.email();
        erp = new ErpWithPages(provider)
                .with(ADA_AT_ERP.email(), "Ada at the ERP", ADA_AT_ERP.password(), TOKEN_OF_ADA)
                .with(OWNER_AT_ERP.email(), "Marieke at the ERP", OWNER_AT_ERP.password(), TOKEN_OF_OWNER);
        String chromium = Chromium.require().toString();
        Program program = Program.on(directory)
                .with("CHROMIUM", chromium)
                .with("THROUGHLINE_BROWSER", chromium)
                .with("THROUGHLINE_BROWSER_SESSIONS", "2")
                .with("THROUGHLINE_LOG_LEVEL", "debug")
                .with("THROUGHLINE_GOOGLE_ISSUER", provider.issuer())
                .with("ERP_API_BASE_URL", erp.url() + "/api/v1")
                .with("MCP_AUTHORIZED_USERS", "*");
        clients = new NodeClients(program);
        String port = String.valueOf(freePort());
        // With an address for others no window opens on this machine, whether or not it has a screen.
        server = program.with("THROUGHLINE_PUBLIC_URL", "http://127.0.0.1:" + port)
                .serve("--demo", "--port", port);
        Account account = Account.inSampleCompany(program, server, clients);
        String[] key = {
            "key",
            "create",
            "--user",
            account.email(),
            "--tenant",
            "sample",
            "--scopes",
            "mcp:enabled logs:read logs:write"
        };
        ada = new Person(account, program.print(key).strip());
        owner = new Person(new Account(OWNER, read("sample-password")), read("sample-api-key"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(directory.resolve(file)).strip();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        erp.close();
        provider.close();
    }

    @AfterEach
    void nothingSecretIsInTheLog() {
        assertThat(server.program().err() + server.program().out())
                .doesNotContain(ADA_AT_ERP.password(), OWNER_AT_ERP.password(), OpenIdStub.PASSWORD)
                .doesNotContain(TOKEN_OF_ADA, TOKEN_OF_OWNER, "access-", ADA_AT_ERP.email() + "\"");
    }

    private static JsonNode call(Person person, String tool) {
        HttpResponse<String> answer = server.post(
                person.key(),
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                        + "\",\"arguments\":{}}}",
                "mcp-session-id",
                server.openSession(person.key()));
        return Messages.ofHttp(answer.body()).at("/result/structuredContent");
    }

    private static String link(Person person) {
        JsonNode begun = call(person, "authenticate_via_erp_browser");
        assertThat(begun.path("status").asString()).as(begun.toString()).isEqualTo("deployed");
        String link = begun.path("url").asString();
        assertThat(link).matches(server.url() + "/erp-browser/[A-Za-z0-9_-]{43}");
        return link;
    }

    private static JsonNode signIn(String deed, Person person, Account atErp) {
        JsonNode seen = clients.atErpFromElsewhere(deed, link(person), person.account(), atErp);
        assertThat(seen.path("errors").isEmpty()).as(seen.toString()).isTrue();
        assertThat(seen.path("addresses").toString())
                .as("what stands in histories and logs of proxies")
                .contains("/stream?width=")
                .doesNotContain("password", "token");
        return seen;
    }

    private static void requireSignedIn(JsonNode seen, String name, Person person) {
        assertThat(seen.path("end").asString()).startsWith("You are signed in Signed in as " + name);
        assertThat(seen.path("left").toString()).as("the picture").isEqualTo("[1,1]");
        assertThat(seen.path("pictures").asInt()).isZero();
        assertThat(seen.path("afterwards").asString()).startsWith("You are signed in Signed in as " + name);
        assertThat(call(person, "whoami").toString()).contains(name).doesNotContain("token-of");
        call(person, "sign_out");
    }

    @Test
    void aPasswordIsTypedOnTheErpsOwnPage() {
        JsonNode seen = signIn("password", ada, ADA_AT_ERP);

        assertThat(seen.path("question").asString()).contains("asked for it on your behalf");
        assertThat(erp.url()).endsWith(seen.path("address").asString());
        requireSignedIn(seen, "Ada at the ERP", ada);
    }

    @Test
    void aWrongPasswordIsToldByThePageAndTheRightOneIsTaken() {
        requireSignedIn(signIn("wrong", ada, ADA_AT_ERP), "Ada at the ERP", ada);
    }

    @Test
    void theWindowOfAProviderIsFollowedThereAndBack() {
        JsonNode seen = signIn("provider", ada, ADA_AT_ERP);

        assertThat(provider.issuer()).endsWith(seen.path("popupAddress").asString());
        requireSignedIn(seen, "Ada at the ERP", ada);
    }

    @Test
    void aReloadInTheMiddleLosesNothing() {
        requireSignedIn(signIn("reload", ada, ADA_AT_ERP), "Ada at the ERP", ada);
    }

    @Test
    void whatIsComposedOrPastedArrivesAsWell() {
        requireSignedIn(signIn("composed", ada, ADA_AT_ERP), "Ada at the ERP", ada);
    }

    @Test
    void aSecondBrowserOfTheSamePersonSeesNothing() {
        JsonNode seen = signIn("second", ada, ADA_AT_ERP);

        assertThat(seen.path("second").asString()).startsWith("It is open in another browser");
        assertThat(seen.path("afterwards").asString()).startsWith("Cancelled");
    }

    @Test
    void aLinkOfAnotherPersonOrOneThatWasReplacedOpensNothing() {
        String former = link(ada);
        JsonNode others = clients.atErpFromElsewhere("refused", former, owner.account(), OWNER_AT_ERP);
        assertThat(others.path("afterwards").asString()).startsWith("This link is for somebody else");

        link(ada);
        JsonNode replaced = clients.atErpFromElsewhere("refused", former, ada.account(), ADA_AT_ERP);
        assertThat(replaced.path("afterwards").asString()).startsWith("This link is not valid");
    }

    @Test
    void twoPeopleAtOnceGetTheirOwnTokens() {
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<JsonNode> ofAda =
                    CompletableFuture.supplyAsync(() -> signIn("password", ada, ADA_AT_ERP), both);
            CompletableFuture<JsonNode> ofOwner =
                    CompletableFuture.supplyAsync(() -> signIn("password", owner, OWNER_AT_ERP), both);
            requireSignedIn(ofAda.join(), "Ada at the ERP", ada);
            requireSignedIn(ofOwner.join(), "Marieke at the ERP", owner);
        }
        assertThat(erp.tokensShown()).contains(TOKEN_OF_ADA, TOKEN_OF_OWNER);
    }

    @Test
    void aTabThatIsClosedEndsTheSignInAfterAWhile() throws InterruptedException {
        clients.atErpFromElsewhere("closed", link(owner), owner.account(), OWNER_AT_ERP);

        long end = System.nanoTime() + Duration.ofSeconds(100).toNanos();
        String told = "";
        while (!told.contains("The page was closed before anybody had signed in") && System.nanoTime() < end) {
            Thread.sleep(500);
            told = call(owner, "whoami").toString();
        }
        assertThat(told).contains("The page was closed before anybody had signed in");
    }
}
