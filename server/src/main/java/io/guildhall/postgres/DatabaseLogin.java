package io.guildhall.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Where a database is and who comes; without a user the driver takes the operating system's.
public record DatabaseLogin(
        String url, @Nullable String user, @Nullable String password) {
    /// One connection outside any pool, for set-up work.
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "guildhall-setup");
        // A server that drops packets must not stall the waiting loop for the operating system's minutes.
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("logServerErrorDetail", "false");
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String toString() {
        return "DatabaseLogin[***]";
    }
}
