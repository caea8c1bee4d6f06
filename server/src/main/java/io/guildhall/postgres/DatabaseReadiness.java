package io.guildhall.postgres;

import java.util.Set;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/// Tells Spring Boot that the database is initialised once the `dataSource` exists, which beans marked with
/// `@DependsOnDatabaseInitialization` wait for. Boot knows this by itself only of migrations that it runs.
class DatabaseReadiness extends AbstractBeansOfTypeDatabaseInitializerDetector {
    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(DataSource.class);
    }
}
