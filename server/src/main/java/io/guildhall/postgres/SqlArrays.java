package io.guildhall.postgres;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/// Column arrays for `unnest`. All arrays of one statement must come from the same collection: PostgreSQL pads shorter
/// arrays with NULL instead of failing.
public final class SqlArrays {
    private SqlArrays() {}

    public static <T> SqlArrayValue array(
            String sqlType, Collection<T> rows, Function<? super T, ? extends @Nullable Object> column) {
        Object[] values = new Object[rows.size()];
        int i = 0;
        for (T row : rows) {
            values[i++] = column.apply(row);
        }
        return new SqlArrayValue(sqlType, values);
    }

    public static <T> SqlArrayValue text(Collection<T> rows, Function<? super T, ? extends @Nullable String> column) {
        return array("text", rows, column);
    }

    /// The driver takes bytes only in an array of their own type.
    public static <T> SqlArrayValue bytes(Collection<T> rows, Function<? super T, byte @Nullable []> column) {
        byte[] @Nullable [] values = new byte[rows.size()][];
        int i = 0;
        for (T row : rows) {
            values[i++] = column.apply(row);
        }
        return new SqlArrayValue("bytea", (Object[]) values);
    }

    public static <T> SqlArrayValue longs(Collection<T> rows, ToLongFunction<? super T> column) {
        return array("bigint", rows, column::applyAsLong);
    }

    public static SqlArrayValue longs(Collection<Long> values) {
        return array("bigint", values, Function.identity());
    }
}
