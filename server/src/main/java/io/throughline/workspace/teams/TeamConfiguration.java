package io.throughline.workspace.teams;

import io.throughline.access.AccessService;
import io.throughline.changes.ChangeService;
import io.throughline.database.Transactions;
import io.throughline.workspace.WorkspaceService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires teams. */
@Configuration(proxyBeanMethods = false)
public class TeamConfiguration {

    @Bean
    TeamService teamService(
            JdbcClient sql,
            WorkspaceService workspaces,
            AccessService access,
            ChangeService changes,
            Transactions transactions) {
        return new TeamService(new TeamStore(sql), workspaces, access, changes, transactions);
    }

    @Bean
    TeamFileService teamFileService(TeamService teams, WorkspaceService workspaces, Transactions transactions) {
        return new TeamFileService(teams, workspaces, transactions);
    }
}
