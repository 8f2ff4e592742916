package io.throughline.demo;

import io.throughline.access.AccessService;
import io.throughline.access.signin.SignInService;
import io.throughline.backlog.SprintService;
import io.throughline.backlog.imports.ImportService;
import io.throughline.database.Transactions;
import io.throughline.timelog.embedded.EmbeddedBackend;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.workspace.WorkspaceService;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the demo. */
@Configuration(proxyBeanMethods = false)
public class DemoConfiguration {

    @Bean
    DemoService demoService(
            AccessService access,
            WorkspaceService workspaces,
            SprintService sprints,
            ImportService imports,
            SignInService accounts,
            ErpAdministration administration,
            EmbeddedBackend backend,
            Transactions transactions,
            Clock clock) {
        return new DemoService(
                access,
                workspaces,
                sprints,
                imports,
                accounts,
                new SampleLogWriter(administration, backend),
                transactions,
                clock);
    }
}
