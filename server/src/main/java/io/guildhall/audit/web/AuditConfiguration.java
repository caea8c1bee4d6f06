package io.guildhall.audit.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {
    /// Spring Security applies it to its chain of filters.
    @Bean
    Customizer<HttpSecurity> notingLogins() {
        return http -> http.addFilterBefore(new LoginNote(), AuthorizationFilter.class);
    }
}
