package io.throughline.erp.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.throughline.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * An OpenID Connect provider with Google's ways: people sign in on its page, or without being asked. What it does wrong is for
 * the test to say. Over a real socket, on this machine.
 */
public final class OpenIdStub implements AutoCloseable {

    public static final String CLIENT = "throughline-test";
    public static final String SECRET = "a secret of the provider";

    /** What people type on its page, whoever they are. */
    public static final String PASSWORD = "provider-password";

    /** How it wants programs to show who they are when they exchange a code. */
    public enum ClientAuthentication {
        /** By a secret, as Google does. */
        SECRET,
        /** Not at all: PKCE is enough. It says so in its metadata. */
        NONE
    }

    /** Who signs in next without being asked, and who is offered by a button on its page. */
    public volatile String email = "owner@firm.example";

    public volatile String subject = "subject-1";
    public volatile Object verified = true;
    public volatile ClientAuthentication clients = ClientAuthentication.SECRET;

    /** Whether people see a page; otherwise they are led back at once. */
    public volatile boolean asksPeople;

    public volatile boolean otherNonce;
    public volatile boolean otherIssuer;
    public volatile boolean otherAudience;
    public volatile boolean otherKey;
    public volatile boolean otherAccessTokenHash;
    public volatile boolean expired;

    /** Leads people back with {@code error=access_denied}. */
    public volatile boolean denies;

    /** Answers everything with 503 and words that nobody should see. */
    public volatile boolean down;

    /** Before each answer to a program. */
    public volatile Duration slowness = Duration.ZERO;

    private final HttpServer server;
    private final OpenIdTokens tokens = new OpenIdTokens();
    private final Map<String, Granted> codes = new ConcurrentHashMap<>();
    private final Map<String, String> accessTokens = new ConcurrentHashMap<>();
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();

    /** What somebody agreed to. */
    private record Granted(Map<String, String> asked, String email) {}

    public OpenIdStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        serve("/.well-known/openid-configuration", exchange -> json(exchange, 200, metadata()));
        serve("/keys", exchange -> json(exchange, 200, new JWKSet(tokens.key().toPublicJWK()).toString()));
        serve("/token", this::token);
        serve("/tokeninfo", this::tokenInfo);
        serve("/authorize", this::authorize);
        server.start();
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Where an access token is asked about, in Google's shape. */
    public String tokenInfoUrl() {
        return issuer() + "/tokeninfo";
    }

    /** With what programs sent people here, the last one last. */
    public List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    /** An access token as if that person had signed in to our program. */
    public String accessTokenOf(String person) {
        String token = "access-" + UUID.randomUUID();
        accessTokens.put(token, person);
        return token;
    }

    /** Where a browser is sent back to that was sent to that address, without the page. */
    public URI redirect(String address) {
        return granted(parameters(URI.create(address).getRawQuery()), email);
    }

    /** As {@link #redirect}, only path and query. */
    public String back(String address) {
        URI to = redirect(address);
        return to.getRawPath() + "?" + to.getRawQuery();
    }

