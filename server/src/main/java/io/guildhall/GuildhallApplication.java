package io.guildhall;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The service in one process: every direct sub-package is a module.
@SpringBootApplication
public class GuildhallApplication {
    public static void main(String[] args) {
        SpringApplication.run(GuildhallApplication.class, args);
    }
}
