package io.throughline.erp.signin;

import io.throughline.erp.signin.provider.ProviderPagesConfiguration;
import io.throughline.erp.signin.stream.StreamConfiguration;
import io.throughline.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the pages for signing in to the ERP that the HTTP server has. */
@Configuration(proxyBeanMethods = false)
@Import({ProviderPagesConfiguration.class, StreamConfiguration.class})
public class ErpPagesConfiguration {

    @Bean
    ServedAddress servedAddress(Settings settings) {
        return new ServedAddress(settings);
    }
}