    private String metadata() {
        String method = clients == ClientAuthentication.NONE
                ? "\"none\", \"client_secret_basic\""
                : "\"client_secret_basic\", \"client_secret_post\"";
        return """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "response_types_supported": ["code", "id_token", "id_token token"],
                 "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
                 "scopes_supported": ["openid", "email", "profile"], "code_challenge_methods_supported": ["S256"],
                 "token_endpoint_auth_methods_supported": [%2$s]}
                """.formatted(issuer(), method);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = parameters(exchange.getRequestURI().getRawQuery());
        if (!CLIENT.equals(query.get("client_id")) || query.get("redirect_uri") == null) {
            html(exchange, 400, "<h1>Error 400: invalid_client</h1>");
            return;
        }
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean answered = exchange.getRequestMethod().equals("POST");
        boolean wrong = answered && form.containsKey("user") && !PASSWORD.equals(form.get("password"));
        if (asksPeople && (!answered || (wrong && !form.containsKey("as") && !form.containsKey("cancel")))) {
            html(exchange, 200, page(wrong));
            return;
        }
        String person = form.containsKey("as") ? form.get("as") : form.getOrDefault("user", email);
        URI to = form.containsKey("cancel") ? denied(query) : granted(query, person);
        exchange.getResponseHeaders().set("Location", to.toString());
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    /** Its form goes to the address at which it stands. */
    private String page(boolean wrong) {
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in - Stub accounts</title>
                <body style="font:16px sans-serif;margin:3rem"><h1>Stub accounts</h1>%s
                <form method="post">
                <p><label>User name <input name="user" autocomplete="username"></label></p>
                <p><label>Password <input type="password" name="password"></label></p>
                <p><button>Sign in</button></p></form>
                <form method="post"><p><button name="as" value="%2$s">Continue as %2$s</button></p>
                <p><button name="cancel" value="yes">Cancel</button></p></form></body></html>
                """.formatted(wrong ? "<p role=\"alert\">Wrong password.</p>" : "", email);
    }

    private URI denied(Map<String, String> query) {
        return back(query, Map.of("error", "access_denied", "error_description", "<b>raw text of the provider</b>"));
    }

    private URI granted(Map<String, String> query, String person) {
        asked.add(query);
        if (denies) {
            return denied(query);
        }
        if (query.getOrDefault("response_type", "").equals("code")) {
            String code = "code-" + UUID.randomUUID();
            codes.put(code, new Granted(query, person));
            return back(query, Map.of("code", code));
        }
        String access = accessTokenOf(person);
        return back(
                query,
                Map.of(
                        "access_token",
                        access,
                        "token_type",
                        "Bearer",
                        "expires_in",
                        "3600",
                        "id_token",
                        idToken(query.get("nonce"), person, access)));
    }

    private static URI back(Map<String, String> query, Map<String, String> answer) {
        Map<String, String> all = new TreeMap<>(answer);
        all.put("state", query.getOrDefault("state", ""));
        String text = all.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        boolean inQuery = query.getOrDefault("response_type", "").equals("code");
        return URI.create(query.get("redirect_uri") + (inQuery ? "?" : "#") + text);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Granted granted = codes.remove(form.getOrDefault("code", ""));
        boolean proven = granted != null
                && granted.asked().getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
                && "S256".equals(granted.asked().get("code_challenge_method"))
                && challenge(form.getOrDefault("code_verifier", ""))
                        .equals(granted.asked().get("code_challenge"))
                && isKnown(exchange, form);
        if (!proven) {
            json(
                    exchange,
                    400,
                    "{\"error\": \"invalid_grant\", \"error_description\": \"raw <text> of the provider\"}");
            return;
        }
        String access = accessTokenOf(granted.email());
        json(exchange, 200, """
                {"access_token": "%s", "token_type": "Bearer", "expires_in": 3600, "id_token": "%s"}
                """.formatted(access, idToken(granted.asked().get("nonce"), granted.email(), access)));
    }

    private boolean isKnown(HttpExchange exchange, Map<String, String> form) {
        if (clients == ClientAuthentication.NONE) {
            return CLIENT.equals(form.get("client_id"));
        }
        String basic = Base64.getEncoder()
                .encodeToString((CLIENT + ":" + SECRET.replace(' ', '+')).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private String idToken(String nonce, String person, String access) {
        Instant now = Instant.now();
        try {
            return tokens.idToken(
                    Map.of(
                            "iss",
                            otherIssuer ? "https://elsewhere.example" : issuer(),
                            "sub",
                            subject,
                            "aud",
                            otherAudience ? "somebody-else" : CLIENT,
                            "nonce",
                            otherNonce || nonce == null ? "another" : nonce,
                            "at_hash",
                            OpenIdTokens.hash(otherAccessTokenHash ? "another" : access),
                            "email",
                            person,
                            "email_verified",
                            verified,
                            "name",
                            "Grace <Hopper>"),
                    expired ? now.minusSeconds(3600) : now,
                    otherKey);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tokenInfo(HttpExchange exchange) throws IOException {
        String person = accessTokens.get(
                parameters(exchange.getRequestURI().getRawQuery()).getOrDefault("access_token", ""));
        if (person == null) {
            json(exchange, 400, "{\"error\": \"invalid_token\"}");
            return;
        }
        Instant now = Instant.now().isAfter(TestServer.NOW) ? Instant.now() : TestServer.NOW;
        json(exchange, 200, """
                {"aud": "%1$s", "azp": "%1$s", "email": "%2$s", "email_verified": "%3$s", "exp": "%4$d"}
                """.formatted(
                        otherAudience ? "somebody-else" : CLIENT, person, verified, now.getEpochSecond() + 3600));
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a query, a fragment or a form. */
    public static Map<String, String> parameters(String form) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : (form == null ? "" : form).split("&")) {
            String[] parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                parameters.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Answer answer) {
        server.createContext(path, exchange -> {
            if (!path.equals("/authorize")) {
                await(slowness);
            }
            if (down) {
                html(exchange, 503, "<h1>raw text of the provider</h1>");
            } else {
                answer.to(exchange);
            }
        });
    }

    /** Not a test that waits: it is how long this provider takes. */
    private static void await(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, "application/json", body);
    }

    private static void html(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, "text/html; charset=utf-8", body);
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
