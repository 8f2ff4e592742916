package io.throughline.timelog.embedded;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Weeks and their projects as assignments make them, for many weeks or people at a time. Weeks that are completed stay as they
 * are; those that get or lose a project have a new version.
 */
final class AssignedWeekStore {

    private static final String NEXT_VERSION =
            "case when modified_at_micros < :now then :now else modified_at_micros + 1 end ";

    /** Open weeks of a person, from the first Monday to the last, that do not have the project. */
    private static final String WITHOUT_PROJECT = """
             where week_log.tenant_id = :tenant and week_log.person_id = :person and week_log.completed = false
               and week_log.monday_epoch_day between :from and :to
               and not exists (select 1 from week_project
                                where week_project.week_log_id = week_log.id and week_project.project_id = :project)
            """;

    private static final String ADD_PROJECT = """
            insert into week_project (tenant_id, week_log_id, project_id)
            select week_log.tenant_id, week_log.id, log_project.id
              from week_log
              join log_project on log_project.id = :project and log_project.tenant_id = week_log.tenant_id
            """ + WITHOUT_PROJECT;

    /** Projects of open weeks of a person, from a Monday on, that have no line. */
    private static final String UNUSED = """
             from week_project
             where week_project.tenant_id = :tenant and week_project.project_id = :project
               and week_project.week_log_id in (select id from week_log
                                                 where tenant_id = :tenant and person_id = :person
                                                   and completed = false and monday_epoch_day >= :from)
               and not exists (select 1 from log_task where log_task.week_project_id = week_project.id)
            """;

    /** Whoever may log time on something on some day of a week. */
    private static final String ASSIGNED = """
             from log_assignment
             join log_project on log_project.id = log_assignment.project_id
                             and log_project.tenant_id = log_assignment.tenant_id and log_project.active = true
             where log_assignment.tenant_id = :tenant and log_assignment.active = true
               and log_assignment.from_epoch_day <= :sunday
               and (log_assignment.to_epoch_day is null or log_assignment.to_epoch_day >= :monday)
            """;

    /** Of those, open weeks without the project. */
    private static final String LACKING = """
               and week_log.tenant_id = :tenant and week_log.monday_epoch_day = :monday and week_log.completed = false
               and not exists (select 1 from week_project
                                where week_project.week_log_id = week_log.id
                                  and week_project.project_id = log_assignment.project_id)
            """;

    private static final List<String> MAKE_WEEK = List.of(
            """
            insert into week_log (tenant_id, person_id, monday_epoch_day, modified_at_micros)
            select distinct log_assignment.tenant_id, log_assignment.person_id, cast(:monday as integer),
                   cast(:now as bigint)
            """ + ASSIGNED + " on conflict (tenant_id, person_id, monday_epoch_day) do nothing",
            "update week_log set modified_at_micros = " + NEXT_VERSION
                    + "where tenant_id = :tenant and monday_epoch_day = :monday and exists (select 1" + ASSIGNED
                    + " and log_assignment.person_id = week_log.person_id" + LACKING + ")",
            "insert into week_project (tenant_id, week_log_id, project_id)"
                    + " select distinct week_log.tenant_id, week_log.id, log_assignment.project_id"
                    + ASSIGNED.replace(
                            " where log_assignment",
                            " join week_log on week_log.person_id = log_assignment.person_id where log_assignment")
                    + LACKING);

    private final JdbcClient sql;

    AssignedWeekStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Adds a project to all open weeks of a person from the first Monday to the last that do not have it. */
    void addProject(long tenantId, long personId, long projectId, LocalDate from, LocalDate to, long nowMicros) {
        String newVersion = "update week_log set modified_at_micros = " + NEXT_VERSION + WITHOUT_PROJECT;
        for (String statement : List.of(newVersion, ADD_PROJECT)) {
            sql.sql(statement)
                    .param("tenant", tenantId)
                    .param("person", personId)
                    .param("project", projectId)
                    .param("from", from.toEpochDay())
                    .param("to", to.toEpochDay())
                    .param("now", nowMicros)
                    .update();
        }
    }

    /** Takes a project from all open weeks of a person from a Monday on in which it has no line. */
    void removeUnusedProject(long tenantId, long personId, long projectId, LocalDate from, long nowMicros) {
        String newVersion = "update week_log set modified_at_micros = " + NEXT_VERSION
                + "where tenant_id = :tenant and id in (select week_project.week_log_id" + UNUSED + ")";
        for (String statement : List.of(newVersion, "delete" + UNUSED)) {
            sql.sql(statement)
                    .param("tenant", tenantId)
                    .param("person", personId)
                    .param("project", projectId)
                    .param("from", from.toEpochDay())
                    .param("now", nowMicros)
                    .update();
        }
    }

    /** Makes a week for everybody who is assigned to something in it, with all that they are assigned to. */
    void makeWeek(long tenantId, LocalDate monday, long nowMicros) {
        for (String statement : MAKE_WEEK) {
            sql.sql(statement)
                    .param("tenant", tenantId)
                    .param("monday", monday.toEpochDay())
                    .param("sunday", monday.plusDays(6).toEpochDay())
                    .param("now", nowMicros)
                    .update();
        }
    }
}
