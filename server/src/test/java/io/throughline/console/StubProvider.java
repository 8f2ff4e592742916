package io.throughline.console;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** An OpenID Connect provider whose people sign in without being asked. */
final class StubProvider implements AutoCloseable {

    static final String CLIENT = "throughline-test";
    static final String SECRET = "a secret of the provider";

    /** Who signs in next. */
    String subject = "subject-1";

    String email = "owner@firm.example";
    Object verified = true;
    boolean otherNonce;
    boolean otherAudience;
    boolean otherKey;

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey strangeKey;
    private final Map<String, Map<String, String>> requests = new ConcurrentHashMap<>();

    StubProvider() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        strangeKey = new RSAKeyGenerator(2048).keyID("k1").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/.well-known/openid-configuration", exchange -> send(exchange, 200, """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"], "scopes_supported": ["openid", "email", "profile"]}
                """.formatted(issuer())));
        server.createContext("/keys", exchange -> send(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** What a browser would be sent back to after it was sent to that address. */
    String authorize(String address) {
        Map<String, String> asked = parameters(URI.create(address).getRawQuery());
        String code = UUID.randomUUID().toString();
        requests.put(code, asked);
        URI back = URI.create(asked.getOrDefault("redirect_uri", ""));
        return back.getPath() + "?code=" + code + "&state=" + asked.get("state").replace("=", "%3D");
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = requests.remove(form.getOrDefault("code", ""));
        String basic = Base64.getEncoder()
                .encodeToString((CLIENT + ":" + SECRET.replace(' ', '+')).getBytes(StandardCharsets.UTF_8));
        try {
            boolean proven = asked != null
                    && "S256".equals(asked.get("code_challenge_method"))
                    && challenge(form.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"))
                    && ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!proven) {
                send(exchange, 400, "{\"error\": \"invalid_grant\"}");
                return;
            }
            send(exchange, 200, """
                    {"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": "%s"}
                    """.formatted(idToken(asked.get("nonce"))));
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IOException(e);
        }
    }

    private String idToken(String nonce) throws JOSEException {
        Instant now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(subject)
                .audience(otherAudience ? "somebody-else" : CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .claim("nonce", otherNonce ? "another" : nonce)
                .claim("email", email)
                .claim("email_verified", verified)
                .claim("name", "Grace <Hopper>")
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims);
        token.sign(new RSASSASigner(otherKey ? strangeKey : key));
        return token.serialize();
    }

    private static String challenge(String verifier) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static Map<String, String> parameters(String form) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
