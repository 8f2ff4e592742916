package io.throughline.access;

import io.throughline.database.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit trail. */
final class AuditStore {

    /** Of entries whose workspace is gone nobody is the manager: they count as the tenant's. */
    private static final String PAGE = """
            select audit_event.id, audit_event.at_micros, person.name as person_name, person.email as person_email,
                   audit_event.client, audit_event.from_address, workspace.key as workspace_key, audit_event.action,
                   audit_event.outcome, audit_event.detail
              from audit_event
              left join person on person.id = audit_event.person_id
              left join workspace on workspace.id = audit_event.workspace_id
                                 and workspace.tenant_id = audit_event.tenant_id
             where audit_event.tenant_id = :tenant
               and (workspace.id is null
                    or workspace.id in (select workspace_id from membership
                                         where tenant_id = :tenant and person_id = :person
                                           and role in ('owner', 'admin')))
               and (cast(:before as bigint) is null or audit_event.id < :before)
               and (cast(:from as bigint) is null or audit_event.at_micros >= :from)
               and (cast(:until as bigint) is null or audit_event.at_micros < :until)
               and (cast(:email as text) is null or person.email = :email)
               and (cast(:action as text) is null or audit_event.action like :action escape '!')
               and (cast(:outcome as text) is null or audit_event.outcome = :outcome)
               and (cast(:text as text) is null or lower(audit_event.detail) like :text escape '!'
                    or lower(audit_event.client) like :text escape '!')
             order by audit_event.id desc
             limit :limit
            """;

    private final JdbcClient sql;

    AuditStore(JdbcClient sql) {
        this.sql = sql;
    }

    void insert(
            long tenantId,
            Instant at,
            @Nullable Long personId,
            String client,
            @Nullable String fromAddress,
            AuditEntry entry) {
        sql.sql("""
                        insert into audit_event (tenant_id, at_micros, person_id, client, from_address, workspace_id,
                                                 action, outcome, detail)
                        values (:tenant, :at, :person, :client, :address,
                                (select id from workspace where id = :workspace and tenant_id = :tenant),
                                :action, :outcome, :detail)
                        """)
                .param("tenant", tenantId)
                .param("at", Instants.micros(at))
                .param("person", personId)
                .param("client", client)
                .param("address", fromAddress)
                .param("workspace", entry.workspaceId())
                .param("action", entry.action())
                .param("outcome", entry.outcome())
                .param("detail", entry.detail())
                .update();
    }

    List<Long> tenantIdsOf(long personId) {
        return sql.sql("select distinct tenant_id from membership where person_id = :person order by tenant_id")
                .param("person", personId)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** Whether the person is owner or admin of a workspace of the tenant. */
    boolean managesAny(long tenantId, long personId) {
        return sql.sql("""
                        select count(*) from membership
                         where tenant_id = :tenant and person_id = :person and role in ('owner', 'admin')
                        """)
                        .param("tenant", tenantId)
                        .param("person", personId)
                        .query((row, number) -> row.getLong(1))
                        .single()
                > 0;
    }

    List<AuditRow> page(
            long tenantId, long personId, ZoneId zone, AuditFilter filter, @Nullable Long beforeId, int limit) {
        LocalDate to = filter.to();
        return sql.sql(PAGE)
                .param("tenant", tenantId)
                .param("person", personId)
                .param("before", beforeId)
                .param("from", startOf(filter.from(), zone))
                .param("until", startOf(to == null ? null : to.plusDays(1), zone))
                .param("email", lower(filter.personEmail()))
                .param("action", filter.actionPrefix() == null ? null : literally(filter.actionPrefix()) + "%")
                .param("outcome", filter.outcome())
                .param("text", filter.text() == null ? null : "%" + lower(literally(filter.text())) + "%")
                .param("limit", limit)
                .query(AuditStore::row)
                .list();
    }

    private static @Nullable Long startOf(@Nullable LocalDate day, ZoneId zone) {
        return day == null
                ? null
                : Long.valueOf(Instants.micros(day.atStartOfDay(zone).toInstant()));
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.strip().toLowerCase(Locale.ROOT);
    }

    private static String literally(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static AuditRow row(ResultSet row, int number) throws SQLException {
        return new AuditRow(
                row.getLong("id"),
                Instants.ofMicros(row.getLong("at_micros")),
                row.getString("person_name"),
                row.getString("person_email"),
                row.getString("client"),
                row.getString("from_address"),
                row.getString("workspace_key"),
                row.getString("action"),
                row.getString("outcome"),
                row.getString("detail"));
    }
}
