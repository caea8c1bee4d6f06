package io.guildhall.access.web;

import io.guildhall.access.AccessTokens;
import io.guildhall.access.store.Logins;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.Problem;
import io.guildhall.error.ProblemBody;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

/// Which addresses need which credentials. What a single handler needs stands on the handler.
@Configuration
@EnableMethodSecurity(securedEnabled = true)
class SecurityConfiguration {
    private static final String[] OPEN = {
        "/health/live", "/health/ready", "/v3/oauth/token/generate", "/openapi.yaml", "/docs", "/docs/**", "/error"
    };

    private final JsonMapper json;

    SecurityConfiguration(JsonMapper json) {
        this.json = json;
    }

    /// Requests are measured as a whole (`/metrics`). Measuring each filter and each check of a right as well took an
    /// eighth of the time of a look-up.
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain requests(HttpSecurity http, CredentialCheck credentials, AccessTokens tokens, Logins logins) {
        AuthenticationEntryPoint unauthorized = (_, response, _) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Guildhall\", charset=\"UTF-8\"");
            write(response, ErrorCode.UNAUTHORIZED);
        };
        AccessDeniedHandler forbidden = (_, response, _) -> write(response, ErrorCode.FORBIDDEN);
        return http.authenticationProvider(credentials)
                .authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
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
                .addFilterBefore(new TokenFilter(tokens, logins, unauthorized), BasicAuthenticationFilter.class)
                .httpBasic(basic -> basic.authenticationEntryPoint(unauthorized))
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(unauthorized).accessDeniedHandler(forbidden))
                // credentials come with each request and never by a cookie, so there is nothing to forge
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .anonymous(anonymous -> {})
                .build();
    }

    private void write(HttpServletResponse response, ErrorCode code) throws IOException {
        response.setStatus(code.httpStatus());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(response.getOutputStream(), ProblemBody.Envelope.of(List.of(Problem.of(code, null))));
    }
}
