package io.throughline.access.oauth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/client.json, app.example.com",
        "https://App.Example.com/oauth/client, app.example.com",
        "https://app.example.com:443/client.json, app.example.com",
        "https://app.example.com/client?version=2, app.example.com",
        "https://app.example.com/.well-known/client, app.example.com",
        "https://app.example.com/a..b/.c./client, app.example.com",
        "https://app.example.com/?, ''",
        "https://xn--bcher-kva.example/c, xn--bcher-kva.example",
        "https://93.184.216.34/c, 93.184.216.34",
        "https://[2606:2800:220:1:248:1893:25c8:1946]/c, [2606:2800:220:1:248:1893:25c8:1946]",
    })
    void namesTheHostOfADocument(String clientId, String host) {
        if (host.isEmpty()) {
            assertThatExceptionOfType(RefusedClientException.class).isThrownBy(() -> ClientAddress.of(clientId));
        } else {
            assertThat(ClientAddress.of(clientId)).isEqualTo(new ClientAddress(clientId, host));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://app.example.com/client          | does not start with https://
            HTTPS://app.example.com/client         | does not start with https://
            ftp://app.example.com/client           | does not start with https://
            client-1234                            | does not start with https://
            https:app.example.com                  | does not start with https://
            https:///client                        | has no host, or a user before it
            https://app.example.com                | has no path that names a document
            https://app.example.com/               | has no path that names a document
            https://app.example.com?x=/client      | has no path that names a document
            https://app.example.com//client        | has no path that names a document
            https://app.example.com/client#        | has a fragment (#…)
            https://app.example.com/client#a       | has a fragment (#…)
            https://me@app.example.com/client      | has no host, or a user before it
            https://me:pw@app.example.com/client   | has no host, or a user before it
            https://@app.example.com/client        | has no host, or a user before it
            https://app.example.com/./client       | has . or .. in its path
            https://app.example.com/a/../client    | has . or .. in its path
            https://app.example.com/a/..           | has . or .. in its path
            https://app.example.com/a/.?x          | has . or .. in its path
            https://app.example.com/a/%2e%2E/b     | has . or .. in its path
            https://app.example.com/a/.%2e/b       | has . or .. in its path
            https://app.example.com/%2E/b          | has . or .. in its path
            https://app.example.com/a%5C..%5cb     | has a backslash in its path
            https://app.example.com/a\\b           | is no well-formed address
            https://app.example.com/%zz            | is no well-formed address
            https://app.example.com:8443/client    | names another port than 443
            https://app.example.com:80/client      | names another port than 443
            https://app.example.com:/client        | names another port than 443
            https://app.example.com:0443/client    | names another port than 443
            https://[::1]:22/client                | names another port than 443
            https://localhost/client               | has a host that is neither a full domain name nor an IP address in its usual form
            https://intranet/client                | has a host that is neither a full domain name nor an IP address in its usual form
            https://my_app.example.com/client      | has a host that is neither a full domain name nor an IP address in its usual form
            https://app.example.com./client        | has a host that is neither a full domain name nor an IP address in its usual form
            https://app..example.com/client        | has a host that is neither a full domain name nor an IP address in its usual form
            https://app%2eexample.com/client       | has a host that is neither a full domain name nor an IP address in its usual form
            https://127.1/client                   | has a host that is neither a full domain name nor an IP address in its usual form
            https://2130706433/client              | has a host that is neither a full domain name nor an IP address in its usual form
            https://0x7f000001/client              | has a host that is neither a full domain name nor an IP address in its usual form
            https://0x7f.1/client                  | has a host that is neither a full domain name nor an IP address in its usual form
            https://0177.0.0.1/client              | has a host that is neither a full domain name nor an IP address in its usual form
            https://127.0.0.01/client              | has a host that is neither a full domain name nor an IP address in its usual form
            https://256.1.1.1/client               | has a host that is neither a full domain name nor an IP address in its usual form
            https://1.2.3.4.5/client               | has a host that is neither a full domain name nor an IP address in its usual form
            https://[::1%25lo]/client              | has a host that is neither a full domain name nor an IP address in its usual form
            https://[fe80::1%25eth0]/client        | has a host that is neither a full domain name nor an IP address in its usual form
            """)
    void isNothingElse(String clientId, String why) {
        assertThatExceptionOfType(RefusedClientException.class)
                .isThrownBy(() -> ClientAddress.of(clientId))
                .withMessage("The client_id is no address of a document: it " + why
                        + ". It must look like https://app.example.com/oauth/client.json.");
    }

    @Test
    void hasNoBlanksControlCharactersOrOtherLetters() {
        for (String character : new String[] {" ", "\t", "\r\n", "\0", "\u007f", "\u00a0", "ü", "\u202e", "｡"}) {
            assertThatExceptionOfType(RefusedClientException.class)
                    .isThrownBy(() -> ClientAddress.of("https://app.example.com/cl" + character + "ient"))
                    .withMessageContaining("blank, a control character or a letter outside ASCII");
        }
    }

    @Test
    void hasALimit() {
        String start = "https://app.example.com/";
        assertThat(ClientAddress.of(start + "a".repeat(2_048 - start.length())).text())
                .hasSize(2_048);
        assertThatExceptionOfType(RefusedClientException.class)
                .isThrownBy(() -> ClientAddress.of(start + "a".repeat(2_049 - start.length())))
                .withMessageContaining("has 2049 characters; it may have 2,048");
    }
}
