package io.throughline.access.oauth;

import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.database.Instants;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Grants as they stand in the database, for tests that need no consent page. */
public final class Grants {

    public static final String CLIENT_ID = "https://claude.example/client.json";
    public static final String CLIENT_NAME = "Claude";

    private final JdbcClient sql;

    public Grants(JdbcClient sql) {
        this.sql = sql;
    }

    /** @return the grant's id */
    public long add(Principal person, Set<Scope> scopes, @Nullable Long onlyWorkspaceId) {
        long now = Instants.micros(TestServer.NOW);
        sql.sql("insert into oauth_client (client_id, source, name, redirect_uris, created_at_micros)"
                        + " values (:id, 'document', :name, '[]', :now) on conflict (client_id) do nothing")
                .param("id", CLIENT_ID)
                .param("name", CLIENT_NAME)
                .param("now", now)
                .update();
        return sql.sql("insert into oauth_grant (tenant_id, person_id, workspace_id, client_id, scopes, resource,"
                        + " created_at_micros) values (:tenant, :person, :workspace, :client, :scopes, 'x', :now)"
                        + " returning id")
                .param("tenant", person.tenantId())
                .param("person", person.personId())
                .param("workspace", onlyWorkspaceId)
                .param("client", CLIENT_ID)
                .param("scopes", Scope.join(scopes))
                .param("now", now)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    public void revoke(long grantId) {
        sql.sql("update oauth_grant set revoked_at_micros = 1 where id = :id")
                .param("id", grantId)
                .update();
    }

    /** Takes a person out of all workspaces. */
    public void removeMember(Principal person) {
        sql.sql("delete from membership where person_id = :person")
                .param("person", person.personId())
                .update();
    }
}
