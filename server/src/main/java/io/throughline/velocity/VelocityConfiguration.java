package io.throughline.velocity;

import io.throughline.database.Transactions;
import io.throughline.mcp.Resource;
import io.throughline.mcp.Tool;
import io.throughline.settings.Settings;
import io.throughline.workspace.WorkspaceService;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires velocity. */
@Configuration(proxyBeanMethods = false)
public class VelocityConfiguration {

    @Bean
    DeliveryService deliveryService(JdbcClient sql, Settings settings, Transactions transactions, Clock clock) {
        return new DeliveryService(
                new WorkItemStore(sql),
                new LoggedHoursStore(sql),
                settings.timeLogs().erpApiBaseUrl() == null,
                transactions,
                clock);
    }

    @Bean
    VelocityService velocityService(
            JdbcClient sql,
            DeliveryService deliveries,
            WorkspaceService workspaces,
            Transactions transactions,
            Clock clock) {
        return new VelocityService(new SprintSeriesStore(sql), deliveries, workspaces, transactions, clock);
    }

    @Bean
    Tool<?, ?> analyzeVelocityTool(VelocityService service) {
        return new AnalyzeVelocityTool(service);
    }

    @Bean
    Resource currentVelocityResource(VelocityService service, WorkspaceService workspaces) {
        return new CurrentVelocityResource(service, workspaces);
    }
}
