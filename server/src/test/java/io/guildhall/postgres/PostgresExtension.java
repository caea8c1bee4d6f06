package io.guildhall.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;

/// Real PostgreSQL for a test class: a migrated database of its own, on the one server of the JVM.
///
/// A parameter `DataSource` is the application role's pool, as requests have it, but in a time zone far from UTC, so
/// that SQL depending on the session's time zone fails. `@Owner DataSource` is the owner, whom row-level security does
/// not hold back. `DatabaseAccess` is the way to both. For a Spring Boot test see [#register].
public final class PostgresExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);
    private static final int POOL_SIZE = 12;

    /// Asks for the owner of the tables.
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Owner {}

    /// Gives a Spring Boot test a fresh migrated database; to be called from a `@DynamicPropertySource` method.
    public static void register(DynamicPropertyRegistry registry) {
        properties(TestServer.get().freshDatabase()).forEach((name, value) -> registry.add(name, () -> value));
    }

    /// The same for an annotation of several tests: `@ContextConfiguration(initializers = FreshDatabase.class)`. Tests
    /// that share a context share its database.
    public static final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(properties(TestServer.get().freshDatabase())).applyTo(context);
        }
    }

    private static Map<String, String> properties(DatabaseAccess database) {
        var properties = new HashMap<String, String>();
        properties.put("guildhall.db.url", database.owner().url());
        properties.put("guildhall.key", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
        properties.put(
                "guildhall.db.user", Objects.requireNonNullElse(database.owner().user(), ""));
        properties.put(
                "guildhall.db.password",
                Objects.requireNonNullElse(database.owner().password(), ""));
        DatabaseLogin application = database.application();
        if (application != null) {
            properties.put("guildhall.db.app-user", Objects.requireNonNull(application.user()));
            properties.put("guildhall.db.app-password", Objects.requireNonNull(application.password()));
        }
        properties.put("guildhall.db.pool-size", Integer.toString(POOL_SIZE));
        return properties;
    }

    /// The owner of a database made by this extension, for a Spring Boot test that looks behind row-level security.
    public static DataSource owner(DatabaseAccess database) {
        return DatabaseSetup.dataSource(database.owner());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == DataSource.class || type == DatabaseAccess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestDatabase database = database(context);
        if (parameter.getParameter().getType() == DatabaseAccess.class) {
            return database.access();
        }
        return parameter.isAnnotated(Owner.class) ? owner(database.access()) : database.requests();
    }

    /// The pool that requests would have.
    static HikariDataSource requests(DatabaseAccess access) {
        String session = RequestPool.sessionSettings(
                access, "Pacific/Kiritimati", Duration.ofSeconds(3), Duration.ofSeconds(30));
        return RequestPool.open(
                access, new RequestPool.Limits(POOL_SIZE, Duration.ofSeconds(10), Duration.ofSeconds(30)), session);
    }

    private static TestDatabase database(ExtensionContext context) {
        ExtensionContext outermost = context;
        while (outermost.getParent().flatMap(ExtensionContext::getTestClass).isPresent()) {
            outermost = outermost.getParent().orElseThrow();
        }
        return outermost
                .getStore(NAMESPACE)
                .computeIfAbsent(TestDatabase.class, _ -> TestDatabase.open(), TestDatabase.class);
    }

    /// Closed by JUnit with the test class.
    record TestDatabase(DatabaseAccess access, HikariDataSource requests) implements AutoCloseable {
        static TestDatabase open() {
            DatabaseAccess access = TestServer.get().freshDatabase();
            return new TestDatabase(access, PostgresExtension.requests(access));
        }

        @Override
        public void close() {
            requests.close();
        }
    }
}
