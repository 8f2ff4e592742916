package io.throughline.access.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Sealer;
import io.throughline.database.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

abstract class SigningKeysSpec {

    private final TestServer server;
    private final SigningKeys keys;

    SigningKeysSpec(TestDatabase database) {
        server = TestServer.on(database);
        keys = server.get(SigningKeys.class);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private SigningKeys node(String secret) {
        return new SigningKeys(
                new SigningKeyStore(server.sql()),
                new Sealer(List.of(secret)),
                server.get(Transactions.class),
                server.get(Clock.class));
    }

    private List<String> published(SigningKeys node) {
        return node.publicKeys().getKeys().stream().map(JWK::getKeyID).toList();
    }

    @Test
    void aKeyIsMadeOnceAndKept() {
        ECKey key = keys.signingKey();

        assertThat(keys.signingKey()).isEqualTo(key);
        assertThat(published(keys)).containsExactly(key.getKeyID());
        try (TestServer beside = server.beside()) {
            assertThat(beside.get(SigningKeys.class).signingKey()).isEqualTo(key);
        }
    }

    @Test
    void nobodySeesThePrivatePart() throws Exception {
        ECKey key = keys.signingKey();
        String secret = key.getD().toString();

        assertThat(keys.publicKeys().getKeys()).noneMatch(JWK::isPrivate);
        assertThat(keys.publicKeys().toString(false)).doesNotContain(secret, "\"d\"");
        assertThat(server.sql()
                        .sql("select * from signing_key")
                        .query()
                        .listOfRows()
                        .toString())
                .contains(key.getKeyID())
                .doesNotContain(secret);
    }

    @Test
    void aKeySignsForThirtyDaysAndIsPublishedOneMore() {
        ECKey first = keys.signingKey();
        server.pass(Duration.ofDays(30).minusSeconds(1));
        assertThat(keys.signingKey()).isEqualTo(first);

        server.pass(Duration.ofSeconds(1));
        ECKey second = keys.signingKey();

        assertThat(second).isNotEqualTo(first);
        assertThat(published(keys)).containsExactly(second.getKeyID(), first.getKeyID());
        server.pass(Duration.ofDays(1).minusSeconds(1));
        assertThat(published(keys)).containsExactly(second.getKeyID(), first.getKeyID());
        server.pass(Duration.ofMinutes(1)); // which is how long what was read may be used
        assertThat(published(keys)).containsExactly(second.getKeyID());
    }

    @Test
    void oldKeysAreForgotten() {
        for (int month = 0; month < 4; month++) {
            keys.signingKey();
            server.pass(Duration.ofDays(31));
        }
        assertThat(server.rowsByTable().get("signing_key")).isLessThanOrEqualTo(2);
    }

    @Test
    void theSigningKeyComesFirstWhereEncodersLook() throws Exception {
        keys.signingKey();
        server.pass(Duration.ofDays(30));
        ECKey second = keys.signingKey();

        List<JWK> found = keys.jwkSource().get(new JWKSelector(new JWKMatcher.Builder().build()), null);

        assertThat(found).hasSize(2);
        assertThat(found.getFirst()).isEqualTo(second);
        assertThat(found.getLast().isPrivate()).isFalse();
    }

    @Test
    void aNodeWithAnotherSecretSignsWithAKeyOfItsOwnAndChecksByAll() {
        SigningKeys one = node("the secret of the first node, long enough");
        SigningKeys other = node("the secret of the other node, long enough");
        ECKey ofOne = one.signingKey();
        ECKey ofOther = other.signingKey();

        assertThat(ofOther).isNotEqualTo(ofOne);
        assertThat(published(other)).containsExactlyInAnyOrder(ofOne.getKeyID(), ofOther.getKeyID());
        server.pass(Duration.ofMinutes(1));
        assertThat(published(one)).containsExactlyInAnyOrder(ofOne.getKeyID(), ofOther.getKeyID());
        assertThat(one.signingKey()).isEqualTo(ofOne);
        assertThat(other.signingKey()).isEqualTo(ofOther);
    }

    @Test
    void nodesThatMakeAKeyAtTheSameMomentCheckEachOthersTokens() throws Exception {
        String secret = "one secret for all nodes, long enough";
        List<SigningKeys> nodes =
                IntStream.range(0, 6).mapToObj(number -> node(secret)).toList();
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<ECKey>> made = threads.invokeAll(nodes.stream()
                    .map(node -> (Callable<ECKey>) node::signingKey)
                    .toList());
            Set<String> used =
                    made.stream().map(Future::resultNow).map(ECKey::getKeyID).collect(Collectors.toSet());
            server.pass(Duration.ofMinutes(1));

            assertThat(nodes).allSatisfy(node -> assertThat(published(node)).containsAll(used));
            assertThat(nodes.stream().map(SigningKeys::signingKey).distinct()).hasSize(1);
        }
    }

    @Test
    void anUnknownKeyIsLookedForAtOnceButNotAgainAndAgain() throws Exception {
        SigningKeys other = node("the secret of the other node, long enough");
        keys.signingKey();
        published(keys);
        ECKey ofOther = other.signingKey();

        assertThat(find(ofOther.getKeyID())).as("at once").hasSize(1);
        server.pass(Duration.ofDays(30));
        keys.signingKey();
        assertThat(find("invented")).isEmpty();
        ECKey next = other.signingKey();
        assertThat(find(next.getKeyID())).as("right after another look").isEmpty();
        server.pass(Duration.ofSeconds(5));
        assertThat(find(next.getKeyID())).hasSize(1);
    }

    private List<JWK> find(String kid) throws Exception {
        return keys.checkingKeys()
                .get(new JWKSelector(new JWKMatcher.Builder().keyID(kid).build()), null);
    }

    @Test
    void checkingMakesNoKey() throws Exception {
        assertThat(find("invented")).isEmpty();
        assertThat(server.rowsByTable().get("signing_key")).isZero();
    }
}
