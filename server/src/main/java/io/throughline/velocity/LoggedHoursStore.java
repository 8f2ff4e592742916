package io.throughline.velocity;

import io.throughline.workspace.Workspace;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds up the time that is logged on the projects of a workspace. */
final class LoggedHoursStore {

    private static final double MINUTES_PER_HOUR = 60;

    private final JdbcClient sql;

    LoggedHoursStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** What was logged on one day by all. */
    record Day(LocalDate day, double hours) {}

    /** @param teamId only what its members logged; null for everybody */
    List<Day> perDay(Workspace workspace, @Nullable Long teamId, LocalDate from, LocalDate to) {
        String ofTeam = teamId == null ? "" : """
                and week_log.person_id in (select member.person_id from member
                                            where member.tenant_id = :tenant and member.workspace_id = :workspace
                                              and member.team_id = :team)
                """;
        var statement = sql.sql("""
                        select log_day.epoch_day, sum(log_day.minutes)
                          from log_project
                          join week_project on week_project.project_id = log_project.id
                          join week_log on week_log.id = week_project.week_log_id
                          join log_task on log_task.week_project_id = week_project.id
                          join log_day on log_day.task_id = log_task.id
                         where log_project.tenant_id = :tenant and log_project.workspace_id = :workspace
                           and log_day.epoch_day between :from and :to
                        """ + ofTeam + " group by log_day.epoch_day order by log_day.epoch_day")
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("from", from.toEpochDay())
                .param("to", to.toEpochDay());
        if (teamId != null) {
            statement = statement.param("team", teamId);
        }
        return statement
                .query((row, number) ->
                        new Day(LocalDate.ofEpochDay(row.getLong(1)), row.getLong(2) / MINUTES_PER_HOUR))
                .list();
    }
}
