package io.guildhall.error;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A failure as a log may show it: what kind it was and where, down to its first cause, without what it says. Messages
/// of exceptions carry values (`For input string: "…"`), and values may be somebody's.
///
/// Messages that hold names of code alone stay, and those that the database's module has put together of nothing else.
public final class LoggedFailure extends Throwable {
    private static final long serialVersionUID = 1;
    private static final Set<Class<?>> HARMLESS = Set.of(
            NullPointerException.class,
            ClassCastException.class,
            IndexOutOfBoundsException.class,
            ArrayIndexOutOfBoundsException.class);
    private static final String OURS = "io.guildhall.postgres.";

    private LoggedFailure(Throwable failure, @Nullable Throwable cause) {
        super(describe(failure), cause, false, true);
        setStackTrace(failure.getStackTrace());
    }

    public static LoggedFailure of(Throwable failure) {
        return copy(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static LoggedFailure copy(Throwable failure, Set<Throwable> seen) {
        seen.add(failure);
        Throwable cause = failure.getCause();
        return new LoggedFailure(failure, cause == null || seen.contains(cause) ? null : copy(cause, seen));
    }

    private static String describe(Throwable failure) {
        String kind = failure.getClass().getName();
        boolean harmless = HARMLESS.contains(failure.getClass()) || kind.startsWith(OURS);
        return harmless && failure.getMessage() != null ? kind + ": " + failure.getMessage() : kind;
    }

    /// The stack trace is that of the failure.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
