package io.guildhall.imports.domain;

import io.guildhall.error.ErrorCode;
import io.guildhall.error.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An error of a row, as it is kept.
///
/// @param field a JSON Pointer within the row; null where the row as a whole is meant
/// @param arguments what stands in the message, for hints; values of identifiers are masked
public record RowError(int code, String message, @Nullable String field, List<String> arguments) {
    private static final Pattern ROW = Pattern.compile("(?<=^| )/line (?=\\d)");

    public RowError {
        arguments = List.copyOf(arguments);
    }

    /// @param row the place that problems of the row begin with
    public static RowError of(Problem problem, String row) {
        Problem told = problem.code() == ErrorCode.CYCLE ? byLines(problem) : problem;
        String field = told.field();
        boolean within = field != null && field.startsWith(row);
        return new RowError(
                told.code().number(),
                told.message(),
                within && field != null ? field.substring(row.length()) : field,
                told.arguments());
    }

    /// A circle is spelled out by places, which in a file are lines.
    private static Problem byLines(Problem circle) {
        return new Problem(
                circle.code(),
                circle.at(),
                circle.arguments().stream()
                        .map(places -> ROW.matcher(places).replaceAll("line "))
                        .toList());
    }
}
