package io.throughline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.problem.StartProblemException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @TempDir
    private Path directory = Path.of("set by JUnit");

    private Settings read(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("THROUGHLINE_DATA", directory.toString());
        return SettingsReader.read(Map.of(), all);
    }

    private Settings readFile(String content) {
        try {
            Files.writeString(directory.resolve("throughline.yaml"), content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return read(Map.of());
    }

    @Test
    void defaultsAreThese() {
        assertThat(SettingsReader.read(Map.of(), Map.of("XDG_DATA_HOME", directory.toString())))
                .isEqualTo(new Settings(
                        directory.resolve("throughline"),
                        null,
                        8,
                        Duration.ofSeconds(30),
                        "127.0.0.1",
                        8080,
                        null,
                        List.of(),
                        Settings.Access.KEYS,
                        Settings.LogFormat.TEXT,
                        Settings.LogLevel.INFO,
                        null,
                        Duration.ofSeconds(20),
                        List.of(),
                        new Settings.Limits(6_000, 64, 1_000, Duration.ofMinutes(5)),
                        null,
                        new Settings.LegacyEra(true, true),
                        new Settings.Clients(List.of(), List.of(), List.of()),
                        new Settings.TimeLogs(
                                null,
                                66,
                                true,
                                false,
                                null,
                                false,
                                null,
                                URI.create("https://oauth2.googleapis.com/tokeninfo"),
                                null,
                                false),
                        new Settings.BrowserSignIn(
                                8765,
                                null,
                                URI.create("https://accounts.google.com"),
                                null,
                                List.of(
                                        "accounts.google.com",
                                        "accounts.youtube.com",
                                        "apis.google.com",
                                        "fonts.googleapis.com",
                                        "oauth2.googleapis.com",
                                        "www.google.com",
                                        "www.googleapis.com",
                                        "*.googleusercontent.com",
                                        "*.gstatic.com"),
                                null,
                                "nobody",
                                4)));
        assertThat(SettingsReader.read(Map.of(), Map.of()).dataDirectory())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".local", "share", "throughline"));
    }

    @Test
    void everySettingHasAVariable() {
        assertThat(read(Map.ofEntries(
                        Map.entry("THROUGHLINE_DATA", directory.resolve("data").toString()),
                        Map.entry("THROUGHLINE_DATABASE_URL", "postgresql://u:p@db/throughline"),
                        Map.entry("THROUGHLINE_DATABASE_POOL_SIZE", "3"),
                        Map.entry("THROUGHLINE_DATABASE_BUSY_TIMEOUT", "5s"),
                        Map.entry("THROUGHLINE_HOST", "0.0.0.0"),
                        Map.entry("THROUGHLINE_PORT", "0"),
                        Map.entry("THROUGHLINE_PUBLIC_URL", "https://plan.example.com"),
                        Map.entry("THROUGHLINE_ALLOWED_HOSTS", "a.example, b.example"),
                        Map.entry("THROUGHLINE_ACCESS", "off"),
                        Map.entry("THROUGHLINE_LOG_FORMAT", "json"),
                        Map.entry("THROUGHLINE_LOG_LEVEL", "Debug"),
                        Map.entry(
                                "THROUGHLINE_LOG_FILE", directory.resolve("log").toString()),
                        Map.entry("THROUGHLINE_SHUTDOWN_GRACE", "1m"),
                        Map.entry("THROUGHLINE_SECRET_KEY", "n".repeat(32) + "," + "o".repeat(40)),
                        Map.entry("THROUGHLINE_CALLS_PER_MINUTE", "0"),
                        Map.entry("THROUGHLINE_CONCURRENT_CALLS", "7"),
                        Map.entry("THROUGHLINE_LISTEN_STREAMS", "8"),
                        Map.entry("THROUGHLINE_OIDC_ISSUER", "https://id.example.com/realm/"),
                        Map.entry("THROUGHLINE_OIDC_CLIENT_ID", "client"),
                        Map.entry("THROUGHLINE_OIDC_CLIENT_SECRET", "secret"),
                        Map.entry("THROUGHLINE_OIDC_NAME", "Example ID"),
                        Map.entry("THROUGHLINE_CALL_TIMEOUT", "9s"),
                        Map.entry("THROUGHLINE_LEGACY_SESSIONS", "off"),
                        Map.entry("THROUGHLINE_LEGACY_SSE", "Off"),
                        Map.entry("THROUGHLINE_CLIENT_DOMAINS_ALLOWED", "claude.ai, VSCode.dev"),
                        Map.entry("THROUGHLINE_CLIENT_DOMAINS_DENIED", "evil.example"),
                        Map.entry("THROUGHLINE_CLIENT_REDIRECT_HOSTS", "claude.com"),
                        Map.entry("THROUGHLINE_ERP_API_BASE_URL", "https://erp.example.com/api/v1/"),
                        Map.entry("THROUGHLINE_ERP_DEFAULT_LABEL", "7"),
                        Map.entry("THROUGHLINE_LOGS_CREATE_WEEKS", "off"),
                        Map.entry("THROUGHLINE_ERP_SIGN_INS", "memory"),
                        Map.entry("THROUGHLINE_AUTHORIZED_USERS", "Ada@Example.com, bo@example.com"),
                        Map.entry("THROUGHLINE_GOOGLE_CLIENT_ID", "google-client"),
                        Map.entry("THROUGHLINE_GOOGLE_TOKENINFO_URL", "http://127.0.0.1:9/tokeninfo"),
                        Map.entry("THROUGHLINE_ERP_SLACK_SECRET", "s".repeat(32)),
                        Map.entry("THROUGHLINE_ERP_LIST_SHAPE", "envelope"),
                        Map.entry("THROUGHLINE_OAUTH_PORT", "8766"),
                        Map.entry("THROUGHLINE_GOOGLE_CLIENT_SECRET", "google-secret"),
                        Map.entry("THROUGHLINE_GOOGLE_ISSUER", "https://login.example.com/realm"),
                        Map.entry("THROUGHLINE_ERP_SIGN_IN_URL", "https://erp.example.com/login"),
                        Map.entry("THROUGHLINE_ERP_SIGN_IN_HOSTS", "Login.Example.com:8443, *.cdn.example.com"),
                        Map.entry(
                                "THROUGHLINE_BROWSER",
                                directory.resolve("chrome").toString()),
                        Map.entry("THROUGHLINE_BROWSER_USER", "browsing"),
                        Map.entry("THROUGHLINE_BROWSER_SESSIONS", "9"))))
                .isEqualTo(new Settings(
                        directory.resolve("data"),
                        "postgresql://u:p@db/throughline",
                        3,
                        Duration.ofSeconds(5),
                        "0.0.0.0",
                        0,
                        URI.create("https://plan.example.com"),
                        List.of("a.example", "b.example"),
                        Settings.Access.OFF,
                        Settings.LogFormat.JSON,
                        Settings.LogLevel.DEBUG,
                        directory.resolve("log"),
                        Duration.ofMinutes(1),
                        List.of("n".repeat(32), "o".repeat(40)),
                        new Settings.Limits(0, 7, 8, Duration.ofSeconds(9)),
                        new Settings.IdentityProvider(
                                URI.create("https://id.example.com/realm/"), "client", "secret", "Example ID"),
                        new Settings.LegacyEra(false, false),
                        new Settings.Clients(
                                List.of("claude.ai", "vscode.dev"), List.of("evil.example"), List.of("claude.com")),
                        new Settings.TimeLogs(
                                URI.create("https://erp.example.com/api/v1"),
                                7,
                                false,
                                true,
                                Set.of("ada@example.com", "bo@example.com"),
                                false,
                                "google-client",
                                URI.create("http://127.0.0.1:9/tokeninfo"),
                                "s".repeat(32),
                                true),
                        new Settings.BrowserSignIn(
                                8766,
                                "google-secret",
                                URI.create("https://login.example.com/realm"),
                                URI.create("https://erp.example.com/login"),
                                List.of("login.example.com:8443", "*.cdn.example.com"),
                                directory.resolve("chrome"),
                                "browsing",
                                9)));
    }

    @Test
    void halfAnIdentityProviderStopsTheStart() {
        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> read(Map.of("THROUGHLINE_OIDC_ISSUER", "https://id.example.com")))
                .withMessage(
                        "THROUGHLINE_OIDC_CLIENT_ID is not set. An identity provider needs THROUGHLINE_OIDC_ISSUER,"
                                + " THROUGHLINE_OIDC_CLIENT_ID and THROUGHLINE_OIDC_CLIENT_SECRET: set all three, or none.");
        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> read(Map.of("THROUGHLINE_OIDC_NAME", "Example")))
                .withMessageStartingWith("THROUGHLINE_OIDC_ISSUER is not set.");
    }

    @Test
    void theFileNamesTheSameSettings() {
        Settings settings = readFile("""
                database:
                  pool-size: 3
                  busy-timeout: 5s
                host: 0.0.0.0
                port: 9000
                public-url: https://plan.example.com
                allowed-hosts: [a.example, b.example]
                access: off
                log:
                  format: json
                  level: error
                shutdown-grace: 90
                """);

        assertThat(settings.databasePoolSize()).isEqualTo(3);
        assertThat(settings.databaseBusyTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.port()).isEqualTo(9000);
        assertThat(settings.publicUrl()).isEqualTo(URI.create("https://plan.example.com"));
        assertThat(settings.allowedHosts()).containsExactly("a.example", "b.example");
        assertThat(settings.access()).isEqualTo(Settings.Access.OFF);
        assertThat(settings.logFormat()).isEqualTo(Settings.LogFormat.JSON);
        assertThat(settings.logLevel()).isEqualTo(Settings.LogLevel.ERROR);
        assertThat(settings.shutdownGrace()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aFlagWinsOverOurVariableThatOverOlderNamesThatOverTheFile() {
        readFile("port: 1001");
        Map<String, String> environment = new HashMap<>(Map.of("THROUGHLINE_DATA", directory.toString()));
        assertThat(SettingsReader.read(Map.of(), environment).port()).isEqualTo(1001);
        environment.put("PORT", "1002");
        assertThat(SettingsReader.read(Map.of(), environment).port()).isEqualTo(1002);
        environment.put("THROUGHLINE_PORT", "1003");
        assertThat(SettingsReader.read(Map.of(), environment).port()).isEqualTo(1003);
        assertThat(SettingsReader.read(Map.of("PORT", "1004"), environment).port())
                .isEqualTo(1004);
    }

    @Test
    void olderNamesAreUnderstood() {
        Settings settings = read(
                Map.of("MCP_SSE_HOST", "0.0.0.0", "MCP_SSE_PUBLIC_URL", "https://old.example.com", "PORT", "9999"));

        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.publicUrl()).isEqualTo(URI.create("https://old.example.com"));
        assertThat(settings.port()).isEqualTo(9999);
    }

    @Test
    void emptyVariablesAreNotSet() {
        Settings settings = read(
                Map.of("THROUGHLINE_PORT", "", "THROUGHLINE_DATABASE_URL", " ", "THROUGHLINE_CONFIG", "", "PORT", ""));

        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.databaseUrl()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            THROUGHLINE_PORT                  | 65536     | it must be a whole number from 0 to 65535.
            THROUGHLINE_PORT                  | -1        | it must be a whole number from 0 to 65535.
            THROUGHLINE_PORT                  | 80a       | it must be a whole number from 0 to 65535.
            PORT                              | http      | it must be a whole number from 0 to 65535.
            THROUGHLINE_DATABASE_POOL_SIZE    | 0         | it must be a whole number from 1 to 200.
            THROUGHLINE_DATABASE_POOL_SIZE    | 201       | it must be a whole number from 1 to 200.
            THROUGHLINE_DATABASE_BUSY_TIMEOUT | soon      | it must be a duration up to one hour, such as 30s or 2m.
            THROUGHLINE_DATABASE_BUSY_TIMEOUT | -5s       | it must be a duration up to one hour, such as 30s or 2m.
            THROUGHLINE_SHUTDOWN_GRACE        | 61m       | it must be a duration up to one hour, such as 30s or 2m.
            THROUGHLINE_SHUTDOWN_GRACE        | 99999999999999999999 | it must be a duration up to one hour, such as 30s or 2m.
            THROUGHLINE_PUBLIC_URL            | plan      | it must be an absolute address such as https://plan.example.com.
            THROUGHLINE_PUBLIC_URL            | ftp://a.b | it must be an absolute address such as https://plan.example.com.
            THROUGHLINE_PUBLIC_URL            | https://u:p@a.b | it must be an absolute address such as https://plan.example.com.
            MCP_SSE_PUBLIC_URL                | https://a.b?c=d | it must be an absolute address such as https://plan.example.com.
            THROUGHLINE_PUBLIC_URL            | https://a b | it must be an absolute address such as https://plan.example.com.
            THROUGHLINE_ACCESS                | none      | it must be one of keys, off.
            THROUGHLINE_LOG_FORMAT            | xml       | it must be one of text, json.
            THROUGHLINE_LOG_LEVEL             | trace     | it must be one of error, warn, info, debug.
            THROUGHLINE_CLIENT_DOMAINS_ALLOWED | *.example.com | it must be domains such as example.com, separated by commas, without scheme, port or *.
            THROUGHLINE_CLIENT_DOMAINS_DENIED | https://example.com | it must be domains such as example.com, separated by commas, without scheme, port or *.
            THROUGHLINE_CLIENT_REDIRECT_HOSTS | localhost | it must be domains such as example.com, separated by commas, without scheme, port or *.
            """)
    void aWrongValueIsOneLineThatSaysWhatWouldBeRight(String variable, String value, String why) {
        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> read(Map.of(variable, value)))
                .withMessage(variable + " is '" + value + "', but " + why);
    }

    @Test
    void whoMayLogIsReadStrictly() throws IOException {
        Settings.TimeLogs everybody = read(Map.of("MCP_AUTHORIZED_USERS", "*")).timeLogs();
        assertThat(everybody.authorizedEmails()).isNull();
        assertThat(everybody.everybodyAuthorized()).isTrue();
        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> read(Map.of("MCP_AUTHORIZED_USERS", ",")))
                .withMessage(
                        "The list of who may log (MCP_AUTHORIZED_USERS) is empty. Write addresses, or * for everybody"
                                + " whom the ERP knows.");
        Path list = directory.resolve("authorized_users.json");
        Files.writeString(list, "{\"authorized_emails\": [\" Ada@Example.com\"]}");
        assertThat(read(Map.of()).timeLogs().authorizedEmails()).containsExactly("ada@example.com");
        assertThat(read(Map.of("MCP_AUTHORIZED_USERS", "bo@example.com"))
                        .timeLogs()
                        .authorizedEmails())
                .containsExactly("bo@example.com");
        for (String wrong : List.of("{", "{}", "[]", "{\"authorized_emails\": []}", "{\"authorized_emails\": [1]}")) {
            Files.writeString(list, wrong);
            assertThatExceptionOfType(StartProblemException.class)
                    .as(wrong)
                    .isThrownBy(() -> read(Map.of()))
                    .withMessageStartingWith("The list of who may log");
        }
    }

    @Test
    void tokensOfAnErpDoNotTravelUnprotected() {
        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> read(Map.of("ERP_API_BASE_URL", "http://erp.example.com/api/v1/")))
                .withMessage(
                        "ERP_API_BASE_URL is 'http://erp.example.com/api/v1/', but tokens would go there unprotected."
                                + " Use https; http is for this machine alone.");
        assertThat(read(Map.of("ERP_API_BASE_URL", "http://127.0.0.1:9/api/v1/"))
                        .timeLogs()
                        .erpApiBaseUrl())
                .isEqualTo(URI.create("http://127.0.0.1:9/api/v1"));
    }

    @Test
    void aWrongDatabaseAddressIsNotRepeatedSinceItMayHoldAPassword() {
        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> read(Map.of("THROUGHLINE_DATABASE_URL", "mysql://root:secret@db/x")))
                .withMessage("THROUGHLINE_DATABASE_URL must start with postgresql://"
                        + " (postgresql://user:password@host:5432/database). Without it, SQLite in the data directory is"
                        + " used.");
    }

    @Test
    void aWrongFlagIsNamedAsItWasWritten() {
        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> SettingsReader.read(Map.of("PORT", "x", "DATA", directory.toString()), Map.of()))
                .withMessage("--port is 'x', but it must be a whole number from 0 to 65535.");
    }

    @Test
    void aWrongValueInTheFileSaysSo() {
        refusedFile("port: x", "port in the settings file is 'x', but it must be a whole number from 0 to 65535.");
        refusedFile(
                "database:\n  pool-size: many",
                "database-pool-size in the settings file is 'many', but it must be a whole number from 1 to 200.");
    }

    @Test
    void unknownNamesAreRefusedWithNearOnes() {
        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> read(Map.of("THROUGHLINE_PROT", "1")))
                .withMessage("THROUGHLINE_PROT is no setting. The nearest are: PORT, HOST, DATA, BROWSER, ACCESS,"
                        + " LOG_FILE, LOG_FORMAT, OAUTH_PORT and 36 more (each with THROUGHLINE_ before it).");
        refusedFile(
                "prot: 1",
                "The settings file has 'prot', which is no setting. The nearest are: port, host, data, browser, access,"
                        + " log-file, log-format, oauth-port and 36 more.");
        readFile("");
        assertThat(read(Map.of("THROUGHLINE_JAVA_OPTS", "-Xmx1g", "THROUGHLINE_HOME", "/x", "OTHER", "y"))
                        .port())
                .isEqualTo(8080);
    }

    @Test
    void aFileThatIsNoMapIsRefused() {
        Path file = directory.resolve("throughline.yaml");
        String message = "The settings file " + file + " must be a map, such as 'port: 8081'.";
        refusedFile("port", message);
        refusedFile("- port: 1\n- host: x", message);
        assertThat(readFile("").port()).isEqualTo(8080);
        assertThat(readFile("# nothing yet").port()).isEqualTo(8080);
    }

    @Test
    void aFileThatIsNoYamlIsRefusedInOneLine() {
        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> readFile("port: [1"))
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .startsWith(
                                "The settings file " + directory.resolve("throughline.yaml") + " is no valid YAML: ")
                        .hasLineCount(1));
        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> readFile("port: !!javax.script.ScriptEngineManager []"))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasLineCount(1));
    }

    @Test
    void aNamedFileMustBeThere() {
        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> read(Map.of("THROUGHLINE_CONFIG", "/nowhere/x.yaml")))
                .withMessage("THROUGHLINE_CONFIG is '/nowhere/x.yaml', but there is no such file.");
    }

    private void refusedFile(String content, String message) {
        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> readFile(content))
                .withMessage(message);
    }
}
