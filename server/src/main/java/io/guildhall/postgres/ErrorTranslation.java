package io.guildhall.postgres;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.stereotype.Component;

/// What a failed statement means: by its state, with some that Spring does not know to be the database's and not ours.
@Component
class ErrorTranslation implements SQLExceptionTranslator {
    /// Read-only: a standby, or a server that its owner closed to writers, as some do when its disk is full (25006).
    /// Cut
    /// off for having kept a transaction idle or open for too long (25P03, 25P04).
    private static final Set<String> OUTAGES = Set.of("25006", "25P03", "25P04");

    private final SQLExceptionTranslator known = new SQLExceptionSubclassTranslator();

    @Override
    public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException told) {
        DatabaseError error = DatabaseError.of(told);
        if (error.getSQLState() != null && OUTAGES.contains(error.getSQLState())) {
            return new DataAccessResourceFailureException(task, error);
        }
        DataAccessException meaning = known.translate(task, sql, error);
        // a connection that the pool has closed meanwhile says nothing about itself
        boolean isSilent =
                error.getSQLState() == null && (meaning == null || meaning instanceof UncategorizedSQLException);
        return isSilent ? new DataAccessResourceFailureException(task, error) : meaning;
    }
}
