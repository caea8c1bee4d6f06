package io.guildhall.postgres;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Sees to it that tables which have just got their first rows, or have doubled, have statistics within seconds, where
/// autovacuum takes a minute or more: plans made on old ones cost the more, the faster a table grows (ADR 14).
@Component
public class EarlyStatistics {
    private static final Logger log = LoggerFactory.getLogger(EarlyStatistics.class);

    private final JdbcClient jdbc;

    EarlyStatistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return the tables that have new statistics
    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    public List<String> collect() {
        try {
            List<String> tables = jdbc.sql("SELECT collect_early_statistics()")
                    .query((rs, _) -> rs.getString(1))
                    .list();
            if (!tables.isEmpty()) {
                log.debug("Early statistics of {}", tables);
            }
            return tables;
        } catch (DataAccessException unavailable) {
            log.debug("No statistics were collected, the next attempt follows", unavailable);
            return List.of();
        }
    }
}
