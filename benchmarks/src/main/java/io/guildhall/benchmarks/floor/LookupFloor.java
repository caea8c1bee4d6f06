package io.guildhall.benchmarks.floor;

import io.guildhall.benchmarks.measure.Load.Worker;
import io.guildhall.benchmarks.service.BenchFailure;
import io.guildhall.benchmarks.service.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The bare statements that find a person by mobile number and read what the full details show: a transaction each, in
/// the name of the organisation, as the application's role.
public final class LookupFloor {
    private static final String FIND =
            "SELECT customer_id FROM customer_identifier WHERE org_id = ? AND type = 'mobile' AND match_key = ?";
    private static final String PERSON = """
            SELECT c.*, p.*, i.types, i.identifiers
              FROM customer AS c
              JOIN customer_profile AS p ON p.org_id = c.org_id AND p.customer_id = c.id
             CROSS JOIN LATERAL (
                   SELECT array_agg(i.type ORDER BY i.position) AS types, array_agg(i.value ORDER BY i.position) AS identifiers
                     FROM customer_identifier AS i
                    WHERE i.org_id = p.org_id AND i.customer_id = p.customer_id
                      AND i.source = p.source AND i.account_id = p.account_id) AS i
             WHERE c.org_id = ? AND c.id = ?
            """;
    /// Read too where registering a person writes them.
    private static final List<String> MORE = List.of("card", "enrolment");

    private final Database database;
    private final long orgId;
    private final List<String> more;

    /// @param registration what registering people wrote
    public LookupFloor(Database database, long orgId, Recording registration) {
        this.database = database;
        this.orgId = orgId;
        this.more = MORE.stream()
                .filter(table -> registration.counts().containsKey(table))
                .map(table -> "SELECT * FROM " + table + " WHERE org_id = ? AND customer_id = ?")
                .toList();
    }

    /// A session that looks people up by mobile number.
    public Worker<String> session() throws SQLException {
        return new Session(database.asApplication(), orgId, more);
    }

    private static final class Session implements Worker<String> {
        private final Connection connection;
        private final long orgId;
        private final Statement enter;
        private final PreparedStatement find;
        private final List<PreparedStatement> reads = new ArrayList<>();

        Session(Connection connection, long orgId, List<String> more) throws SQLException {
            this.connection = connection;
            this.orgId = orgId;
            enter = connection.createStatement();
            find = connection.prepareStatement(FIND);
            reads.add(connection.prepareStatement(PERSON));
            for (String sql : more) {
                reads.add(connection.prepareStatement(sql));
            }
        }

        @Override
        public void work(String mobile) throws SQLException {
            enter.execute("SET LOCAL guildhall.org_id = '" + orgId + "'");
            find.setLong(1, orgId);
            find.setString(2, mobile);
            long customer;
            try (ResultSet rs = find.executeQuery()) {
                if (!rs.next()) {
                    throw new BenchFailure("Nobody has the mobile number of a made-up person");
                }
                customer = rs.getLong(1);
            }
            for (PreparedStatement read : reads) {
                read.setLong(1, orgId);
                read.setLong(2, customer);
                try (ResultSet rs = read.executeQuery()) {
                    int columns = rs.getMetaData().getColumnCount();
                    while (rs.next()) {
                        for (int column = 1; column <= columns; column++) {
                            rs.getString(column);
                        }
                    }
                }
            }
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
