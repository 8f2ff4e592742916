package io.throughline.access.oauth;

import io.throughline.database.Instants;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys that sign access tokens. They belong to the server, not to a tenant. */
final class SigningKeyStore {

    private final JdbcClient sql;

    SigningKeyStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A key as it is stored.
     *
     * @param publicJwk JSON
     * @param sealedPrivateJwk JSON, sealed by the node that made the key
     */
    record StoredKey(
            String kid,
            String publicJwk,
            String sealedPrivateJwk,
            Instant createdAt,
            Instant signsUntil,
            Instant publishedUntil) {}

    /** Those by which tokens are still checked, newest first. */
    List<StoredKey> published(Instant now) {
        return sql.sql("""
                        select kid, public_jwk, sealed_private_jwk, created_at_micros, signs_until_micros,
                               published_until_micros
                          from signing_key
                         where published_until_micros > :now
                         order by created_at_micros desc, kid
                        """)
                .param("now", Instants.micros(now))
                .query((row, number) -> new StoredKey(
                        row.getString("kid"),
                        row.getString("public_jwk"),
                        row.getString("sealed_private_jwk"),
                        Instants.ofMicros(row.getLong("created_at_micros")),
                        Instants.ofMicros(row.getLong("signs_until_micros")),
                        Instants.ofMicros(row.getLong("published_until_micros"))))
                .list();
    }

    void insert(StoredKey key) {
        sql.sql("""
                        insert into signing_key (kid, public_jwk, sealed_private_jwk, created_at_micros,
                               signs_until_micros, published_until_micros)
                        values (:kid, :public, :private, :created, :signs, :published)
                        """)
                .param("kid", key.kid())
                .param("public", key.publicJwk())
                .param("private", key.sealedPrivateJwk())
                .param("created", Instants.micros(key.createdAt()))
                .param("signs", Instants.micros(key.signsUntil()))
                .param("published", Instants.micros(key.publishedUntil()))
                .update();
    }

    /** Forgets keys that were withdrawn before a time. */
    void deletePublishedUntil(Instant before) {
        sql.sql("delete from signing_key where published_until_micros < :before")
                .param("before", Instants.micros(before))
                .update();
    }
}
