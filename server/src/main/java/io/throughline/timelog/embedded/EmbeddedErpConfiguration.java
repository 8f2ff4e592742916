package io.throughline.timelog.embedded;

import io.throughline.access.AccessService;
import io.throughline.database.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the embedded ERP. */
@Configuration(proxyBeanMethods = false)
public class EmbeddedErpConfiguration {

    @Bean
    EmbeddedErp embeddedErp() {
        return new EmbeddedErp();
    }

    @Bean
    EmbeddedTokens embeddedTokens(AccessService access, EmbeddedErp erp) {
        return new EmbeddedTokens(access, erp);
    }

    @Bean
    ErpAdministration erpAdministration() {
        return new ErpAdministration();
    }

    @Bean
    EmbeddedBackend embeddedBackend(Transactions transactions) {
        return new EmbeddedBackend(transactions);
    }
}
