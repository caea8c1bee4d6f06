package io.guildhall.console.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/// Styles and scripts of the console under `/console/static`: our own, and those of packages under
/// `/console/static/lib`. Templates name them plainly; the address that a browser sees holds a hash of the content, and
/// so may be kept for ever.
@Configuration
class ConsoleFiles implements WebMvcConfigurer {
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private static final String HTMX = "org.webjars.npm/htmx.org";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/console/static/lib/{file:htmx\\.min(?:-[0-9a-f]{32})?\\.js}")
                .addResourceLocations("classpath:/META-INF/resources/webjars/htmx.org/" + version(HTMX) + "/dist/")
                .setCacheControl(FOR_EVER)
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
        registry.addResourceHandler("/console/static/lib/{file:echarts\\.common\\.min(?:-[0-9a-f]{32})?\\.js}")
                .addResourceLocations("classpath:/console/lib/")
                .setCacheControl(FOR_EVER)
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
        registry.addResourceHandler("/console/static/**")
                .addResourceLocations("classpath:/console/static/")
                .setCacheControl(FOR_EVER)
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    /// Puts the hashes into the addresses that templates write.
    @Bean
    FilterRegistrationBean<ResourceUrlEncodingFilter> hashedAddresses() {
        var registration = new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
        registration.addUrlPatterns("/console", "/console/*");
        return registration;
    }

    private static String version(String artifact) {
        try {
            Properties properties = PropertiesLoaderUtils.loadProperties(
                    new ClassPathResource("META-INF/maven/" + artifact + "/pom.properties"));
            return properties.getProperty("version");
        } catch (IOException missing) {
            throw new IllegalStateException("A package of the console is not on the classpath: " + artifact, missing);
        }
    }
}
