package io.guildhall.e2e.client;

import io.guildhall.e2e.PackagedService;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that openapi-generator makes of the contract run the demo.
class GeneratedClientsTest {
    @TempDir
    Path directory;

    private PackagedService service;

    @BeforeEach
    void start() throws Exception {
        service = PackagedService.start(directory);
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
    }

    @Test
    void theOneForJavaRunsTheDemo() throws Exception {
        Expectations.check(new JavaDemo(service.address()).run());
    }

    @Test
    void theOneForTypescriptCompilesAndRunsTheDemo() throws Exception {
        Expectations.check(TypescriptDemo.build().run(service.address()));
    }
}
