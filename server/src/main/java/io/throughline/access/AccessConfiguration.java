package io.throughline.access;

import io.throughline.database.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires access. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

    @Bean
    AccessService accessService(JdbcClient sql, Transactions transactions, Clock clock) {
        return new AccessService(new AccessStore(sql), transactions, clock);
    }
}
