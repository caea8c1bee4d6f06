package io.guildhall.association;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Asks PostgreSQL before each commit how many rows of each table the transaction has fetched, those of its foreign
/// keys included.
public final class RowsRead implements BeanPostProcessor {
    private static final Map<String, Long> ROWS = new ConcurrentHashMap<>();

    public static void reset() {
        ROWS.clear();
    }

    /// By table, since the last reset.
    public static Map<String, Long> byTable() {
        return Map.copyOf(ROWS);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Asking(source) : bean;
    }

    private static final class Asking extends DelegatingDataSource {
        Asking(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        if (method.getName().equals("commit")) {
                            ask(connection);
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException failure) {
                            throw failure.getCause();
                        }
                    });
        }
    }

    private static void ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT relname, seq_tup_read + COALESCE(idx_tup_fetch, 0)
                          FROM pg_stat_xact_user_tables
                         WHERE schemaname = 'guildhall'
                        """)) {
            while (rows.next()) {
                ROWS.merge(rows.getString(1), rows.getLong(2), Long::sum);
            }
            // else the next transaction would count these again
            statement.execute("SELECT pg_stat_force_next_flush()");
        }
    }
}
