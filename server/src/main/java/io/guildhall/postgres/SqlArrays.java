package io.guildhall.postgres;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/// Column arrays for `unnest`. All arrays of one statement must come from the same collection: PostgreSQL pads shorter
/// arrays with NULL instead of failing.
///
/// The driver sends an array of the type that it knows for the column in PostgreSQL's binary form; any other
/// becomes one text with quotes and escapes, in memory three times over.
public final class SqlArrays {
    private SqlArrays() {}

    public static <T> SqlArrayValue array(
            String sqlType, Collection<T> rows, Function<? super T, ? extends @Nullable Object> column) {
        Object[] values = emptyOf(sqlType, rows.size());
        int i = 0;
        for (T row : rows) {
            values[i++] = column.apply(row);
        }
        return new SqlArrayValue(sqlType, values);
    }

    private static Object[] emptyOf(String sqlType, int length) {
        return switch (sqlType) {
            case "text" -> new String[length];
            case "bigint" -> new Long[length];
            case "integer" -> new Integer[length];
            case "smallint" -> new Short[length];
            case "boolean" -> new Boolean[length];
            default -> new Object[length];
        };
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
