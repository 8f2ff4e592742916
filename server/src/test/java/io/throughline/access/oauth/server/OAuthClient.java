package io.throughline.access.oauth.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.console.Browser;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A public client that does what the specification says, unless a test changes a parameter. */
final class OAuthClient {

    static final String REDIRECT = "http://127.0.0.1:7777/callback";
    static final String VERIFIER = "a-verifier-of-the-test-that-is-long-enough-to-be-one";
    private static final Pattern STATE = Pattern.compile("name=\"state\" value=\"([^\"]+)\"");
    private static final JsonMapper json = JsonMapper.builder().build();

    final String base;
    final Browser program;
    String clientId = "";

    OAuthClient(String base) {
        this.base = base;
        this.program = new Browser(base);
    }

    OAuthClient register(String... redirectUris) {
        String uris =
                redirectUris.length == 0 ? "\"" + REDIRECT + "\"" : "\"" + String.join("\",\"", redirectUris) + "\"";
        HttpResponse<String> answer = postJson(
                "/oauth/register",
                "{\"client_name\":\"Test program\",\"redirect_uris\":[" + uris
                        + "],\"token_endpoint_auth_method\":\"none\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        clientId = json.readTree(answer.body()).path("client_id").asString();
        return this;
    }

    HttpResponse<String> postJson(String path, String body) {
        return program.postJson(path, body);
    }

    /** The address to open, with parameters that a test changes; an empty value leaves one out. */
    String authorizeAddress(String... changes) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "response_type",
                "code",
                "client_id",
                clientId,
                "redirect_uri",
                REDIRECT,
                "scope",
                "mcp:enabled backlog:read",
                "state",
                "client-state",
                "code_challenge",
                challenge(VERIFIER),
                "code_challenge_method",
                "S256"));
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        parameters.values().removeIf(String::isEmpty);
        String[] flat = parameters.entrySet().stream()
                .flatMap(entry -> Arrays.stream(new String[] {entry.getKey(), entry.getValue()}))
                .toArray(String[]::new);
        return "/oauth/authorize?" + Browser.form(flat);
    }

    /** Goes through the consent in the browser of a person; gives the answer that leads back to the program. */
    HttpResponse<String> consent(Browser person, String place, String... changes) {
        HttpResponse<String> page = person.follow(authorizeAddress(changes));
        assertThat(page.statusCode()).as(page.headers().map() + page.body()).isEqualTo(200);
        return person.submit(
                "/oauth/authorize",
                "client_id",
                clientId,
                "state",
                state(page),
                "place",
                place,
                "scope",
                "mcp:enabled",
                "scope",
                "backlog:read");
    }

    static String state(HttpResponse<String> consentPage) {
        Matcher state = STATE.matcher(consentPage.body());
        assertThat(state.find()).as(consentPage.body()).isTrue();
        return state.group(1);
    }

    String code(Browser person, String place) {
        return query(location(consent(person, place))).get("code");
    }

    HttpResponse<String> token(String... namesAndValues) {
        return program.submitAsIs("/oauth/token", Browser.form(namesAndValues));
    }

    HttpResponse<String> exchange(String code) {
        return token(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", REDIRECT,
                "client_id", clientId,
                "code_verifier", VERIFIER);
    }

    HttpResponse<String> refresh(String refreshToken) {
        return token("grant_type", "refresh_token", "refresh_token", refreshToken, "client_id", clientId);
    }

    HttpResponse<String> call(String accessToken) {
        return program.postJson(
                "/mcp", """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",
                 "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""", "Authorization", "Bearer " + accessToken, "Accept", "application/json, text/event-stream");
    }

    /** Where an answer leads to. */
    static String location(HttpResponse<String> answer) {
        return Browser.location(answer).orElseThrow();
    }

    static JsonNode body(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }

    static Map<String, String> query(String address) {
        Map<String, String> parameters = new HashMap<>();
        String query = URI.create(address).getRawQuery();
        for (String pair : (query == null ? "" : query).split("&")) {
            int equal = pair.indexOf('=');
            if (equal > 0) {
                parameters.put(
                        pair.substring(0, equal), URLDecoder.decode(pair.substring(equal + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
