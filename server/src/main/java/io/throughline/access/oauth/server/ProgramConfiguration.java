package io.throughline.access.oauth.server;

import io.throughline.access.oauth.clients.MetadataDocuments;
import io.throughline.database.Transactions;
import io.throughline.settings.Settings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires what is known of programs. */
@Configuration(proxyBeanMethods = false)
public class ProgramConfiguration {

    @Bean
    MetadataDocuments metadataDocuments(Settings settings, Clock clock) {
        return new MetadataDocuments(settings, clock);
    }

    @Bean
    Programs programs(JdbcClient sql, MetadataDocuments documents, Transactions transactions, Clock clock) {
        return new Programs(new ProgramStore(sql), documents, transactions, clock);
    }
}
