package io.throughline.settings;

import io.throughline.settings.SettingsReader.Value;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the settings of signing in to the ERP in a browser. */
final class BrowserSignInSettings {

    private static final int LOCAL_PORT = 8_765;
    private static final int STREAMS = 4;
    private static final URI GOOGLE = URI.create("https://accounts.google.com");

    /** What Google's own page to sign in is made of. */
    private static final List<String> HOSTS_OF_GOOGLE = List.of(
            "accounts.google.com",
            "accounts.youtube.com",
            "apis.google.com",
            "fonts.googleapis.com",
            "oauth2.googleapis.com",
            "www.google.com",
            "www.googleapis.com",
            "*.googleusercontent.com",
            "*.gstatic.com");

    private static final Pattern HOST = Pattern.compile(
            "(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*(:[1-9][0-9]{0,4})?|\\[[0-9a-f:]+](:[1-9][0-9]{0,4})?");

    private final SettingsReader reader;

    BrowserSignInSettings(SettingsReader reader) {
        this.reader = reader;
    }

    Settings.BrowserSignIn read() {
        return new Settings.BrowserSignIn(
                reader.wholeNumber("OAUTH_PORT", LOCAL_PORT, 1, 65_535, "MCP_OAUTH_PORT"),
                reader.find("GOOGLE_CLIENT_SECRET", "GOOGLE_CLIENT_SECRET")
                        .map(Value::text)
                        .orElse(null),
                reader.find("GOOGLE_ISSUER").map(TimeLogSettings::secureUrl).orElse(GOOGLE),
                reader.find("ERP_SIGN_IN_URL").map(TimeLogSettings::secureUrl).orElse(null),
                reader.find("ERP_SIGN_IN_HOSTS")
                        .map(BrowserSignInSettings::hosts)
                        .orElse(HOSTS_OF_GOOGLE),
                reader.find("BROWSER").map(SettingsReader::path).orElse(null),
                reader.find("BROWSER_USER").map(Value::text).orElse("nobody"),
                reader.wholeNumber("BROWSER_SESSIONS", STREAMS, 1, 100));
    }

    private static List<String> hosts(Value value) {
        List<String> hosts = SettingsReader.words(value.text().toLowerCase(Locale.ROOT));
        if (!hosts.stream().allMatch(HOST.asMatchPredicate())) {
            throw value.wrong("it must be hosts such as login.example.com, *.example.com or login.example.com:8443,"
                    + " separated by commas, without scheme and path.");
        }
        return hosts;
    }
}
