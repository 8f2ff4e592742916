package io.throughline.timelog.embedded;

import io.throughline.database.Instants;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LogProject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may log time on what, and who there is. */
final class AssignmentStore {

    private static final String ASSIGNMENTS = """
            select log_assignment.id, log_assignment.person_id, log_assignment.active, log_assignment.from_epoch_day,
                   log_assignment.to_epoch_day, log_project.id as project_id, log_project.complete_name, log_project.name
              from log_assignment
              join log_project on log_project.id = log_assignment.project_id
                              and log_project.tenant_id = log_assignment.tenant_id
             where log_assignment.tenant_id = :tenant
            """;

    private static final String MEMBERS = """
            select person.id, person.name, person.email from person
             where (exists (select 1 from membership
                             where membership.person_id = person.id and membership.tenant_id = :tenant)
                    or exists (select 1 from log_assignment
                                where log_assignment.person_id = person.id and log_assignment.tenant_id = :tenant))
            """;

    private final JdbcClient sql;

    AssignmentStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** On what a person may log time on some day from the first to the last, by complete name. */
    List<LogProject> projectsOf(long tenantId, long personId, LocalDate from, LocalDate to) {
        return sql.sql("""
                        select log_project.id, log_project.complete_name, log_project.name from log_project
                         where log_project.tenant_id = :tenant and log_project.active = true
                           and log_project.id in (select project_id from log_assignment
                                                   where tenant_id = :tenant and person_id = :person and active = true
                                                     and from_epoch_day <= :to
                                                     and (to_epoch_day is null or to_epoch_day >= :from))
                         order by log_project.complete_name
                        """)
                .param("tenant", tenantId)
                .param("person", personId)
                .param("from", from.toEpochDay())
                .param("to", to.toEpochDay())
                .query((row, number) -> new LogProject(row.getLong(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** By project and first day. */
    List<ErpAssignment> assignments(long tenantId) {
        return sql.sql(ASSIGNMENTS + " order by complete_name, from_epoch_day, log_assignment.id")
                .param("tenant", tenantId)
                .query(AssignmentStore::assignment)
                .list();
    }

    /** Those of a person, by project and first day. */
    List<ErpAssignment> assignmentsOf(long tenantId, long personId) {
        return sql.sql(
                        ASSIGNMENTS
                                + " and log_assignment.person_id = :person order by complete_name, from_epoch_day, log_assignment.id")
                .param("tenant", tenantId)
                .param("person", personId)
                .query(AssignmentStore::assignment)
                .list();
    }

    Optional<ErpAssignment> find(long tenantId, long assignmentId) {
        return sql.sql(ASSIGNMENTS + " and log_assignment.id = :assignment")
                .param("tenant", tenantId)
                .param("assignment", assignmentId)
                .query(AssignmentStore::assignment)
                .optional();
    }

    /** @param to null if it goes on */
    long insert(long tenantId, long projectId, long personId, LocalDate from, @Nullable LocalDate to) {
        return sql.sql("""
                        insert into log_assignment (tenant_id, project_id, person_id, from_epoch_day, to_epoch_day)
                        select tenant_id, id, :person, cast(:from as integer), cast(:to as integer) from log_project
                         where id = :project and tenant_id = :tenant
                        returning id
                        """)
                .param("person", personId)
                .param("from", from.toEpochDay())
                .param("to", Instants.epochDayOrNull(to), Types.BIGINT)
                .param("project", projectId)
                .param("tenant", tenantId)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    void setEnd(long tenantId, long assignmentId, LocalDate to) {
        sql.sql("update log_assignment set to_epoch_day = :to where id = :assignment and tenant_id = :tenant")
                .param("to", to.toEpochDay())
                .param("assignment", assignmentId)
                .param("tenant", tenantId)
                .update();
    }

    /** For one that never let anybody log. */
    void delete(long tenantId, long assignmentId) {
        sql.sql("delete from log_assignment where id = :assignment and tenant_id = :tenant")
                .param("assignment", assignmentId)
                .param("tenant", tenantId)
                .update();
    }

    /** Whoever has a role in a workspace of the tenant, or is assigned in it, by name. */
    List<LogPerson> members(long tenantId) {
        return sql.sql(MEMBERS + " order by lower(person.name), person.id")
                .param("tenant", tenantId)
                .query(AssignmentStore::person)
                .list();
    }

    Optional<LogPerson> findMember(long tenantId, String email) {
        return sql.sql(MEMBERS + " and person.email = :email")
                .param("tenant", tenantId)
                .param("email", email)
                .query(AssignmentStore::person)
                .optional();
    }

    /** Names of some who run the ERP: owners and admins of a workspace. */
    List<String> managers(long tenantId, int limit) {
        return sql.sql("""
                        select person.name from person
                         where person.id in (select person_id from membership
                                              where tenant_id = :tenant and role in ('owner', 'admin'))
                         order by lower(person.name), person.id
                         limit :limit
                        """)
                .param("tenant", tenantId)
                .param("limit", limit)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** People belong to no tenant: for the caller themself, who need not be a member of a workspace at this machine. */
    Optional<LogPerson> findPerson(long personId) {
        return sql.sql("select id, name, email from person where id = :person")
                .param("person", personId)
                .query(AssignmentStore::person)
                .optional();
    }

    private static LogPerson person(ResultSet row, int number) throws SQLException {
        return new LogPerson(row.getLong("id"), row.getString("name"), row.getString("email"));
    }

    private static ErpAssignment assignment(ResultSet row, int number) throws SQLException {
        return new ErpAssignment(
                row.getLong("id"),
                row.getLong("person_id"),
                new LogProject(row.getLong("project_id"), row.getString("complete_name"), row.getString("name")),
                row.getBoolean("active"),
                LocalDate.ofEpochDay(row.getLong("from_epoch_day")),
                Instants.findDay(row, "to_epoch_day"));
    }

    /** Of all companies in which anybody is assigned to anything. */
    List<Long> tenantIds() {
        return sql.sql("select distinct tenant_id from log_assignment where active order by tenant_id")
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
