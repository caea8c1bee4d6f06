package io.guildhall.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// What the database refused, without the values it says about it (`Key (…)=(…) already exists`): the state, and the
/// names of table and constraint. The way into logs is through this.
final class DatabaseError extends SQLException {
    private static final long serialVersionUID = 1;

    private DatabaseError(String reason, SQLException told) {
        super(reason, told.getSQLState(), told.getErrorCode());
        setStackTrace(told.getStackTrace());
    }

    static DatabaseError of(SQLException told) {
        StringBuilder reason = new StringBuilder("SQLSTATE ").append(told.getSQLState());
        if (told instanceof PSQLException ours && ours.getServerErrorMessage() != null) {
            ServerErrorMessage message = ours.getServerErrorMessage();
            name(reason, "table", message.getTable());
            name(reason, "constraint", message.getConstraint());
        }
        return new DatabaseError(reason.toString(), told);
    }

    private static void name(StringBuilder reason, String what, @Nullable String name) {
        if (name != null) {
            reason.append(", ").append(what).append(' ').append(name);
        }
    }
}
