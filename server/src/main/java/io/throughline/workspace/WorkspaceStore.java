package io.throughline.workspace;

import io.throughline.database.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Workspaces, teams, members with their skills, and days off. */
final class WorkspaceStore {

    private static final String COLUMNS =
            "workspace.id, workspace.tenant_id, workspace.key, workspace.name, workspace.revision";

    private final JdbcClient sql;

    WorkspaceStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** The workspaces in which the person is a member, the default one first. */
    List<Workspace> workspacesOf(long tenantId, long personId) {
        return sql.sql("select " + COLUMNS + """
                           from membership join workspace on workspace.id = membership.workspace_id
                         where membership.person_id = :person and workspace.tenant_id = :tenant
                         order by membership.is_default desc, membership.joined_at_micros, workspace.id
                        """)
                .param("person", personId)
                .param("tenant", tenantId)
                .query(WorkspaceStore::workspace)
                .list();
    }

    List<Workspace> workspaces(long tenantId) {
        return sql.sql("select " + COLUMNS + " from workspace where tenant_id = :tenant order by key")
                .param("tenant", tenantId)
                .query(WorkspaceStore::workspace)
                .list();
    }

    Optional<Workspace> findByKey(long tenantId, String key) {
        return sql.sql("select " + COLUMNS + " from workspace where tenant_id = :tenant and key = :key")
                .param("tenant", tenantId)
                .param("key", key)
                .query(WorkspaceStore::workspace)
                .optional();
    }

    long insert(long tenantId, String key, String name, Instant now) {
        return sql.sql("""
                        insert into workspace (tenant_id, key, name, created_at_micros)
                        values (:tenant, :key, :name, :now) returning id
                        """)
                .param("tenant", tenantId)
                .param("key", key)
                .param("name", name)
                .param("now", Instants.micros(now))
                .query((row, number) -> row.getLong(1))
                .single();
    }

    void rename(long tenantId, long workspaceId, String name) {
        sql.sql("update workspace set name = :name where id = :id and tenant_id = :tenant")
                .param("name", name)
                .param("id", workspaceId)
                .param("tenant", tenantId)
                .update();
    }

    void bumpRevision(long tenantId, long workspaceId) {
        sql.sql("update workspace set revision = revision + 1 where id = :id and tenant_id = :tenant")
                .param("id", workspaceId)
                .param("tenant", tenantId)
                .update();
    }

    List<Team> teams(long tenantId, long workspaceId) {
        return sql.sql(
                        "select id, name from team where tenant_id = :tenant and workspace_id = :workspace order by name")
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .query((row, number) -> new Team(row.getLong(1), row.getString(2)))
                .list();
    }

