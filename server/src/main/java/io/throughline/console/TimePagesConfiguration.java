package io.throughline.console;

import io.throughline.settings.Settings;
import io.throughline.timelog.TimeLogService;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.workspace.WorkspaceService;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the pages about time. */
@Configuration(proxyBeanMethods = false)
class TimePagesConfiguration {

    @Bean
    WorkDays workDays(WorkspaceService workspaces) {
        return new WorkDays(workspaces);
    }

    @Bean
    OwnErp ownErp(ErpAdministration administration, Settings settings) {
        return new OwnErp(administration, settings);
    }

    @Bean
    TimePage timePage(TimeLogService logs, WorkDays workDays, OwnErp ownErp, Clock clock) {
        return new TimePage(logs, workDays, ownErp, clock);
    }

    @Bean
    MonthPage monthPage(TimeLogService logs, WorkDays workDays, OwnErp ownErp, Clock clock) {
        return new MonthPage(logs, workDays, ownErp, clock);
    }

    @Bean
    TimeSetupPage timeSetupPage(OwnErp ownErp, Clock clock) {
        return new TimeSetupPage(ownErp, clock);
    }
}
