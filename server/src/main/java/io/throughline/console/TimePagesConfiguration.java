package io.throughline.console;

import io.throughline.timelog.TimeLogService;
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
    TimePage timePage(TimeLogService logs, WorkDays workDays, Clock clock) {
        return new TimePage(logs, workDays, clock);
    }
}
