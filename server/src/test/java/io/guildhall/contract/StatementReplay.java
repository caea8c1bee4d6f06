package io.guildhall.contract;

import io.guildhall.postgres.SqlRecorder.Sent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Sends statements again without their tenant filter: in the name of an organisation that has nothing, then to tables
/// without a row. What differs came through the wall.
final class StatementReplay {
    private static final Pattern FILTER = Pattern.compile("((?:\\b\\w+\\.)?\\borg_id)\\s*=\\s*(\\?)");
    private static final String REFUSED_BY_POLICY = "42501";

    private final DataSource application;
    private final DataSource owner;
    private final long nobody;
    private final Pattern closedTables;

    /// What came of a statement: its rows or its count, or the state of the error.
    ///
    /// @param rows null where there were none to read
    record Came(List<String> rows, int count, String refusal) {
        boolean isEmpty() {
            return refusal == null && (rows == null || rows.isEmpty()) && count <= 0;
        }
    }

    /// @param nobody an organisation without a row in any table that belongs to organisations
    StatementReplay(DataSource application, DataSource owner, long nobody) {
        this.application = application;
        this.owner = owner;
        this.nobody = nobody;
        List<String> closed = closedTables();
        this.closedTables = Pattern.compile(closed.stream().collect(Collectors.joining("|", "\\b(", ")\\b")));
        makeEmptyTables(closed);
    }

    /// Tables that row-level security closes for other organisations.
    private List<String> closedTables() {
        return JdbcClient.create(owner)
                .sql(
                        "SELECT tablename FROM pg_policies WHERE schemaname = 'guildhall' AND policyname = 'tenant' ORDER BY 1")
                .query(String.class)
                .list();
    }

    private void makeEmptyTables(List<String> closed) {
        JdbcClient jdbc = JdbcClient.create(owner);
        jdbc.sql("CREATE SCHEMA bare").update();
        for (String table : closed) {
            jdbc.sql("CREATE TABLE bare.%1$s (LIKE guildhall.%1$s INCLUDING ALL)".formatted(table))
                    .update();
        }
        jdbc.sql("GRANT USAGE ON SCHEMA bare TO guildhall_app").update();
        jdbc.sql("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bare TO guildhall_app")
                .update();
    }

    boolean isAboutClosedTables(String sql) {
        return closedTables.matcher(sql).find();
    }

    static String withoutFilter(String sql) {
        return FILTER.matcher(sql).replaceAll("($1 = $2 OR TRUE)");
    }

    static boolean isInsert(String sql) {
        return sql.stripLeading().startsWith("INSERT");
    }

    /// In the name of the organisation that has nothing.
    Came asNobody(Sent sent) {
        return run(application, inNameOfNobody(), sent);
    }

    /// With tables that hold nothing, and no policy.
    Came onEmptyTables(Sent sent) {
        return run(application, inNameOfNobody() + "; SET LOCAL search_path = bare, guildhall, pg_temp", sent);
    }

    private String inNameOfNobody() {
        return "SET LOCAL guildhall.org_id = '" + nobody + "'";
    }

    /// As the owner, whom no policy holds back.
    Came withoutWall(Sent sent) {
        return run(owner, "SET LOCAL search_path = guildhall, pg_temp", sent);
    }

    static boolean isHeldBack(Came came) {
        return REFUSED_BY_POLICY.equals(came.refusal()) || came.isEmpty();
    }

    private static Came run(DataSource source, String first, Sent sent) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement setting = connection.createStatement()) {
                setting.execute(first);
            }
            try (PreparedStatement statement = sent.prepare(connection, withoutFilter(sent.sql()))) {
                return statement.execute()
                        ? new Came(rows(statement.getResultSet()), -1, null)
                        : new Came(null, statement.getUpdateCount(), null);
            } catch (SQLException refused) {
                return new Came(null, -1, refused.getSQLState());
            } finally {
                connection.rollback();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(sent.sql(), failure);
        }
    }

    private static List<String> rows(ResultSet found) throws SQLException {
        List<String> rows = new ArrayList<>();
        int columns = found.getMetaData().getColumnCount();
        while (found.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(found.getString(i));
            }
            rows.add(row.toString());
        }
        rows.sort(null);
        return rows;
    }

    /// Statements that have nothing to do with rows.
    static boolean isSession(String sql) {
        return Set.of("SET", "RESET", "SHOW", "LISTEN", "NOTIFY")
                .contains(sql.strip().split("\\W+", 2)[0].toUpperCase(java.util.Locale.ROOT));
    }
}
