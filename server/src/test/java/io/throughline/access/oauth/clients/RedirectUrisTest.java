package io.throughline.access.oauth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/callback, WEB, app.example.com",
        "https://App.example.com:8443/callback?a=b, WEB, app.example.com:8443",
        "https://app.example.com, WEB, app.example.com",
        "http://127.0.0.1/callback, LOOPBACK, 127.0.0.1",
        "http://127.0.0.1:33418/, LOOPBACK, 127.0.0.1:33418",
        "http://[::1]:1/callback, LOOPBACK, [::1]:1",
        "http://localhost, LOOPBACK, localhost",
        "http://localhost?a=b, LOOPBACK, localhost",
        "com.example.app:/callback, APP, com.example.app:",
        "com.example.app://auth/callback, APP, com.example.app:",
        "cursor://anysphere.cursor-mcp/oauth/callback, APP, cursor:",
        "vscode://vscode.github-authentication/did-authenticate, APP, vscode:",
        "vscode-insiders://a/b, APP, vscode-insiders:",
        "vscodium://a/b, APP, vscodium:",
        "windsurf://a/b, APP, windsurf:",
    })
    void leadToWebsitesToTheOwnMachineOrToApps(String uri, RedirectUris.Kind kind, String place) {
        assertThat(RedirectUris.refusal(uri)).isEmpty();
        assertThat(RedirectUris.kind(uri)).isEqualTo(kind);
        assertThat(RedirectUris.place(uri)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            javascript:alert(1)                | scheme that is not taken
            JavaScript:alert(1)                | scheme that is not taken
            data:text/html,x                   | scheme that is not taken
            file:///etc/passwd                 | scheme that is not taken
            vbscript:x                         | scheme that is not taken
            blob:https://app.example.com/1     | scheme that is not taken
            about:blank                        | scheme that is not taken
            ftp://app.example.com/             | scheme that is not taken
            myapp://callback                   | scheme that is not taken
            com..example:/cb                   | scheme that is not taken
            com.example.:/cb                   | scheme that is not taken
            http://app.example.com/callback    | must lead to 127.0.0.1, [::1] or localhost
            http://localhost.example.com/      | must lead to 127.0.0.1, [::1] or localhost
            http://127.0.0.2/                  | must lead to 127.0.0.1, [::1] or localhost
            http://127.0.0.1.example.com/      | must lead to 127.0.0.1, [::1] or localhost
            http://127.1/                      | must lead to 127.0.0.1, [::1] or localhost
            http://127.0.0.1:70000/            | must lead to 127.0.0.1, [::1] or localhost
            http://127.0.0.1:/                 | must lead to 127.0.0.1, [::1] or localhost
            http:127.0.0.1                     | must lead to 127.0.0.1, [::1] or localhost
            https:app.example.com              | has no host
            https:///callback                  | has no host
            https://app_example.com:x/         | has no host
            /callback                          | must be absolute
            //app.example.com/callback         | must be absolute
            app.example.com/callback           | must be absolute
            https://app.example.com/cb#        | has a fragment
            https://app.example.com/cb#a       | has a fragment
            com.example.app:/cb#a              | has a fragment
            https://me@app.example.com/cb      | has a user
            http://me:pw@127.0.0.1/cb          | has a user
            https://example.com@evil.example/  | has a user
            cursor://me@a/cb                   | has a user
            https://app.example.com\\@evil/    | not well-formed
            https://app.example.com/%zz        | not well-formed
            """)
    void leadNowhereElse(String uri, String why) {
        assertThat(RedirectUris.refusal(uri)).get().asString().contains(why);
        assertThatIllegalArgumentException().isThrownBy(() -> RedirectUris.kind(uri));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\n", "\0", "\u0085", "\u202e", "ä", "\u007f"})
    void haveNoBlanksControlCharactersOrOtherLetters(String character) {
        assertThat(RedirectUris.refusal("https://app.example.com/c" + character + "b"))
                .get()
                .asString()
                .contains("blank, a control character or a letter outside ASCII");
    }

    @Test
    void haveALimit() {
        String start = "https://app.example.com/";
        assertThat(RedirectUris.refusal(start + "a".repeat(2_048 - start.length())))
                .isEmpty();
        assertThat(RedirectUris.refusal(start + "a".repeat(2_049 - start.length())))
                .contains("A redirect URI may have 2,048 characters, but one has 2049.");
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/cb, https://app.example.com/cb, true",
        "https://app.example.com/cb, https://app.example.com/cb/, false",
        "https://app.example.com/cb, https://app.example.com:443/cb, false",
        "https://app.example.com/cb, https://app.example.com:8443/cb, false",
        "https://app.example.com/cb, https://APP.example.com/cb, false",
        "https://app.example.com/cb, https://app.example.com/CB, false",
        "https://app.example.com/cb, https://app.example.com/cb?a, false",
        "https://app.example.com/cb, http://app.example.com/cb, false",
        "https://app.example.com/a%2Fb, https://app.example.com/a/b, false",
        "http://127.0.0.1/cb, http://127.0.0.1:50000/cb, true",
        "http://127.0.0.1:1/cb, http://127.0.0.1:50000/cb, true",
        "http://127.0.0.1:1/cb, http://127.0.0.1/cb, true",
        "http://localhost/cb, http://localhost:50000/cb, true",
        "http://localhost, http://localhost:50000, true",
        "http://[::1]/cb?a=b, http://[::1]:50000/cb?a=b, true",
        "http://localhost/cb, http://localhost:99999/cb, false",
        "http://localhost/cb, http://127.0.0.1:1/cb, false",
        "http://127.0.0.1/cb, http://[::1]/cb, false",
        "http://localhost/cb, http://localhost:1/CB, false",
        "http://localhost/cb, http://localhost:1/cb/, false",
        "http://localhost/, http://localhost:1, false",
        "http://localhost/cb, http://localhost:1/cb?a=b, false",
        "http://localhost/cb?a=b, http://localhost:1/cb?a=c, false",
        "http://localhost/cb, http://localhost:1/cb#x, false",
        "http://localhost/cb, https://localhost:1/cb, false",
        "http://localhost/cb, http://localhost:1@evil.example/cb, false",
        "http://localhost/cb, http://localhost.evil.example:1/cb, false",
        "https://localhost/cb, https://localhost:1/cb, false",
        "com.example.app:/cb, com.example.app:/cb, true",
        "com.example.app:/cb, com.example.app:/cb2, false",
    })
    void matchCharacterByCharacterButForThePortOfALoopbackAddress(String registered, String requested, boolean same) {
        assertThat(RedirectUris.matches(registered, requested)).isEqualTo(same);
    }
}
