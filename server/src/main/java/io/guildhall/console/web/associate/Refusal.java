package io.guildhall.console.web.associate;

import static io.guildhall.error.ErrorCode.IMPORT_COLUMN_DOUBLED;
import static io.guildhall.error.ErrorCode.IMPORT_COLUMN_UNKNOWN;

import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Why a file was not taken, and what the form asks for therefore.
///
/// @param advice word of a message for what the form itself finds, else empty
/// @param columns that are to be explained
public record Refusal(String advice, List<Reason> reasons, List<Column> columns) {
    public static final Refusal NONE = new Refusal("", List.of(), List.of());

    public Refusal {
        reasons = List.copyOf(reasons);
        columns = List.copyOf(columns);
    }

    public record Reason(int code, String message) {}

    /// A column of the file.
    ///
    /// @param chosen the known column that it might stand for; `-` to leave it out, empty where nobody knows
    public record Column(String header, String chosen) {}

    static Refusal of(String advice) {
        return new Refusal(advice, List.of(), List.of());
    }

    /// @param explained what columns were said to stand for
    static Refusal of(RequestRefused refused, Map<String, String> explained) {
        List<Reason> reasons = new ArrayList<>();
        Map<String, Column> columns = new LinkedHashMap<>();
        for (Problem problem : refused.problems()) {
            String header =
                    problem.arguments().isEmpty() ? "" : problem.arguments().getFirst();
            if (problem.code() == IMPORT_COLUMN_UNKNOWN && explained.containsKey(header)) {
                continue; // said of another file
            }
            if (problem.code() == IMPORT_COLUMN_UNKNOWN) {
                columns.put(
                        header,
                        new Column(
                                header, Guesses.of(header, problem.arguments().getLast())));
                continue;
            } else if (problem.code() == IMPORT_COLUMN_DOUBLED) {
                String other = problem.arguments().get(1);
                columns.put(other, new Column(other, ""));
            }
            reasons.add(new Reason(problem.code().number(), problem.message()));
        }
        boolean stale = reasons.isEmpty() && columns.isEmpty();
        explained.forEach((header, name) -> {
            if (!stale && !columns.containsKey(header)) {
                columns.put(header, new Column(header, name.isEmpty() ? SentForm.LEFT_OUT : name));
            }
        });
        if (stale) {
            return of("stale");
        }
        return new Refusal(reasons.isEmpty() ? "columns" : "", reasons, List.copyOf(columns.values()));
    }

    public boolean isOne() {
        return !advice.isEmpty() || !reasons.isEmpty();
    }
}
