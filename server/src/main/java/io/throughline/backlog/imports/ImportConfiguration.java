package io.throughline.backlog.imports;

import io.throughline.access.AccessService;
import io.throughline.backlog.SprintService;
import io.throughline.database.Database;
import io.throughline.database.Transactions;
import io.throughline.workspace.WorkspaceService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires imports. */
@Configuration(proxyBeanMethods = false)
public class ImportConfiguration {

    @Bean
    ImportService importService(
            Database database,
            WorkspaceService workspaces,
            SprintService sprints,
            AccessService access,
            Transactions transactions) {
        var store = new ImportStore(new JdbcTemplate(database.dataSource()), database.dialect());
        return new ImportService(store, workspaces, sprints, access, transactions);
    }
}
