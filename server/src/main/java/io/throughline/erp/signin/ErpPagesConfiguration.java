package io.throughline.erp.signin;

import io.throughline.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the pages for signing in to the ERP that the HTTP server has. */
@Configuration(proxyBeanMethods = false)
public class ErpPagesConfiguration {

    @Bean
    ServedAddress servedAddress(Settings settings) {
        return new ServedAddress(settings);
    }
}
