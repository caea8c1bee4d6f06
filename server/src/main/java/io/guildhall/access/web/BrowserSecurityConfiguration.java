package io.guildhall.access.web;

import io.guildhall.access.BrowserSessions;
import io.guildhall.access.LastUses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// How the console is guarded: by a session in a cookie, and a token in each form and request that writes. What a
/// single page needs stands on its handler, as everywhere.
@Configuration
class BrowserSecurityConfiguration {
    /// What pages may do: load from this server, call this server, nothing else, and nothing written into the page.
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    static final String LOGIN = "/console/login";

    @Bean
    @Order(1)
    SecurityFilterChain pages(HttpSecurity http, BrowserSessions sessions, LastUses uses) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(SessionCookie.FORMS);
        tokens.setCookiePath("/console");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return http.securityMatcher("/console", "/console/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers(LOGIN, LOGIN + "/*", "/console/static/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new SessionFilter(sessions), UsernamePasswordAuthenticationFilter.class)
                .addFilterAfter(new LastUseFilter(uses), UsernamePasswordAuthenticationFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(tokens).csrfTokenRequestHandler(new FormTokens()))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(BrowserSecurityConfiguration::logInFirst)
                                .accessDeniedHandler((request, response, _) -> stale(request, response)))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                // Spring's sessions would take each request for another login and void the forms of every open page
                .sessionManagement(management -> management.disable())
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .build();
    }

    private static void logInFirst(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException missing)
            throws IOException {
        boolean isPart = request.getHeader("HX-Request") != null;
        String wanted = isPart ? request.getHeader("HX-Current-URL") : address(request);
        String login = LOGIN + "?to=" + URLEncoder.encode(wanted == null ? "" : wanted, StandardCharsets.UTF_8);
        if (isPart) {
            response.setHeader("HX-Redirect", login); // a part of a page cannot be replaced by the login
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.sendRedirect(login);
        }
    }

    private static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getMethod().equals("GET")
                ? request.getRequestURI() + (query == null ? "" : "?" + query)
                : "/console";
    }

    /// What was sent lacks the token of this browser: the page is from before the last login, or from another site.
    private static void stale(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().equals(LOGIN)) {
            response.sendRedirect(LOGIN + "?reason=stale");
        } else {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write("This page is out of date. Reload it and try again.");
        }
    }
}
