package io.guildhall;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/// The service in one process: every direct sub-package is a module.
@SpringBootApplication
public class GuildhallApplication {
    public static void main(String[] args) {
        SpringApplication.run(GuildhallApplication.class, args);
    }

    /// The one source of time: rules get instants as data, and tests set the clock.
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
