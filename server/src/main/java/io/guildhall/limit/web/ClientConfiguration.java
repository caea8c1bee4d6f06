package io.guildhall.limit.web;

import io.guildhall.limit.LimitSettings;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> clients(
            LimitSettings settings,
            @Value("${guildhall.limits.body-time:60s}") Duration bodyTime,
            @Value("${server.tomcat.max-swallow-size}") DataSize rest) {
        return factory -> factory.addEngineValves(new ClientValve(settings, bodyTime, rest.toBytes()));
    }
}
