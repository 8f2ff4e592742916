package io.throughline.database;

import io.throughline.settings.Settings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Wires the database. */
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {

    @Bean
    Database database(Settings settings) {
        return Database.open(settings);
    }

    @Bean
    JdbcClient jdbcClient(Database database) {
        return JdbcClient.create(database.dataSource());
    }

    @Bean
    Transactions transactions(Database database) {
        return new Transactions(
                new DataSourceTransactionManager(database.dataSource()),
                database.dialect().readIsolation(),
                database.dialect() == Dialect.SQLITE);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
