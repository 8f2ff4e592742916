package io.throughline.timelog.embedded;

import io.throughline.database.Transactions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what the embedded ERP does by itself: in a server, not in a command. */
@Configuration(proxyBeanMethods = false)
public class ComingWeeksConfiguration {

    @Bean
    ComingWeeks comingWeeks(AssignedWeeks weeks, Transactions transactions, Clock clock) {
        ZoneId earliest = ZoneOffset.ofHours(14);
        return new ComingWeeks(weeks, transactions, () -> LocalDate.ofInstant(clock.instant(), earliest));
    }
}
