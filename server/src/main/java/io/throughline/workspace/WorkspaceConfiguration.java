package io.throughline.workspace;

import io.throughline.access.AccessService;
import io.throughline.changes.ChangeService;
import io.throughline.database.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires workspaces. */
@Configuration(proxyBeanMethods = false)
public class WorkspaceConfiguration {

    @Bean
    WorkspaceService workspaceService(
            JdbcClient sql, AccessService access, ChangeService changes, Transactions transactions, Clock clock) {
        return new WorkspaceService(new WorkspaceStore(sql), access, changes, transactions, clock);
    }
}
