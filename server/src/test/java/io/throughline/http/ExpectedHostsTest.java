package io.throughline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.settings.Settings;
import io.throughline.settings.SettingsReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedHostsTest {

    private static final String HOST = "The server does not go by the host name of this request. If it should, set"
            + " THROUGHLINE_PUBLIC_URL or add the name to THROUGHLINE_ALLOWED_HOSTS.";
    private static final String ORIGIN =
            "Web pages of this origin may not call the server. If they should, add its host"
                    + " name to THROUGHLINE_ALLOWED_HOSTS.";

    private static ExpectedHosts hosts(Map<String, String> flags) {
        Settings settings = SettingsReader.read(flags, Map.of("XDG_DATA_HOME", "/nowhere"));
        return new ExpectedHosts(settings);
    }

    private final ExpectedHosts local = hosts(Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "LOCALHOST:1", " 127.0.0.1:8080 ", "[::1]:8080", "[::1]"})
    void ownNamesAreExpected(String host) {
        assertThat(local.refusal(host, null, null)).isNull();
        assertThat(local.refusal(host, "http://localhost:6274", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "localhost@evil.example",
                "127.0.0.1.evil.example",
                "",
                ":8080",
                "[",
                "[::1",
                "0.0.0.0",
                "127.0.0.2",
                "evil.example#localhost"
            })
    void otherNamesAreRefused(String host) {
        assertThat(local.refusal(host, null, null)).isEqualTo(HOST);
    }

    @Test
    void aRequestWithoutAHostIsRefused() {
        assertThat(local.refusal(null, null, null)).isEqualTo(HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "http://evil.example",
                "https://localhost.evil.example",
                "file://",
                "localhost",
                "http://evil.example/?http://localhost",
                "http://localhost@evil.example",
                "http://"
            })
    void pagesFromElsewhereAreRefused(String origin) {
        assertThat(local.refusal("localhost:8080", origin, null)).isEqualTo(ORIGIN);
    }

    @Test
    void thePublicAddressAndFurtherNamesAreExpected() {
        ExpectedHosts hosts = hosts(Map.of(
                "HOST", "Plan-1.internal",
                "PUBLIC_URL", "https://Plan.example.com:8443/x",
                "ALLOWED_HOSTS", "claude.ai, Other.example:9000 [2001:db8::1]"));

        for (String host : new String[] {
            "plan-1.internal", "plan.example.com", "claude.ai:443", "other.example", "[2001:db8::1]:80"
        }) {
            assertThat(refusal(hosts, host, null)).as(host).isNull();
        }
        assertThat(refusal(hosts, "plan.example.com", "https://claude.ai")).isNull();
        assertThat(refusal(hosts, "plan.example.com", "https://example.com")).isEqualTo(ORIGIN);
    }

    private static @Nullable String refusal(ExpectedHosts hosts, String host, @Nullable String origin) {
        return hosts.refusal(host, origin, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "Cross-Site", ""})
    void pagesThatOnlyEmbedAnAddressAreRefused(String fetchSite) {
        assertThat(local.refusal("localhost:8080", null, fetchSite)).contains("may not embed");
        assertThat(local.refusal("localhost:8080", "http://localhost:6274", fetchSite))
                .as("a page that says who it is, and may")
                .isNull();
        assertThat(local.refusal("localhost:8080", null, "none")).isNull();
        assertThat(local.refusal("localhost:8080", null, "same-origin")).isNull();
    }
}
