package io.throughline.erp.signin.provider;

import io.throughline.access.AccessService;
import io.throughline.erp.signin.ErpSite;
import io.throughline.erp.signin.ServedAddress;
import io.throughline.erp.signin.provider.ProviderConfiguration.PageMaker;
import jakarta.servlet.Servlet;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the pages of the HTTP server on which people sign in to the ERP through the provider, and the embedded ERP's own. */
@Configuration(proxyBeanMethods = false)
public class ProviderPagesConfiguration {

    @Bean
    ServedPlace servedPlace(ServedAddress address, AccessService access) {
        return new ServedPlace(address, access);
    }

    @Bean
    ServletRegistrationBean<Servlet> providerPages(PageMaker maker, ServedPlace place) {
        return registration("erp-sign-in", maker.providerPages(place), ServedPlace.PREFIX + "/*");
    }

    @Bean
    ServletRegistrationBean<Servlet> erpPage(PageMaker maker, ServedPlace place) {
        ServletRegistrationBean<Servlet> page = registration("erp-page", maker.erpPage(place), ErpSite.EMBEDDED_PAGE);
        page.setEnabled(maker.erpIsEmbedded());
        return page;
    }

    private static ServletRegistrationBean<Servlet> registration(String name, Servlet servlet, String paths) {
        var registration = new ServletRegistrationBean<>(servlet, paths);
        registration.setName(name);
        return registration;
    }
}
