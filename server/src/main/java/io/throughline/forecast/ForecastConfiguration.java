package io.throughline.forecast;

import io.throughline.backlog.BacklogService;
import io.throughline.database.Transactions;
import io.throughline.mcp.Tool;
import io.throughline.velocity.DeliveryService;
import io.throughline.workspace.WorkspaceService;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires forecasts. */
@Configuration(proxyBeanMethods = false)
public class ForecastConfiguration {

    @Bean
    ForecastService forecastService(
            JdbcClient sql,
            BacklogService backlog,
            DeliveryService deliveries,
            WorkspaceService workspaces,
            Transactions transactions,
            Clock clock) {
        return new ForecastService(new ForecastStore(sql), backlog, deliveries, workspaces, transactions, clock);
    }

    @Bean
    Tool<?, ?> forecastDeliveryTool(ForecastService service) {
        return new ForecastDeliveryTool(service);
    }
}
