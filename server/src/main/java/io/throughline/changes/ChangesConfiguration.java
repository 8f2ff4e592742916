package io.throughline.changes;

import io.throughline.database.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires changes. */
@Configuration(proxyBeanMethods = false)
public class ChangesConfiguration {

    @Bean
    ChangeService changeService(JdbcClient sql, Transactions transactions, Clock clock) {
        return new ChangeService(new ChangeStore(sql), transactions, clock);
    }
}
