package io.guildhall.postgres;

import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// The database of a test as the owner of its tables sees it, whom row-level security does not bind.
public final class OwnerAccess {
    private OwnerAccess() {}

    public static DataSource to(Environment environment) {
        DriverManagerDataSource source = new DriverManagerDataSource(
                environment.getRequiredProperty("guildhall.db.url"),
                environment.getRequiredProperty("guildhall.db.user"),
                environment.getRequiredProperty("guildhall.db.password"));
        Properties properties = new Properties();
        properties.setProperty("currentSchema", "guildhall");
        source.setConnectionProperties(properties);
        return source;
    }
}
