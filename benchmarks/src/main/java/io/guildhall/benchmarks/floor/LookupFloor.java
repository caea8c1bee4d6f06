package io.guildhall.benchmarks.floor;

import io.guildhall.benchmarks.measure.Load.Worker;
import io.guildhall.benchmarks.service.BenchFailure;
import io.guildhall.benchmarks.service.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The bare statements that find a person by mobile number and read what the full details show: a transaction each, in
/// the name of the organisation, as the application's role. It has no programmes, so there are no points to read.
public final class LookupFloor {
    private static final String FIND =
            "SELECT customer_id FROM customer_identifier WHERE org_id = ? AND type = 'mobile' AND match_key = ?";
    private static final String PLACE = """
            SELECT s.*, h.code, h.skip_role_allowed, p.customer_id AS parent, c.external_id
              FROM association AS a
              JOIN association_spell AS s ON s.org_id = a.org_id AND s.association_id = a.id AND s.to_at = 'infinity'
              JOIN hierarchy AS h ON h.org_id = a.org_id AND h.id = a.hierarchy_id
              LEFT JOIN association AS p ON p.org_id = s.org_id AND p.id = s.parent_id
              LEFT JOIN company AS c ON c.org_id = s.org_id AND c.id = s.company_id
             WHERE a.org_id = ? AND a.customer_id = ?
            """;
    /// The person, and the person's parent, whom the details name.
    private static final String PEOPLE = """
            SELECT c.*, p.*, i.types, i.identifiers
              FROM customer AS c
              JOIN customer_profile AS p ON p.org_id = c.org_id AND p.customer_id = c.id
             CROSS JOIN LATERAL (
                   SELECT array_agg(i.type ORDER BY i.position) AS types, array_agg(i.value ORDER BY i.position) AS identifiers
                     FROM customer_identifier AS i
                    WHERE i.org_id = p.org_id AND i.customer_id = p.customer_id
                      AND i.source = p.source AND i.account_id = p.account_id) AS i
             WHERE c.org_id = ? AND c.id IN (?, ?)
            """;
    private static final String CARDS = "SELECT * FROM card WHERE org_id = ? AND customer_id = ?";

    private final Database database;
    private final long orgId;

    public LookupFloor(Database database, long orgId) {
        this.database = database;
        this.orgId = orgId;
    }

    /// A session that looks people up by mobile number.
    public Worker<String> session() throws SQLException {
        return new Session(database.asApplication(), orgId);
    }

    private static final class Session implements Worker<String> {
        private final Connection connection;
        private final long orgId;
        private final Statement enter;
        private final PreparedStatement find;
        private final PreparedStatement place;
        private final PreparedStatement people;
        private final PreparedStatement cards;

        Session(Connection connection, long orgId) throws SQLException {
            this.connection = connection;
            this.orgId = orgId;
            enter = connection.createStatement();
            find = connection.prepareStatement(FIND);
            place = connection.prepareStatement(PLACE);
            people = connection.prepareStatement(PEOPLE);
            cards = connection.prepareStatement(CARDS);
        }

        @Override
        public void work(String mobile) throws SQLException {
            enter.execute("SET LOCAL guildhall.org_id = '" + orgId + "'");
            find.setString(2, mobile);
            long customer = one(find, "customer_id");
            place.setLong(2, customer);
            long parent = one(place, "parent");
            people.setLong(2, customer);
            people.setLong(3, parent);
            read(people);
            cards.setLong(2, customer);
            read(cards);
            connection.commit();
        }

        private long one(PreparedStatement query, String column) throws SQLException {
            query.setLong(1, orgId);
            try (ResultSet rs = query.executeQuery()) {
                if (!rs.next()) {
                    throw new BenchFailure("A made-up person cannot be found, or has no parent");
                }
                return rs.getLong(column);
            }
        }

        /// Takes every value, as whoever wants to show it has to.
        private void read(PreparedStatement query) throws SQLException {
            query.setLong(1, orgId);
            try (ResultSet rs = query.executeQuery()) {
                int columns = rs.getMetaData().getColumnCount();
                while (rs.next()) {
                    for (int column = 1; column <= columns; column++) {
                        rs.getString(column);
                    }
                }
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
