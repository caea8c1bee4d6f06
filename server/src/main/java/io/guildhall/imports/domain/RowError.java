package io.guildhall.imports.domain;

import io.guildhall.error.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error of a row, as it is kept.
///
/// @param field a JSON Pointer within the row; null where the row as a whole is meant
/// @param arguments what stands in the message, for hints; values of identifiers are masked
public record RowError(int code, String message, @Nullable String field, List<String> arguments) {
    public RowError {
        arguments = List.copyOf(arguments);
    }

    /// @param row the place that problems of the row begin with
    public static RowError of(Problem problem, String row) {
        String field = problem.field();
        boolean within = field != null && field.startsWith(row);
        return new RowError(
                problem.code().number(),
                problem.message(),
                within && field != null ? field.substring(row.length()) : field,
                problem.arguments());
    }
}
