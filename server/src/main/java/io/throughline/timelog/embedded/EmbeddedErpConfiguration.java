package io.throughline.timelog.embedded;

import io.throughline.access.AccessService;
import io.throughline.access.AuditService;
import io.throughline.backlog.BacklogService;
import io.throughline.database.Database;
import io.throughline.database.Transactions;
import io.throughline.settings.Settings;
import io.throughline.workspace.WorkspaceService;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the embedded ERP. */
@Configuration(proxyBeanMethods = false)
public class EmbeddedErpConfiguration {

    @Bean
    WeekLedger weekLedger(JdbcClient sql, Database database, BacklogService backlog, Clock clock) {
        return new WeekLedger(
                new WeekStore(sql, database.dialect()),
                new EntryStore(new JdbcTemplate(database.dataSource())),
                backlog,
                clock);
    }

    @Bean
    AssignedWeeks assignedWeeks(JdbcClient sql, Database database, Clock clock) {
        return new AssignedWeeks(
                new WeekStore(sql, database.dialect()), new AssignedWeekStore(sql), new AssignmentStore(sql), clock);
    }

    @Bean
    Labels timeLogLabels(JdbcClient sql) {
        return new Labels(new LabelStore(sql));
    }

    @Bean
    EmbeddedErp embeddedErp(
            JdbcClient sql,
            WeekLedger weeks,
            Labels labels,
            AuditService audit,
            Transactions transactions,
            Clock clock) {
        return new EmbeddedErp(weeks, new AssignmentStore(sql), labels, audit, transactions, clock);
    }

    @Bean
    EmbeddedTokens embeddedTokens(AccessService access, EmbeddedErp erp) {
        return new EmbeddedTokens(access, erp);
    }

    @Bean
    ErpAdministration erpAdministration(
            JdbcClient sql,
            AssignedWeeks weeks,
            Labels labels,
            AccessService access,
            WorkspaceService workspaces,
            AuditService audit,
            Transactions transactions) {
        return new ErpAdministration(
                new ProjectStore(sql),
                new AssignmentStore(sql),
                weeks,
                labels,
                new ErpManagers(access, workspaces, audit, transactions),
                workspaces);
    }

    /** Whoever signs in with a token is known elsewhere; without that, everybody logs as themselves. */
    @Bean
    EmbeddedBackend embeddedBackend(
            JdbcClient sql,
            EmbeddedErp erp,
            WeekLedger weeks,
            Labels labels,
            BacklogService backlog,
            ObjectProvider<ActingPerson> acting,
            Settings settings,
            Transactions transactions) {
        boolean createsWeeks = settings.timeLogs().createsWeeks();
        var planner = new WeekPlanner(new AssignmentStore(sql), backlog, createsWeeks);
        return new EmbeddedBackend(
                erp,
                weeks,
                new WeekChanges(weeks, planner, labels, createsWeeks),
                caller -> acting.getIfAvailable(() -> ActingPerson.THEMSELVES).of(caller),
                transactions);
    }
}
