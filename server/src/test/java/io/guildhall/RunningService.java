package io.guildhall;

import io.guildhall.postgres.PostgresExtension;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/// The whole service on a port of its own, with a real PostgreSQL that is thrown away. All classes so marked share one.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = PostgresExtension.FreshDatabase.class)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "guildhall.operator=" + TestOrganisation.OPERATOR,
            // small files have many chunks
            "guildhall.imports.chunk-people=20",
            "guildhall.login.failures-per-minute=1000000" // all tests come from one address
        })
public @interface RunningService {}
