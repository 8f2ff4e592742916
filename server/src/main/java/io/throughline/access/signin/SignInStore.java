package io.throughline.access.signin;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people sign in with. */
final class SignInStore {

    private static final String CAN_SIGN_IN = """
            (password_hash is not null
             or exists (select 1 from passkey where passkey.person_id = person.id)
             or exists (select 1 from external_identity where external_identity.person_id = person.id))
            """;

    private final JdbcClient sql;

    SignInStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param passwordHash null if the person has none */
    record Account(long personId, String email, @Nullable String passwordHash) {}

    Optional<Account> findAccount(String email) {
        return sql.sql("select id, email, password_hash from person where email = :email")
                .param("email", email)
                .query((row, number) -> new Account(row.getLong(1), row.getString(2), row.getString(3)))
                .optional();
    }

    void setPassword(long personId, String hash) {
        sql.sql("update person set password_hash = :hash where id = :id")
                .param("hash", hash)
                .param("id", personId)
                .update();
    }

    /** Removes all passkeys of a person, and what links them to accounts of a provider. */
    void deleteOtherWays(long personId) {
        for (String table : List.of("passkey", "external_identity")) {
            sql.sql("delete from " + table + " where person_id = :person")
                    .param("person", personId)
                    .update();
        }
    }

    void rename(long personId, String name, ZoneId zone) {
        sql.sql("update person set name = :name, zone = :zone where id = :id")
                .param("name", name)
                .param("zone", zone.getId())
                .param("id", personId)
                .update();
    }

    boolean anybodyCanSignIn() {
        return sql.sql("select count(*) from person where sample = false and " + CAN_SIGN_IN)
                        .query((row, number) -> row.getLong(1))
                        .single()
                > 0;
    }

    boolean isTaken(String email) {
        return sql.sql("select count(*) from person where email = :email and (" + CAN_SIGN_IN + """
                                 or exists (select 1 from membership where membership.person_id = person.id)
                                 or exists (select 1 from api_key where api_key.person_id = person.id)
                                 or exists (select 1 from oauth_grant where oauth_grant.person_id = person.id))
                                """)
                        .param("email", email)
                        .query((row, number) -> row.getLong(1))
                        .single()
                > 0;
    }
}
