package io.guildhall.postgres;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Asks the database for a sign of life.
@Component
public class DatabaseProbe {
    private final JdbcTemplate jdbc;

    DatabaseProbe(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public boolean answers() {
        try {
            jdbc.execute("SELECT 1");
            return true;
        } catch (DataAccessException silent) {
            return false;
        }
    }
}
