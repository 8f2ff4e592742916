package io.throughline.backlog;

import io.throughline.database.Database;
import io.throughline.database.Transactions;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.Resource;
import io.throughline.mcp.Tool;
import io.throughline.workspace.WorkspaceService;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the backlog. */
@Configuration(proxyBeanMethods = false)
public class BacklogConfiguration {

    @Bean
    BacklogService backlogService(
            JdbcClient sql, Database database, WorkspaceService workspaces, Transactions transactions, Clock clock) {
        return new BacklogService(new ItemStore(sql, database.dialect()), workspaces, transactions, clock);
    }

    @Bean
    SprintService sprintService(Database database, Transactions transactions, Clock clock) {
        return new SprintService(new SprintStore(new JdbcTemplate(database.dataSource())), transactions, clock);
    }

    @Bean
    Tool<?, ?> queryBacklogTool(BacklogService service) {
        return new QueryBacklogTool(service);
    }

    @Bean
    Resource workspacesResource(WorkspaceService workspaces) {
        return new WorkspacesResource(workspaces);
    }

    @Bean
    Resource backlogSummaryResource(BacklogService service, WorkspaceService workspaces) {
        return new BacklogSummaryResource(service, workspaces);
    }

    @Bean
    Prompt reviewBacklogPrompt(WorkspaceService workspaces) {
        return new ReviewBacklogPrompt(workspaces);
    }
}
