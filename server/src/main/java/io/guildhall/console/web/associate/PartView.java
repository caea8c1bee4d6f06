package io.guildhall.console.web.associate;

import io.guildhall.imports.DryRunRows.Part;
import io.guildhall.imports.DryRunRows.Row;
import io.guildhall.imports.ErrorFiles.ErrorFile.Explained;
import io.guildhall.imports.ErrorFiles.ErrorFile.Explanation;
import io.guildhall.imports.domain.FileFormat;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.imports.domain.RowPreview;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Some rows of a dry run as its page shows them.
///
/// @param warned rows of the whole dry run with warnings
/// @param headers of the columns that say anything in these rows
public record PartView(
        List<RowView> rows,
        List<String> headers,
        long warned,
        boolean first,
        @Nullable Long previous,
        @Nullable Long next) {

    /// One row.
    ///
    /// @param gone whether what it said has been removed since
    /// @param json the row of a file without columns, else null
    public record RowView(
            long line,
            String effect,
            String tone,
            boolean gone,
            List<CellView> cells,
            @Nullable String json,
            List<Said> said,
            @Nullable RowPreview preview) {
        @Override
        public String toString() {
            return "RowView[" + line + "]"; // personal data stays out of logs
        }
    }

    /// @param tone `bad` or `warn` where something is said about it, else empty
    public record CellView(String text, String tone) {
        @Override
        public String toString() {
            return "CellView[" + tone + "]"; // personal data stays out of logs
        }
    }

    /// @param tone `bad` for an error, `warn` for a warning
    /// @param place a column, or the JSON Pointer of a member
    /// @param sent the text that stands there
    public record Said(String tone, int code, String message, String place, String sent, String hint) {
        @Override
        public String toString() {
            return "Said[" + code + "]"; // personal data stays out of logs
        }
    }

    static PartView of(ImportJob job, Part part, int from) {
        boolean isTable = job.format() != FileFormat.NDJSON;
        List<Integer> shown = isTable ? shown(job, part) : List.of();
        return new PartView(
                part.rows().stream().map(row -> row(job, row, shown, isTable)).toList(),
                shown.stream().map(index -> header(job, index)).toList(),
                part.warned(),
                from == 0 || part.previous() == null,
                part.previous(),
                part.next());
    }

    /// Columns with a text in any of the rows, or with something to be said about.
    private static List<Integer> shown(ImportJob job, Part part) {
        Set<Integer> shown = new TreeSet<>();
        for (Row row : part.rows()) {
            Explained explained = row.explained();
            if (explained == null) {
                continue;
            }
            for (int i = 0; i < explained.cells().size(); i++) {
                if (!explained.cells().get(i).isBlank()) {
                    shown.add(i);
                }
            }
            explained.explanations().forEach(said -> {
                int index = index(job, said.place());
                if (index >= 0) {
                    shown.add(index);
                }
            });
        }
        return List.copyOf(shown);
    }

    /// Cells beyond the last name are errors, and called by their numbers.
    private static int index(ImportJob job, String place) {
        int index = job.headers().indexOf(place);
        return index >= 0 ? index : place.matches("\\d{1,4}") ? Integer.parseInt(place) - 1 : -1;
    }

    private static String header(ImportJob job, int index) {
        return index < job.headers().size() && !job.headers().get(index).isBlank()
                ? job.headers().get(index)
                : Integer.toString(index + 1);
    }

    private static RowView row(ImportJob job, Row row, List<Integer> shown, boolean isTable) {
        Explained explained = row.explained();
        List<Said> said = explained == null ? List.of() : said(job, explained, row.errors());
        return new RowView(
                row.outcome().line(),
                row.outcome().effect().name(),
                switch (row.outcome().effect()) {
                    case CREATED, LINKED -> "good";
                    case MOVED, UPDATED -> "warn";
                    case FAILED -> "bad";
                    case UNCHANGED -> "";
                },
                explained == null,
                explained == null || !isTable
                        ? List.of()
                        : shown.stream()
                                .map(index -> cell(job, explained, said, index))
                                .toList(),
                explained == null || isTable ? null : text(explained),
                said,
                row.preview());
    }

    private static String text(Explained explained) {
        String item = explained.item();
        return item != null ? item : String.join("", explained.cells());
    }

    private static List<Said> said(ImportJob job, Explained explained, int errors) {
        List<Said> said = new ArrayList<>();
        for (Explanation one : explained.explanations()) {
            String tone = said.size() < errors ? "bad" : "warn";
            int index = job.format() == FileFormat.NDJSON ? -1 : index(job, one.place());
            String sent = index < 0 ? one.sent() : text(explained, index);
            said.add(new Said(tone, one.code(), one.message(), one.place(), sent, one.hint()));
        }
        return said;
    }

    private static String text(Explained explained, int index) {
        return index < explained.cells().size() ? explained.cells().get(index) : "";
    }

    private static CellView cell(ImportJob job, Explained explained, List<Said> said, int index) {
        String tone = said.stream()
                .filter(one -> index(job, one.place()) == index)
                .map(Said::tone)
                .findFirst()
                .orElse("");
        return new CellView(text(explained, index), tone);
    }
}
