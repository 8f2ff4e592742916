package io.throughline.timelog;

import io.throughline.access.AuditService;
import io.throughline.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the time logs. Which backend keeps them is decided where all are known. */
@Configuration(proxyBeanMethods = false)
public class TimeLogConfiguration {

    @Bean
    TimeLogService timeLogService(TimeLogBackend backend, Settings settings, AuditService audit) {
        return new TimeLogService(
                backend, new AuthorizedPeople(settings.timeLogs().authorizedEmails()), audit);
    }
}
