package io.guildhall.cli.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The failed rows of an import as the service hands them out: one map from title to cell for each, in order.
record ErrorSheet(List<Map<String, String>> rows) {
    private static final String LINE = "error.line";

    static ErrorSheet read(Path file) {
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            return new ErrorSheet(csv.stream().map(ErrorSheet::cells).toList());
        } catch (IOException | UncheckedIOException e) {
            throw new DemoFailure("%s cannot be read (%s).".formatted(file, e), e);
        }
    }

    private static Map<String, String> cells(NamedCsvRecord row) {
        return new LinkedHashMap<>(row.getFieldsAsMap());
    }

    static int line(Map<String, String> row) {
        return number(row, LINE);
    }

    static int code(Map<String, String> row) {
        return number(row, "error.code");
    }

    /// The slip's cell put right, in its line alone.
    ///
    /// @param right by line, the cells as they should be
    ErrorSheet corrected(Map<Integer, Slip> slips, Map<Integer, Map<String, String>> right) {
        return new ErrorSheet(rows.stream()
                .map(row -> {
                    Slip slip = slips.get(line(row));
                    Map<String, String> corrected = new LinkedHashMap<>(row);
                    if (slip != null) {
                        corrected.put(
                                slip.column(),
                                right.getOrDefault(slip.line(), Map.of()).getOrDefault(slip.column(), ""));
                    }
                    return corrected;
                })
                .toList());
    }

    void write(Path file) {
        if (rows.isEmpty()) {
            throw new DemoFailure("No row failed, so there is none to correct.");
        }
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(rows.getFirst().keySet());
            rows.forEach(row -> csv.writeRecord(row.values()));
        } catch (IOException e) {
            throw new DemoFailure("%s cannot be written (%s).".formatted(file, e), e);
        }
    }

    Table table() {
        return new Table(
                List.of(Column.number("Line"), Column.number("Code"), Column.text("Message"), Column.text("Hint")),
                rows.stream()
                        .map(row -> List.of(
                                Cell.of(line(row), Style.FAINT),
                                Cell.of(code(row), Style.BAD),
                                Cell.of(firstLine(row, "error.message")),
                                Cell.of(firstLine(row, "error.hint"))))
                        .toList());
    }

    /// A row may have several errors, one to a line of the cell.
    private static String firstLine(Map<String, String> row, String title) {
        return row.getOrDefault(title, "").lines().findFirst().orElse("");
    }

    private static int number(Map<String, String> row, String title) {
        try {
            return row.getOrDefault(title, "")
                    .lines()
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