    long insertTeam(long tenantId, long workspaceId, String name) {
        return sql.sql("""
                        insert into team (tenant_id, workspace_id, name) values (:tenant, :workspace, :name)
                        returning id
                        """)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .param("name", name)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    List<Member> members(long tenantId, long workspaceId) {
        Map<Long, Map<String, Integer>> skills = new HashMap<>();
        sql.sql("""
                        select member_skill.member_id, member_skill.skill, member_skill.level
                          from member_skill join member on member.id = member_skill.member_id
                         where member.tenant_id = :tenant and member.workspace_id = :workspace
                        """).param("tenant", tenantId).param("workspace", workspaceId).query(row -> {
            skills.computeIfAbsent(row.getLong(1), id -> new LinkedHashMap<>()).put(row.getString(2), row.getInt(3));
        });
        return sql.sql("""
                        select id, name, email, team_id, weekly_capacity_minutes from member
                         where tenant_id = :tenant and workspace_id = :workspace order by name
                        """)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .query((row, number) -> member(row, skills.getOrDefault(row.getLong("id"), Map.of())))
                .list();
    }

    /** @param weeklyCapacityMinutes null where nobody said */
    record Capacity(long memberId, @Nullable Integer weeklyCapacityMinutes) {}

    /** How much a person works in a workspace, once for each time that it lists them. */
    List<Capacity> capacities(long tenantId, long workspaceId, long personId) {
        return sql.sql("""
                        select id, weekly_capacity_minutes from member
                         where tenant_id = :tenant and workspace_id = :workspace and person_id = :person order by id
                        """)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .param("person", personId)
                .query((row, number) -> {
                    int capacity = row.getInt(2);
                    Integer weekly = row.wasNull() ? null : capacity;
                    return new Capacity(row.getLong(1), weekly);
                })
                .list();
    }

    long insertMember(
            long tenantId,
            long workspaceId,
            String name,
            @Nullable String email,
            @Nullable Long teamId,
            @Nullable Integer weeklyCapacityMinutes) {
        return sql.sql("""
                        insert into member (tenant_id, workspace_id, name, email, team_id, weekly_capacity_minutes,
                                            person_id)
                        values (:tenant, :workspace, :name, :email,
                                (select id from team where id = :team and tenant_id = :tenant), :capacity,
                                (select person.id from person
                                   join membership on membership.person_id = person.id
                                  where person.email = lower(:email) and membership.workspace_id = :workspace))
                        returning id
                        """)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .param("name", name)
                .param("email", email)
                .param("team", teamId)
                .param("capacity", weeklyCapacityMinutes)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    void insertSkill(long tenantId, long memberId, String skill, int level) {
        int added = sql.sql("""
                        insert into member_skill (tenant_id, member_id, skill, level)
                        select tenant_id, id, :skill, :level from member where id = :member and tenant_id = :tenant
                        """)
                .param("tenant", tenantId)
                .param("member", memberId)
                .param("skill", skill)
                .param("level", level)
                .update();
        requireAdded(added, "member");
    }

    List<DayOff> daysOff(long tenantId, long workspaceId, LocalDate from, LocalDate to) {
        return sql.sql("""
                        select member_id, epoch_day, reason from day_off
                         where tenant_id = :tenant and workspace_id = :workspace
                           and epoch_day between :from and :to
                         order by epoch_day, member_id
                        """)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .param("from", from.toEpochDay())
                .param("to", to.toEpochDay())
                .query((row, number) -> {
                    long member = row.getLong(1);
                    Long memberId = row.wasNull() ? null : member;
                    return new DayOff(memberId, LocalDate.ofEpochDay(row.getLong(2)), row.getString(3));
                })
                .list();
    }

    void insertDayOff(long tenantId, long workspaceId, DayOff dayOff) {
        int added = sql.sql("""
                        insert into day_off (tenant_id, workspace_id, member_id, epoch_day, reason)
                        select tenant_id, id, cast(:member as bigint), :day, :reason from workspace
                         where id = :workspace and tenant_id = :tenant
                           and (cast(:member as bigint) is null
                                or exists (select 1 from member where id = :member and tenant_id = :tenant))
                        """) // a day of a member who is not there must not become everybody's
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .param("member", dayOff.memberId())
                .param("day", dayOff.day().toEpochDay())
                .param("reason", dayOff.reason())
                .update();
        requireAdded(added, "workspace or member");
    }

    private static void requireAdded(int rows, String owner) {
        if (rows != 1) {
            throw new IllegalStateException("The tenant has no such " + owner + ".");
        }
    }

    private static Workspace workspace(ResultSet row, int number) throws SQLException {
        return new Workspace(
                row.getLong("id"),
                row.getLong("tenant_id"),
                row.getString("key"),
                row.getString("name"),
                row.getLong("revision"));
    }

    private static Member member(ResultSet row, Map<String, Integer> skills) throws SQLException {
        long team = row.getLong("team_id");
        Long teamId = row.wasNull() ? null : team;
        int capacity = row.getInt("weekly_capacity_minutes");
        Integer weeklyCapacityMinutes = row.wasNull() ? null : capacity;
        return new Member(
                row.getLong("id"),
                row.getString("name"),
                row.getString("email"),
                teamId,
                weeklyCapacityMinutes,
                skills);
    }
}
