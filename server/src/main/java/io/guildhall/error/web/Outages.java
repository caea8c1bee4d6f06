package io.guildhall.error.web;

import io.guildhall.error.LoggedFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/// Failures that mean "the database does not answer" rather than "we have a bug": 503, and trying again makes sense.
public final class Outages {
    private Outages() {}

    public static boolean isOne(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotCreateTransactionException
                    // a connection that is gone can be neither committed nor rolled back
                    || cause instanceof TransactionSystemException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessResourceException
                    || cause instanceof QueryTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /// For the log: what it was at the bottom.
    public static String reason(Throwable failure) {
        return LoggedFailure.of(NestedExceptionUtils.getMostSpecificCause(failure))
                .toString();
    }
}
