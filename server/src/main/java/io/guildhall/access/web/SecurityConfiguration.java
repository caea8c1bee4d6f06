package io.guildhall.access.web;

import io.guildhall.access.Attribution;
import io.guildhall.access.LastUses;
import io.guildhall.access.TokenCheck;
import io.guildhall.error.ErrorCode;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/// Which addresses need which credentials. What a single handler needs stands on the handler.
@Configuration
@EnableMethodSecurity(securedEnabled = true)
class SecurityConfiguration {
    private static final String[] OPEN = {
        "/health/live", "/health/ready", "/v3/oauth/token/generate", "/openapi.yaml", "/docs", "/docs/**", "/error"
    };

    /// Before anything asks where a request came from.
    @Bean
    FilterRegistrationBean<ForwardedAddressFilter> forwardedAddresses(
            @Value("${guildhall.trusted-proxies:}") List<String> trusted) {
        var registration = new FilterRegistrationBean<>(new ForwardedAddressFilter(trusted));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setEnabled(!trusted.isEmpty());
        return registration;
    }

    /// Requests are measured as a whole (`/metrics`). Measuring each filter and each check of a right as well took an
    /// eighth of the time of a look-up.
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /// Strict as ever, but quicker about headers.
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(HeaderText::isName);
        firewall.setAllowedHeaderValues(HeaderText::isValue);
        firewall.setAllowedParameterNames(HeaderText::isName);
        return firewall;
    }

    @Bean
    SecurityFilterChain requests(
            HttpSecurity http, TokenCheck tokens, LoginRefusals refusals, Attribution attribution, LastUses uses) {
        AccessDeniedHandler forbidden = (_, response, _) -> refusals.write(response, ErrorCode.FORBIDDEN);
        // CredentialCheck is found as the only provider; added here as well, failing logins would be checked twice
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        // metrics: on the management port only, which listens on loopback
                        .requestMatchers(EndpointRequest.toAnyEndpoint())
                        .permitAll()
                        .requestMatchers("/admin/**")
                        .hasAuthority("OPERATOR")
                        .requestMatchers("/v2/**")
                        .hasAuthority("READ")
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new TokenFilter(tokens, refusals), BasicAuthenticationFilter.class)
                .addFilterAfter(new LastUseFilter(uses), BasicAuthenticationFilter.class)
                .addFilterAfter(new AttributionFilter(attribution, refusals), LastUseFilter.class)
                .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(forbidden))
                // credentials come with each request and never by a cookie, so there is nothing to forge
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .anonymous(anonymous -> {})
                .build();
    }
}
