package io.throughline.access.signin;

import io.throughline.database.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;

/** Passkeys, and by what authenticators know people. */
final class PasskeyStore {

    private static final String COLUMNS = """
            select passkey.credential_id, person.passkey_handle, passkey.name, passkey.public_key,
                   passkey.signature_count, passkey.user_verified, passkey.backup_eligible, passkey.backed_up,
                   passkey.transports, passkey.attestation_object, passkey.client_data, passkey.created_at_micros,
                   passkey.last_used_at_micros
              from passkey join person on person.id = passkey.person_id
            """;

    private final JdbcClient sql;

    PasskeyStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param transports separated by commas */
    record Row(
            String credentialId,
            String handle,
            String name,
            Bytes publicKey,
            long signatureCount,
            boolean userVerified,
            boolean backupEligible,
            boolean backedUp,
            String transports,
            Bytes attestationObject,
            Bytes clientData,
            Instant createdAt,
            Instant lastUsedAt) {}

    /** @param handle null until they add a passkey */
    record Holder(
            long personId,
            String email,
            String name,
            @Nullable String handle) {}

    Optional<Holder> holderByEmail(String email) {
        return sql.sql("select id, email, name, passkey_handle from person where email = :email")
                .param("email", email)
                .query(PasskeyStore::holder)
                .optional();
    }

    Optional<Holder> holderByHandle(String handle) {
        return sql.sql("select id, email, name, passkey_handle from person where passkey_handle = :handle")
                .param("handle", handle)
                .query(PasskeyStore::holder)
                .optional();
    }

    /** Keeps the handle that another request has just given. */
    void giveHandle(String email, String handle) {
        sql.sql("update person set passkey_handle = :handle where email = :email and passkey_handle is null")
                .param("handle", handle)
                .param("email", email)
                .update();
    }

    Optional<Row> find(String credentialId) {
        return sql.sql(COLUMNS + " where passkey.credential_id = :id")
                .param("id", credentialId)
                .query(PasskeyStore::row)
                .optional();
    }

    List<Row> ofHandle(String handle) {
        return sql.sql(COLUMNS + " where person.passkey_handle = :handle order by passkey.created_at_micros")
                .param("handle", handle)
                .query(PasskeyStore::row)
                .list();
    }

    List<Row> ofPerson(long personId) {
        return sql.sql(COLUMNS + " where passkey.person_id = :person order by passkey.created_at_micros")
                .param("person", personId)
                .query(PasskeyStore::row)
                .list();
    }

    void insert(Row passkey) {
        sql.sql("""
                        insert into passkey (credential_id, person_id, name, public_key, signature_count, user_verified,
                                             backup_eligible, backed_up, transports, attestation_object, client_data,
                                             created_at_micros, last_used_at_micros)
                        select :id, person.id, :name, :key, :count, :verified, :eligible, :backedUp, :transports,
                               :attestation, :client, :created, :used
                          from person where passkey_handle = :handle
                        """)
                .param("id", passkey.credentialId())
                .param("name", passkey.name())
                .param("key", passkey.publicKey().getBytes())
                .param("count", passkey.signatureCount())
                .param("verified", passkey.userVerified())
                .param("eligible", passkey.backupEligible())
                .param("backedUp", passkey.backedUp())
                .param("transports", passkey.transports())
                .param("attestation", passkey.attestationObject().getBytes())
                .param("client", passkey.clientData().getBytes())
                .param("created", Instants.micros(passkey.createdAt()))
                .param("used", Instants.micros(passkey.lastUsedAt()))
                .param("handle", passkey.handle())
                .update();
    }

    void markUsed(String credentialId, long signatureCount, boolean backedUp, Instant lastUsedAt) {
        sql.sql("""
                        update passkey set signature_count = :count, backed_up = :backedUp, last_used_at_micros = :used
                         where credential_id = :id
                        """)
                .param("count", signatureCount)
                .param("backedUp", backedUp)
                .param("used", Instants.micros(lastUsedAt))
                .param("id", credentialId)
                .update();
    }

    boolean delete(long personId, String credentialId) {
        return sql.sql("delete from passkey where credential_id = :id and person_id = :person")
                        .param("id", credentialId)
                        .param("person", personId)
                        .update()
                == 1;
    }

    private static Holder holder(ResultSet row, int number) throws SQLException {
        return new Holder(row.getLong(1), row.getString(2), row.getString(3), row.getString(4));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("credential_id"),
                row.getString("passkey_handle"),
                row.getString("name"),
                new Bytes(row.getBytes("public_key")),
                row.getLong("signature_count"),
                row.getBoolean("user_verified"),
                row.getBoolean("backup_eligible"),
                row.getBoolean("backed_up"),
                row.getString("transports"),
                new Bytes(row.getBytes("attestation_object")),
                new Bytes(row.getBytes("client_data")),
                Instants.ofMicros(row.getLong("created_at_micros")),
                Instants.ofMicros(row.getLong("last_used_at_micros")));
    }
}
