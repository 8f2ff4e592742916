package io.throughline.timelog.embedded;

import io.throughline.timelog.LogProject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people log time on. */
final class ProjectStore {

    private static final String PROJECTS = """
            select log_project.id, log_project.complete_name, log_project.name, log_project.active,
                   workspace.key as workspace_key
              from log_project
              left join workspace on workspace.id = log_project.workspace_id
                                 and workspace.tenant_id = log_project.tenant_id
            """;

    private final JdbcClient sql;

    ProjectStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** By complete name. */
    List<ErpProject> projects(long tenantId) {
        return sql.sql(PROJECTS + " where log_project.tenant_id = :tenant order by log_project.complete_name")
                .param("tenant", tenantId)
                .query(ProjectStore::project)
                .list();
    }

    Optional<ErpProject> find(long tenantId, long projectId) {
        return sql.sql(PROJECTS + " where log_project.tenant_id = :tenant and log_project.id = :project")
                .param("tenant", tenantId)
                .param("project", projectId)
                .query(ProjectStore::project)
                .optional();
    }

    Optional<ErpProject> findByTeam(long tenantId, String team) {
        return sql.sql(PROJECTS + " where log_project.tenant_id = :tenant and log_project.complete_name = :team")
                .param("tenant", tenantId)
                .param("team", team)
                .query(ProjectStore::project)
                .optional();
    }

    long insert(long tenantId, String team, String subteam, @Nullable Long workspaceId) {
        return sql.sql("""
                        insert into log_project (tenant_id, complete_name, name, workspace_id)
                        values (:tenant, :team, :subteam,
                                (select id from workspace where id = :workspace and tenant_id = :tenant))
                        returning id
                        """)
                .param("tenant", tenantId)
                .param("team", team)
                .param("subteam", subteam)
                .param("workspace", workspaceId, Types.BIGINT)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    void rename(long tenantId, long projectId, String team, String subteam) {
        sql.sql("""
                        update log_project set complete_name = :team, name = :subteam
                         where id = :project and tenant_id = :tenant
                        """)
                .param("team", team)
                .param("subteam", subteam)
                .param("project", projectId)
                .param("tenant", tenantId)
                .update();
    }

    void setWorkspace(long tenantId, long projectId, @Nullable Long workspaceId) {
        sql.sql("""
                        update log_project
                           set workspace_id = (select id from workspace where id = :workspace and tenant_id = :tenant)
                         where id = :project and tenant_id = :tenant
                        """)
                .param("workspace", workspaceId, Types.BIGINT)
                .param("tenant", tenantId)
                .param("project", projectId)
                .update();
    }

    void setActive(long tenantId, long projectId, boolean active) {
        sql.sql("update log_project set active = :active where id = :project and tenant_id = :tenant")
                .param("active", active)
                .param("project", projectId)
                .param("tenant", tenantId)
                .update();
    }

    private static ErpProject project(ResultSet row, int number) throws SQLException {
        return new ErpProject(
                new LogProject(row.getLong("id"), row.getString("complete_name"), row.getString("name")),
                row.getBoolean("active"),
                row.getString("workspace_key"));
    }
}
