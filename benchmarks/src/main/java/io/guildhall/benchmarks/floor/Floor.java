package io.guildhall.benchmarks.floor;

import io.guildhall.benchmarks.floor.Statements.Argument;
import io.guildhall.benchmarks.floor.Statements.Prepared;
import io.guildhall.benchmarks.measure.Load.Worker;
import io.guildhall.benchmarks.service.BenchFailure;
import io.guildhall.benchmarks.service.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records what calls of the service write in an organisation, and writes it again without the service: as the
/// application's role, in the name of the organisation, a transaction per call.
public final class Floor implements AutoCloseable {
    private final Database database;
    private final Connection owner;
    private final Catalogue catalogue;
    private final long orgId;
    private final List<Recording> recordings = new ArrayList<>();

    public Floor(Database database, long orgId) throws SQLException {
        this.database = database;
        this.orgId = orgId;
        this.owner = database.asOwner();
        this.catalogue = Catalogue.read(owner);
    }

    /// A call of the service.
    @FunctionalInterface
    public interface Call {
        void run() throws Exception;
    }

    /// Makes the call and notes what it wrote. Nobody else may write in the organisation meanwhile.
    public Recording record(Call call) throws Exception {
        OrgRows before = OrgRows.read(owner, catalogue, orgId);
        call.run();
        Recording made = Recording.of(recordings.size(), catalogue, before, OrgRows.read(owner, catalogue, orgId));
        recordings.add(made);
        return made;
    }

    /// A repetition, ready to be written.
    public record Piece(List<List<Argument>> arguments) {}

    /// Repetitions of a recording.
    ///
    /// @param context of each, the repetition of the earlier recordings that its rows refer to
    public List<Piece> pieces(
            Recording recording, long first, int count, java.util.function.LongUnaryOperator context) {
        Statements statements = Statements.of(catalogue, recording);
        List<Recording> earlier = recordings.subList(0, recording.number());
        List<Piece> pieces = new ArrayList<>();
        for (long own = first; own < first + count; own++) {
            pieces.add(
                    new Piece(statements.arguments(new Repetition(recording, own, earlier, context.applyAsLong(own)))));
        }
        return pieces;
    }

    /// A session that writes repetitions of this recording.
    public Worker<Piece> session(Recording recording) throws SQLException {
        return new Session(
                database.asApplication(),
                orgId,
                Statements.of(catalogue, recording).prepared());
    }

    /// The statements, for whoever wants to read them.
    public List<String> sql(Recording recording) {
        return Statements.of(catalogue, recording).prepared().stream()
                .map(Prepared::sql)
                .toList();
    }

    /// Levels what earlier work has left to do, so that runs meet the same database. Needs rights that an operator's
    /// login may lack.
    public void settle() {
        try (Statement statement = owner.createStatement()) {
            statement.execute("CHECKPOINT");
        } catch (SQLException _) {
            return; // then the runs share what is left
        }
    }

    @Override
    public void close() throws SQLException {
        owner.close();
    }

    private static final class Session implements Worker<Piece> {
        private final Connection connection;
        private final long orgId;
        private final Statement enter;
        private final List<Prepared> statements;
        private final List<PreparedStatement> prepared = new ArrayList<>();

        Session(Connection connection, long orgId, List<Prepared> statements) throws SQLException {
            this.connection = connection;
            this.orgId = orgId;
            this.enter = connection.createStatement();
            this.statements = statements;
            for (Prepared statement : statements) {
                prepared.add(connection.prepareStatement(statement.sql()));
            }
        }

        @Override
        public void work(Piece piece) throws SQLException {
            enter.execute("SET LOCAL guildhall.org_id = '" + orgId + "'");
            for (int i = 0; i < prepared.size(); i++) {
                PreparedStatement statement = prepared.get(i);
                int own = statements.get(i).owner();
                statement.setLong(own, orgId);
                List<Argument> arguments = piece.arguments().get(i);
                for (int j = 0; j < arguments.size(); j++) {
                    set(statement, j + 1 < own ? j + 1 : j + 2, arguments.get(j));
                }
                int rows = statement.executeUpdate();
                if (rows != statements.get(i).rows()) {
                    throw new BenchFailure("%d rows instead of %d: %s"
                            .formatted(
                                    rows,
                                    statements.get(i).rows(),
                                    statements.get(i).sql()));
                }
            }
            connection.commit();
        }

        private void set(PreparedStatement statement, int place, Argument argument) throws SQLException {
            @Nullable Object value = argument.value();
            if (argument.array() == null) {
                if (value == null) {
                    statement.setNull(place, Types.VARCHAR);
                } else {
                    statement.setString(place, (String) value);
                }
            } else if (value instanceof long[] ids) {
                statement.setObject(place, ids); // goes as bytes
            } else if (value instanceof Object[] values) {
                statement.setArray(place, connection.createArrayOf(argument.array(), values));
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
