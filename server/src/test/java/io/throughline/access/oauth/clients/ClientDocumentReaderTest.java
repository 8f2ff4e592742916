package io.throughline.access.oauth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientDocumentReaderTest {

    private static final ClientAddress ADDRESS = ClientAddress.of("https://app.example.com/client.json");

    private static ClientDocument read(String content, String... redirectHosts) {
        return new ClientDocumentReader(Set.of(redirectHosts)).read(ADDRESS, content.replace('\'', '"'));
    }

    /** A right document with these fields besides; the last one of a name does not win, so they must be others. */
    private static String with(String fields) {
        return "{'client_id':'https://app.example.com/client.json','client_name':'App','redirect_uris':"
                + "['https://app.example.com/cb'],'logo_uri':'http://169.254.169.254/logo.png'" + fields + "}";
    }

    private static String withName(String name) {
        return "{'client_id':'https://app.example.com/client.json','client_name':" + name
                + ",'redirect_uris':['https://app.example.com/cb']}";
    }

    private static String withRedirects(String redirects) {
        return "{'client_id':'https://app.example.com/client.json','client_name':'App','redirect_uris':" + redirects
                + "}";
    }

    private static void refused(String content, String why) {
        assertThatExceptionOfType(RefusedClientException.class)
                .isThrownBy(() -> read(content))
                .withMessage("The program's document is not taken. " + why);
    }

    @Test
    void aDocumentSaysWhatTheProgramIsCalledAndWherePeopleAreSentBack() {
        ClientDocument document = read(with(",'grant_types':['authorization_code','refresh_token'],"
                + "'response_types':['code'],'token_endpoint_auth_method':'none','unknown':{'a':[1]}"));
        assertThat(document)
                .isEqualTo(new ClientDocument(
                        "https://app.example.com/client.json",
                        "App",
                        List.of("https://app.example.com/cb"),
                        Set.of("authorization_code", "refresh_token")));
        assertThat(document.host()).isEqualTo("app.example.com");
        assertThat(document.onlyLoopback()).isFalse();
        assertThat(document.hasRedirectUri("https://app.example.com/cb")).isTrue();
        assertThat(document.hasRedirectUri("https://app.example.com/cb2")).isFalse();
        assertThat(read(with("")).grantTypes()).containsExactly("authorization_code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "'text'", "null", "{", "{} {}", "{'a':1,'a':2}", "<html>", "{'client_id':}"})
    void itIsOneJsonObject(String content) {
        refused(content, "It is no JSON object.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'https://app.example.com/client.json/'",
                "'https://APP.example.com/client.json'",
                "'https://app.example.com:443/client.json'",
                "'https://other.example.com/client.json'",
                "null",
                "1",
                "['x']",
            })
    void itsClientIdIsItsAddressCharacterByCharacter(String clientId) {
        refused(
                "{'client_id':" + clientId + ",'client_name':'App','redirect_uris':['https://app.example.com/cb']}",
                "Its client_id is not, character by character, the address it stands at.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'client_secret':'x'", "'client_secret':null", "'client_secret_expires_at':0"})
    void itHoldsNoSecret(String field) {
        refused(with("," + field), "It holds a client secret, which everyone can read there. Remove it.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            client_secret_basic | Its token_endpoint_auth_method must be none.
            client_secret_post  | Its token_endpoint_auth_method must be none.
            client_secret_jwt   | Its token_endpoint_auth_method must be none.
            private_key_jwt     | It asks for private_key_jwt, which this server does not take. Set token_endpoint_auth_method to none; PKCE protects the sign-in.
            """)
    void itsProgramHasNoSecretEither(String method, String why) {
        refused(with(",'token_endpoint_auth_method':'" + method + "'"), why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'grant_types':['client_credentials']   | Its grant_types must hold authorization_code.
            'grant_types':[]                       | Its grant_types must hold authorization_code.
            'grant_types':'authorization_code'     | Its grant_types must be a list of texts.
            'grant_types':null                     | Its grant_types must be a list of texts.
            'response_types':['token']             | Its response_types must hold code.
            'response_types':[1]                   | Its response_types must be a list of texts.
            'token_endpoint_auth_method':null      | Its token_endpoint_auth_method must be none.
            """)
    void itSignsInByCode(String field, String why) {
        refused(with("," + field), why);
    }

    @Test
    void itsNameIsCleanedForPeople() {
        assertThat(read(withName("' A\\u0000\\r\\nB\\u202Egnp\\u200b.exe\\u2028 C '"))
                        .name())
                .isEqualTo("A B gnp .exe C");
        assertThat(read(withName("'" + "é".repeat(150) + "'")).name()).isEqualTo("é".repeat(100));
        assertThat(read(withName("'" + "\uD83D\uDE80".repeat(150) + "'")).name())
                .isEqualTo("\uD83D\uDE80".repeat(100));
        assertThat(read(withName("'<b>Bücher & Söhne</b>'")).name()).isEqualTo("<b>Bücher & Söhne</b>");
    }

    @Test
    void itHasAName() {
        refused(withName("1"), "It has no client_name.");
        refused(withName("null"), "It has no client_name.");
        refused(withName("' \\u202e\\u0007 '"), "Its client_name has nothing that people could read.");
    }

    @Test
    void itHasOneToTwentyRedirectUris() {
        String twenty = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> "'https://app.example.com/cb" + number + "'")
                .collect(Collectors.joining(","));
        assertThat(read(withRedirects("[" + twenty + "]")).redirectUris()).hasSize(20);
        refused(
                withRedirects("[" + twenty + ",'https://app.example.com/cb']"),
                "Its redirect_uris must be 1 to 20, but are 21.");
        refused(withRedirects("[]"), "Its redirect_uris must be 1 to 20, but are 0.");
        refused(withRedirects("'https://app.example.com/cb'"), "Its redirect_uris must be a list of texts.");
        refused(withRedirects("[null]"), "Its redirect_uris must be a list of texts.");
    }

    @Test
    void oneBadRedirectUriIsEnough() {
        refused(
                withRedirects("['https://app.example.com/cb','javascript:alert(1)']"),
                "A redirect URI has a scheme that is not taken. Use https, http on a loopback address, or a scheme made of a"
                        + " domain of yours, such as com.example.app:/callback.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/cb", "https://example.com/cb", "https://a.app.example.com/cb",
                "https://app.example.com.evil.example/cb", "https://app.example.com:8443/cb",
                        "https://claude.com:8443/cb"
            })
    void itsWebsitesAreOnItsOwnOriginOrAnAllowedHost(String redirectUri) {
        assertThatExceptionOfType(RefusedClientException.class)
                .isThrownBy(() -> read(withRedirects("['" + redirectUri + "']"), "claude.com"))
                .withMessageContaining("on another host than the document");
    }

    @Test
    void loopbackAppsAndAllowedHostsNeedNotBeOnItsOrigin() {
        assertThat(read(
                                withRedirects(
                                        "['https://App.example.com:443/cb','https://claude.com/cb','http://127.0.0.1/cb',"
                                                + "'com.example.app:/cb','cursor://a/cb']"),
                                "claude.com")
                        .redirectUris())
                .hasSize(5);
        assertThat(read(withRedirects("['http://127.0.0.1/cb','http://localhost/cb']"))
                        .onlyLoopback())
                .isTrue();
        assertThat(read(withRedirects("['http://127.0.0.1/cb','com.example.app:/cb']"))
                        .onlyLoopback())
                .isFalse();
    }
}
