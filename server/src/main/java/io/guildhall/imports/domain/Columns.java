package io.guildhall.imports.domain;

import static io.guildhall.error.ErrorCode.IMPORT_COLUMN_DOUBLED;
import static io.guildhall.error.ErrorCode.IMPORT_COLUMN_UNKNOWN;
import static io.guildhall.error.ErrorCode.LIST_TOO_LONG;

import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns of one file: the names it has, and what each of them stands for.
///
/// @param headers as the file has them
/// @param names of known columns, in the same order; empty where a column is overlooked
public record Columns(List<String> headers, List<String> names) {
    public static final Columns NONE = new Columns(List.of(), List.of());
    private static final int MOST = 1_000;

    public Columns {
        headers = List.copyOf(headers);
        names = List.copyOf(names);
        if (headers.size() != names.size()) {
            throw new IllegalArgumentException("Each column has one name");
        }
    }

    /// @param mapping names of known columns by name in the file; empty ones are overlooked
    /// @throws RequestRefused with 1740 and 1741 for all columns that are unknown, or stand for the same
    public static Columns read(List<String> headers, Map<String, String> mapping, KnownColumns known) {
        if (headers.size() > MOST) {
            throw RequestRefused.because(LIST_TOO_LONG, Integer.toString(MOST), "columns");
        }
        List<Problem> problems = new ArrayList<>();
        Map<String, String> mapped = mapped(headers, mapping, known, problems);
        Map<String, String> seen = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (String header : headers) {
            String name = name(header, mapped, known);
            if (name == null) {
                problems.add(Problem.of(IMPORT_COLUMN_UNKNOWN, null, header, known.nearest(header)));
                name = "";
            }
            String other = name.isEmpty() ? null : seen.putIfAbsent(name, header);
            if (other != null) {
                problems.add(Problem.of(IMPORT_COLUMN_DOUBLED, null, other, header, name));
            }
            names.add(name);
        }
        if (!problems.isEmpty()) {
            throw new RequestRefused(problems);
        }
        return new Columns(headers, names);
    }

    private static @Nullable String name(String header, Map<String, String> mapped, KnownColumns known) {
        if (header.isBlank()) {
            return "";
        }
        String own = mapped.get(KnownColumns.simple(header));
        return own == null ? known.named(header) : own;
    }

    private static Map<String, String> mapped(
            List<String> headers, Map<String, String> mapping, KnownColumns known, List<Problem> problems) {
        List<String> simple = headers.stream().map(KnownColumns::simple).toList();
        Map<String, String> mapped = new HashMap<>();
        mapping.forEach((header, name) -> {
            String target = name.isBlank() ? "" : known.named(name);
            if (!simple.contains(KnownColumns.simple(header))) {
                problems.add(Problem.of(IMPORT_COLUMN_UNKNOWN, null, header, Nearest.of(header, headers)));
            } else if (target == null) {
                problems.add(Problem.of(IMPORT_COLUMN_UNKNOWN, null, name, known.nearest(name)));
            } else {
                mapped.put(KnownColumns.simple(header), target);
            }
        });
        return mapped;
    }

    /// Where a column stands, or -1.
    public int indexOf(String name) {
        return names.indexOf(name);
    }

    /// Whether the file is an error file of ours.
    public boolean isErrorFile() {
        return names.contains(KnownColumns.ERROR_LINE);
    }
}
