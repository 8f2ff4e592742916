package io.throughline.bench;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.timelog.Weeks;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A company whose people have logged for a year: per person and week two of their three projects, two lines on each, ten or so
 * days with time. Written by SQL alone: the services would take hours, and what is measured is reading and adding to it.
 */
final class GeneratedLogs {

    static final int PROJECTS = 40;
    static final int WEEKS = 52;
    /** The first Monday. */
    static final LocalDate FIRST = Weeks.mondayOf(LocalDate.of(2025, 11, 24));

    private final JdbcClient sql;
    private final int people;
    private long tenantId;
    private long firstPersonId;

    GeneratedLogs(Features features, int people) {
        this.sql = features.get(JdbcClient.class);
        this.people = people;
    }

    int people() {
        return people;
    }

    /** One of them, as they call. */
    Principal principal(int person) {
        return new Principal(
                tenantId, firstPersonId + person, "Person " + person, ZoneOffset.UTC, "bench", Scope.all());
    }

    /** @return how many rows of days there are */
    long write() {
        run("insert into tenant (key, name, created_at_micros) values ('bench', 'Bench', 0)");
        tenantId = one("select id from tenant where key = 'bench'");
        run("insert into workspace (tenant_id, key, name, created_at_micros) values (:tenant, 'BENCH', 'Bench', 0)");
        run(numbers(people) + """
                insert into person (email, name, zone, created_at_micros)
                select 'person' || i || '@bench.example', 'Person ' || i, 'UTC', 0 from numbers order by i
                """);
        firstPersonId = one("select min(id) from person where email like '%@bench.example'");
        run("""
                insert into membership (tenant_id, workspace_id, person_id, role, joined_at_micros)
                select :tenant, workspace.id, person.id, 'member', 0 from workspace, person
                 where workspace.tenant_id = :tenant and person.id >= :first
                """);
        run(numbers(PROJECTS) + """
                insert into log_project (tenant_id, name, complete_name)
                select :tenant, 'Project ' || i, 'Department ' || (i % 5) || ' / Project ' || i from numbers order by i
                """);
        long firstProjectId = one("select min(id) from log_project where tenant_id = :tenant");
        run("insert into log_label (tenant_id, id, name) values (:tenant, 61, 'Coding'), (:tenant, 66, 'General')");
        run(numbers(3) + """
                insert into log_assignment (tenant_id, project_id, person_id, from_epoch_day)
                select :tenant, %d + (person.id * 7 + i * 13) %% %d, person.id, %d from person, numbers
                 where person.id >= :first
                """.formatted(firstProjectId, PROJECTS, FIRST.toEpochDay()));
        run(numbers(WEEKS) + """
                insert into week_log (tenant_id, person_id, monday_epoch_day, modified_at_micros)
                select :tenant, person.id, %d + i * 7, 1700000000000000 from person, numbers where person.id >= :first
                """.formatted(FIRST.toEpochDay()));
        run("""
                insert into week_project (tenant_id, week_log_id, project_id)
                select :tenant, week_log.id, log_assignment.project_id
                  from week_log
                  join log_assignment on log_assignment.tenant_id = :tenant
                                     and log_assignment.person_id = week_log.person_id
                 where week_log.tenant_id = :tenant and (week_log.id + log_assignment.id) %% 3 <> 0
                """.replace("%%", "%"));
        run(numbers(2) + """
                insert into log_task (tenant_id, week_project_id, description)
                select :tenant, id, 'Work on feature ' || ((id * 3 + i) % 997) || ' with the team'
                  from week_project, numbers where tenant_id = :tenant
                """);
        run(numbers(5) + """
                insert into log_day (tenant_id, task_id, epoch_day, minutes, label_id)
                select :tenant, log_task.id, week_log.monday_epoch_day + i, 60 + (log_task.id + i) % 8 * 15, 61
                  from log_task join week_project on week_project.id = log_task.week_project_id
                       join week_log on week_log.id = week_project.week_log_id, numbers
                 where log_task.tenant_id = :tenant and (log_task.id + i) % 2 = 0
                """);
        run("analyze");
        return one("select count(*) from log_day where tenant_id = :tenant");
    }

    private static String numbers(int count) {
        return "with recursive numbers (i) as (select 0 union all select i + 1 from numbers where i < " + (count - 1)
                + ") ";
    }

    private void run(String statement) {
        var prepared = sql.sql(statement);
        if (statement.contains(":tenant")) {
            prepared = prepared.param("tenant", tenantId);
        }
        if (statement.contains(":first")) {
            prepared = prepared.param("first", firstPersonId);
        }
        prepared.update();
    }

    private long one(String query) {
        var prepared = sql.sql(query);
        if (query.contains(":tenant")) {
            prepared = prepared.param("tenant", tenantId);
        }
        return prepared.query(Long.class).single();
    }
}
