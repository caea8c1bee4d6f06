package io.guildhall;

import io.guildhall.postgres.EarlyDatabase;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The service in one process: every direct sub-package is a module.
@SpringBootApplication
@EnableScheduling
public class GuildhallApplication {
    private static final Logger log = LoggerFactory.getLogger(GuildhallApplication.class);

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(GuildhallApplication.class);
        application.addInitializers(EarlyDatabase.initializer());
        application.run(args);
    }

    /// The one source of time: rules get instants as data, and tests set the clock.
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @EventListener
    void announce(ApplicationReadyEvent event) {
        var environment = event.getApplicationContext().getEnvironment();
        log.info(
                "Guildhall is ready at http://{}:{}",
                environment.getProperty("server.address", "localhost"),
                environment.getProperty("local.server.port"));
    }
}
