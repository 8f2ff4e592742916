package io.throughline.access.oauth.grants;

import io.throughline.access.AccessService;
import io.throughline.database.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the grants. */
@Configuration(proxyBeanMethods = false)
public class GrantConfiguration {

    @Bean
    GrantService grantService(JdbcClient sql, AccessService access, Transactions transactions, Clock clock) {
        return new GrantService(new GrantStore(sql), access, transactions, clock);
    }
}
