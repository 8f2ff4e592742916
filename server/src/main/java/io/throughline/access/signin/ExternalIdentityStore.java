package io.throughline.access.signin;

import io.throughline.database.Instants;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which account at an identity provider belongs to whom. */
final class ExternalIdentityStore {

    private final JdbcClient sql;

    ExternalIdentityStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<String> findEmail(String issuer, String subject) {
        return sql.sql("""
                        select person.email from external_identity
                          join person on person.id = external_identity.person_id
                         where external_identity.issuer = :issuer and external_identity.subject = :subject
                        """)
                .param("issuer", issuer)
                .param("subject", subject)
                .query((row, number) -> row.getString(1))
                .optional();
    }

    /** Whether somebody has another account at the same provider. */
    boolean isLinked(String issuer, String email) {
        return sql.sql("""
                        select count(*) from external_identity
                          join person on person.id = external_identity.person_id
                         where external_identity.issuer = :issuer and person.email = :email
                        """)
                        .param("issuer", issuer)
                        .param("email", email)
                        .query((row, number) -> row.getLong(1))
                        .single()
                > 0;
    }

    void link(String issuer, String subject, long personId, Instant now) {
        sql.sql("""
                        insert into external_identity (issuer, subject, person_id, linked_at_micros)
                        values (:issuer, :subject, :person, :now) on conflict (issuer, subject) do nothing
                        """)
                .param("issuer", issuer)
                .param("subject", subject)
                .param("person", personId)
                .param("now", Instants.micros(now))
                .update();
    }
}
