package io.throughline.access.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.CredentialCheck;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccessTokensSpec {

    private static final String ISSUER = "https://plan.example";
    private static final String RESOURCE = "https://plan.example/mcp";
    private static final List<String> RESOURCES = List.of(RESOURCE, "https://plan.example/sse");
    private static final Set<Scope> READING = Set.of(Scope.MCP_ENABLED, Scope.BACKLOG_READ);
    private static final CredentialCheck UNKNOWN = new CredentialCheck.Rejected(
            "This access token is unknown or was revoked. Have your program ask for access again.");

    private final TestServer server;
    private final AccessTokens tokens;
    private final Grants grants;
    private final AtomicInteger companies = new AtomicInteger();

    AccessTokensSpec(TestDatabase database) {
        server = TestServer.on(database);
        tokens = server.get(AccessTokens.class);
        grants = new Grants(server.sql());
    }

    @AfterAll
    void close() {
        server.close();
    }

    /** A person who let a program in. */
    private record Consent(TestServer.Company company, long grantId) {

        Principal person() {
            return company.principal();
        }
    }

    private Consent consent(Set<Scope> scopes) {
        TestServer.Company company = server.company("consent" + companies.incrementAndGet());
        return new Consent(company, grants.add(company.principal(), scopes, null));
    }

    private String issue(Consent consent) {
        return tokens.issue(
                consent.grantId(), consent.person().personId(), Grants.CLIENT_ID, READING, ISSUER, RESOURCE);
    }

    private CredentialCheck check(String token) {
        return tokens.check(token, ISSUER, RESOURCES);
    }

    private Principal accepted(String token) {
        CredentialCheck check = check(token);
        assertThat(check).isInstanceOf(CredentialCheck.Accepted.class);
        return ((CredentialCheck.Accepted) check).principal();
    }

    private void rejected(String token, String beginning) {
        assertThat(check(token))
                .isInstanceOfSatisfying(
                        CredentialCheck.Rejected.class,
                        rejected -> assertThat(rejected.message()).startsWith(beginning));
    }

    /** The claims of a good token. */
    private JWTClaimsSet.Builder claims(Consent consent) {
        Instant now = server.get(java.time.Clock.class).instant();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(RESOURCE)
                .subject(Long.toString(consent.person().personId()))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .jwtID("one")
                .claim("client_id", Grants.CLIENT_ID)
                .claim("scope", "mcp:enabled backlog:read")
                .claim("grant", consent.grantId());
    }

    private String signed(JWTClaimsSet.Builder claims) throws Exception {
        ECKey key = server.get(SigningKeys.class).signingKey();
        return sign(header(key.getKeyID()), claims, new ECDSASigner(key));
    }

    private static JWSHeader header(@Nullable String kid) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(kid)
                .build();
    }

    private static String sign(JWSHeader header, JWTClaimsSet.Builder claims, JWSSigner signer) throws Exception {
        var token = new SignedJWT(header, claims.build());
        token.sign(signer);
        return token.serialize();
    }

    @Test
    void aTokenLetsItsPersonInWithWhatTheyAllowed() {
        Consent consent = consent(READING);

        Principal principal = accepted(issue(consent));

        assertThat(principal)
                .isEqualTo(new Principal(
                        consent.person().tenantId(),
                        consent.person().personId(),
                        "Ada Owner",
                        consent.person().zone(),
                        "Claude (grant " + consent.grantId() + ")",
                        READING));
    }

    @Test
    void aTokenSaysWhatTheStandardWants() throws Exception {
        Consent consent = consent(READING);
        SignedJWT token = SignedJWT.parse(issue(consent));

        assertThat(token.getHeader().getType()).hasToString("at+jwt");
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(ISSUER);
        assertThat(claims.getAudience()).containsExactly(RESOURCE);
        assertThat(claims.getSubject()).isEqualTo(Long.toString(consent.person().personId()));
        assertThat(claims.getStringClaim("client_id")).isEqualTo(Grants.CLIENT_ID);
        assertThat(claims.getStringClaim("scope")).isEqualTo("mcp:enabled backlog:read");
        assertThat(claims.getLongClaim("grant")).isEqualTo(consent.grantId());
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void aTokenGivesNeitherMoreThanItSaysNorMoreThanTheGrant() throws Exception {
        Consent consent = consent(Set.of(Scope.MCP_ENABLED, Scope.BACKLOG_READ, Scope.LOGS_READ));

        assertThat(accepted(signed(claims(consent).claim("scope", "mcp:enabled logs:read prd:write")))
                        .scopes())
                .containsExactlyInAnyOrder(Scope.MCP_ENABLED, Scope.LOGS_READ);
    }

    @Test
    void aTokenIsConfinedAsTheGrantIs() {
        Consent consent = consent(READING);
        Workspace only = consent.company().workspace();
        long confined = grants.add(consent.person(), READING, only.id());

        assertThat(accepted(issue(new Consent(consent.company(), confined))).onlyWorkspaceId())
                .isEqualTo(only.id());
    }

    @Test
    void aTokenExpiresToTheSecond() {
        String token = issue(consent(READING));
        server.pass(Duration.ofMinutes(15).minusSeconds(1));
        accepted(token);

        server.pass(Duration.ofSeconds(1));

        rejected(token, "This access token expired at 20");
    }

    @Test
    void aRevokedGrantEndsItsTokensAtOnce() {
        Consent consent = consent(READING);
        String token = issue(consent);
        accepted(token);

        grants.revoke(consent.grantId());

        assertThat(check(token)).isEqualTo(UNKNOWN);
    }

    @Test
    void whoLeftTheTenantIsKeptOut() {
        Consent consent = consent(READING);
        String token = issue(consent);
        accepted(token);

        grants.removeMember(consent.person());

        rejected(token, "Tenant not found: Ada Owner is no longer a member of a workspace");
    }

    @Test
    void whoLeftTheOneWorkspaceOfTheGrantIsKeptOut() {
        TestServer.Company company = server.company("consent" + companies.incrementAndGet());
        Principal colleague = server.colleague(company, "eve", Role.MEMBER);
        Workspace other = server.get(WorkspaceService.class).create(company.principal(), "OTHER", "Other");
        server.get(AccessService.class).grantRole(company.tenant().id(), other.id(), colleague.personId(), Role.MEMBER);
        long grant = grants.add(colleague, READING, other.id());
        String token = tokens.issue(grant, colleague.personId(), Grants.CLIENT_ID, READING, ISSUER, RESOURCE);
        accepted(token);

        server.sql()
                .sql("delete from membership where person_id = :person and workspace_id = :workspace")
                .param("person", colleague.personId())
                .param("workspace", other.id())
                .update();

        rejected(token, "Tenant not found: ");
    }

    @Test
    void aTokenWithoutTheScopeOfEveryCallIsNotEnabled() throws Exception {
        Consent consent = consent(READING);

        assertThat(check(signed(claims(consent).claim("scope", "backlog:read"))))
                .isInstanceOf(CredentialCheck.NotEnabled.class);
    }

    // --- attacks ---

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "pm33_live_x", "💥", "a b"})
    void whatIsNoTokenIsRejected(String token) {
        assertThat(check(token)).isEqualTo(UNKNOWN);
    }

    @Test
    void aTokenWithoutASignatureIsRejected() {
        assertThat(check(new PlainJWT(claims(consent(READING)).build()).serialize()))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASecretIsRejected() throws Exception {
        Consent consent = consent(READING);
        ECKey key = server.get(SigningKeys.class).signingKey();
        byte[] known = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();

        assertThat(check(sign(header, claims(consent), new MACSigner(known)))).isEqualTo(UNKNOWN);
        assertThat(check(sign(
                        header, claims(consent), new MACSigner(key.toPublicKey().getEncoded()))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void aTokenOfAnotherKeyIsRejectedWhateverItCallsItself() throws Exception {
        Consent consent = consent(READING);
        ECKey ours = server.get(SigningKeys.class).signingKey();
        ECKey theirs = new ECKeyGenerator(Curve.P_256).keyID("theirs").generate();
        var signer = new ECDSASigner(theirs);

        assertThat(check(sign(header("theirs"), claims(consent), signer))).isEqualTo(UNKNOWN);
        assertThat(check(sign(header(ours.getKeyID()), claims(consent), signer)))
                .isEqualTo(UNKNOWN);
        assertThat(check(sign(header(null), claims(consent), signer))).isEqualTo(UNKNOWN);
        var broughtAlong = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .jwk(theirs.toPublicJWK())
                .build();
        assertThat(check(sign(broughtAlong, claims(consent), signer))).isEqualTo(UNKNOWN);
    }

    @Test
    void anotherAlgorithmIsRejected() throws Exception {
        var key = new RSAKeyGenerator(2048).generate();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(server.get(SigningKeys.class).signingKey().getKeyID())
                .build();

        assertThat(check(sign(header, claims(consent(READING)), new RSASSASigner(key))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void aTokenOfAnotherKindIsRejected() throws Exception {
        ECKey key = server.get(SigningKeys.class).signingKey();
        var plain = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID());

        for (JWSHeader header : List.of(
                plain.build(),
                plain.type(JOSEObjectType.JWT).build(),
                plain.type(new JOSEObjectType("id+jwt")).build())) {
            assertThat(check(sign(header, claims(consent(READING)), new ECDSASigner(key))))
                    .isEqualTo(UNKNOWN);
        }
    }

    @Test
    void aChangedTokenIsRejectedAlsoAfterTheTrueOneWasSeen() {
        String token = issue(consent(READING));
        accepted(token);
        int middle = token.indexOf('.') + 20;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';

        assertThat(check(token.substring(0, middle) + other + token.substring(middle + 1)))
                .isEqualTo(UNKNOWN);
        assertThat(check(token.substring(0, token.lastIndexOf('.') + 1))).isEqualTo(UNKNOWN);
        accepted(token);
    }

    @Test
    void beginAndEndAreKept() throws Exception {
        Consent consent = consent(READING);
        Instant now = server.get(java.time.Clock.class).instant();

        accepted(signed(claims(consent).notBeforeTime(Date.from(now.plusSeconds(30)))));
        rejected(
                signed(claims(consent).notBeforeTime(Date.from(now.plusSeconds(31)))),
                "This access token is not good before ");
        rejected(signed(claims(consent).expirationTime(Date.from(now))), "This access token expired at ");
        rejected(signed(claims(consent).expirationTime(new Date(0))), "This access token expired at ");
        assertThat(check(signed(claims(consent).expirationTime(null)))).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://plan.example",
                "https://plan.example/mcp/more",
                "https://plan.example/MCP",
                "https://plan.example:8443/mcp",
                "http://plan.example/mcp",
                "https://evil.example/mcp",
                "https://plan.example.evil.example/mcp",
                "https://plan.example/mcp?x",
                "https://plan.example/mcp//",
                "/mcp",
                "not an address"
            })
    void aTokenForAnotherResourceIsRejected(String audience) throws Exception {
        rejected(
                signed(claims(consent(READING)).audience(audience)),
                "This access token is for " + audience + ", not for https://plan.example/mcp.");
    }

    @Test
    void aTokenForNoResourceIsRejected() throws Exception {
        rejected(signed(claims(consent(READING)).audience((String) null)), "This access token is for ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://plan.example/mcp",
                "https://plan.example/mcp/",
                "HTTPS://Plan.EXAMPLE/mcp",
                "https://plan.example/sse"
            })
    void ourResourceIsKnownHoweverItsHostIsWritten(String audience) throws Exception {
        accepted(signed(claims(consent(READING)).audience(audience)));
        accepted(signed(claims(consent(READING)).audience(List.of("https://other.example/", audience))));
    }

    @Test
    void whereThereIsNoOldTransportNoTokenIsForIt() throws Exception {
        String token = signed(claims(consent(READING)).audience("https://plan.example/sse"));

        assertThat(tokens.check(token, ISSUER, List.of(RESOURCE))).isInstanceOf(CredentialCheck.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://plan.example/", "https://PLAN.example", "https://evil.example", ""})
    void aTokenOfAnotherIssuerIsRejected(String issuer) throws Exception {
        rejected(
                signed(claims(consent(READING)).issuer(issuer)),
                "This access token was issued by " + issuer + ", not by https://plan.example.");
    }

    @Test
    void whatIsMissingOrDoesNotFitTheGrantIsRejected() throws Exception {
        Consent consent = consent(READING);
        Consent other = consent(READING);
        List<UnaryOperator<JWTClaimsSet.Builder>> changes = List.of(
                claims -> claims.claim("grant", null),
                claims -> claims.claim("grant", "x"),
                claims -> claims.claim("grant", -1),
                claims -> claims.claim("grant", other.grantId()),
                claims -> claims.claim("client_id", null),
                claims -> claims.claim("client_id", "https://other.example/client.json"),
                claims -> claims.claim("scope", null),
                claims -> claims.claim("scope", List.of("mcp:enabled")),
                claims -> claims.jwtID(null),
                claims -> claims.subject(null),
                claims -> claims.subject("ada"),
                claims -> claims.subject(Long.toString(other.person().personId())));
        for (UnaryOperator<JWTClaimsSet.Builder> change : changes) {
            JWTClaimsSet.Builder changed = change.apply(claims(consent));
            assertThat(check(signed(changed))).as(changed.build().toString()).isEqualTo(UNKNOWN);
        }
    }

    @Test
    void theLastUseIsNotedButNotMoreThanOnceAMinute() throws Exception {
        Consent consent = consent(READING);
        String token = issue(consent);
        accepted(token);
        long first = awaitLastUse(consent, 0);
        server.pass(Duration.ofSeconds(60));
        accepted(token);
        Thread.sleep(50);
        assertThat(awaitLastUse(consent, 0)).isEqualTo(first);
        server.pass(Duration.ofSeconds(1));

        accepted(token);

        assertThat(awaitLastUse(consent, first)).isEqualTo(first + 61_000_000);
    }

    private long awaitLastUse(Consent consent, long before) throws InterruptedException {
        for (int round = 0; round < 500; round++) {
            long lastUse = server.sql()
                    .sql("select coalesce(last_used_at_micros, 0) from oauth_grant where id = :id")
                    .param("id", consent.grantId())
                    .query((row, number) -> row.getLong(1))
                    .single();
            if (lastUse > before) {
                return lastUse;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("The last use was not noted.");
    }
}
