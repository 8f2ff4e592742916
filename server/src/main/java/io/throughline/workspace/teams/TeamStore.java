package io.throughline.workspace.teams;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes of teams, members and days off. */
final class TeamStore {

    private final JdbcClient sql;

    TeamStore(JdbcClient sql) {
        this.sql = sql;
    }

    boolean renameTeam(long tenantId, long workspaceId, long teamId, String nameBefore, String name) {
        return sql.sql("""
                                update team set name = :name
                                 where id = :id and tenant_id = :tenant and workspace_id = :workspace and name = :before
                                """)
                        .param("name", name)
                        .param("id", teamId)
                        .param("tenant", tenantId)
                        .param("workspace", workspaceId)
                        .param("before", nameBefore)
                        .update()
                == 1;
    }

    boolean deleteTeam(long tenantId, long workspaceId, long teamId, String nameBefore) {
        return sql.sql("""
                                delete from team
                                 where id = :id and tenant_id = :tenant and workspace_id = :workspace and name = :before
                                """)
                        .param("id", teamId)
                        .param("tenant", tenantId)
                        .param("workspace", workspaceId)
                        .param("before", nameBefore)
                        .update()
                == 1;
    }

    /** Also links the member to the person of the same address who has a membership, or to none. */
    void updateMember(long tenantId, long workspaceId, long memberId, MemberDetails details) {
        int updated = sql.sql("""
                        update member
                           set name = :name, email = :email, weekly_capacity_minutes = :capacity,
                               team_id = (select id from team
                                           where id = :team and tenant_id = :tenant and workspace_id = :workspace),
                               person_id = (select person.id from person
                                              join membership on membership.person_id = person.id
                                             where person.email = lower(:email)
                                               and membership.tenant_id = :tenant
                                               and membership.workspace_id = :workspace)
                         where id = :id and tenant_id = :tenant and workspace_id = :workspace
                        """)
                .param("name", details.name())
                .param("email", details.email())
                .param("capacity", details.weeklyCapacityMinutes())
                .param("team", details.teamId())
                .param("id", memberId)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .update();
        if (updated != 1) {
            throw new IllegalStateException("The workspace has no such member.");
        }
        sql.sql("delete from member_skill where member_id = :id and tenant_id = :tenant")
                .param("id", memberId)
                .param("tenant", tenantId)
                .update();
        details.skills()
                .forEach((skill, level) -> sql.sql("""
                                insert into member_skill (tenant_id, member_id, skill, level)
                                values (:tenant, :member, :skill, :level)
                                """)
                        .param("tenant", tenantId)
                        .param("member", memberId)
                        .param("skill", skill)
                        .param("level", level)
                        .update());
    }

    void deleteMember(long tenantId, long workspaceId, long memberId) {
        sql.sql("delete from member where id = :id and tenant_id = :tenant and workspace_id = :workspace")
                .param("id", memberId)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .update();
    }

    /** @param memberId null for everybody's day */
    boolean deleteDayOff(long tenantId, long workspaceId, @Nullable Long memberId, LocalDate day) {
        return sql.sql("""
                                delete from day_off
                                 where tenant_id = :tenant and workspace_id = :workspace and epoch_day = :day
                                   and (member_id = :member or (member_id is null and cast(:member as bigint) is null))
                                """)
                        .param("tenant", tenantId)
                        .param("workspace", workspaceId)
                        .param("day", day.toEpochDay())
                        .param("member", memberId)
                        .update()
                > 0;
    }

    /** @param memberId null for everybody's days */
    void deleteDaysOff(long tenantId, long workspaceId, @Nullable Long memberId) {
        sql.sql("""
                        delete from day_off
                         where tenant_id = :tenant and workspace_id = :workspace
                           and (member_id = :member or (member_id is null and cast(:member as bigint) is null))
                        """)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .param("member", memberId)
                .update();
    }
}
