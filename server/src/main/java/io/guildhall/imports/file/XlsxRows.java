package io.guildhall.imports.file;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;

import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.imports.domain.Columns;
import io.guildhall.imports.domain.FileRow;
import io.guildhall.imports.domain.KnownColumns;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// The first sheet of a workbook, which lies in a file of its own: the table of texts stands behind the rows.
public final class XlsxRows implements FileRows {
    private static final Logger log = LoggerFactory.getLogger(XlsxRows.class);
    /// Of the largest numbers that a spreadsheet knows.
    private static final int MOST_DIGITS = 310;

    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);

    private final Path file;
    private final KnownColumns known;
    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final TableRows table;

    /// Reads a file that [Workbooks] has measured, and deletes it in the end.
    ///
    /// @throws RequestRefused with 400 where it is none, with 1740 and 1741 for its columns
    public XlsxRows(
            Path file,
            JsonMapper json,
            Map<String, String> mapping,
            KnownColumns known,
            FileLimits limits,
            boolean repairs)
            throws IOException {
        this.file = file;
        this.known = known;
        try {
            this.workbook = open(file);
            this.stream = workbook.getFirstSheet().openStream();
            this.rows = stream.iterator();
            List<String> headers = header();
            this.table = new TableRows(json, headers, mapping, known, limits, repairs);
        } catch (RuntimeException | IOException failure) {
            Files.deleteIfExists(file);
            throw failure instanceof RequestRefused refused ? refused : unreadable();
        }
    }

    /// Some programs write no formats; their dates are numbers then.
    private static ReadableWorkbook open(Path file) throws IOException {
        try {
            return new ReadableWorkbook(file.toFile(), WITH_FORMATS);
        } catch (RuntimeException | IOException withoutFormats) {
            return new ReadableWorkbook(file.toFile());
        }
    }

    private List<String> header() {
        while (rows.hasNext()) {
            List<String> cells = new ArrayList<>();
            Row row = rows.next();
            for (int i = 0; i < row.getCellCount(); i++) {
                Cell cell = row.getCell(i);
                cells.add(cell == null || cell.getText() == null ? "" : cell.getText());
            }
            if (!cells.stream().allMatch(String::isBlank)) {
                return cells;
            }
        }
        throw RequestRefused.because(BAD_REQUEST, "the first sheet is empty");
    }

    private static RequestRefused unreadable() {
        return RequestRefused.because(BAD_REQUEST, "it is no XLSX file");
    }

    @Override
    public Columns columns() {
        return table.columns();
    }

    @Override
    public @Nullable FileRow next() {
        try {
            while (rows.hasNext()) {
                Row row = rows.next();
                List<Problem> problems = new ArrayList<>(0);
                List<String> cells = new ArrayList<>(row.getCellCount());
                for (int i = 0; i < row.getCellCount(); i++) {
                    cells.add(text(row, i, problems));
                }
                FileRow read = table.row(row.getRowNum(), cells, problems);
                if (read != null) {
                    return read;
                }
            }
            return null;
        } catch (RequestRefused refused) {
            throw refused;
        } catch (RuntimeException broken) {
            // of any kind: the reader trusts what a workbook says of itself
            log.debug("A workbook cannot be read", broken);
            throw unreadable();
        }
    }

    private String text(Row row, int index, List<Problem> problems) {
        Cell cell = row.getCell(index);
        if (cell == null || cell.getValue() == null && cell.getType() != CellType.FORMULA) {
            return "";
        }
        return switch (cell.getType()) {
            case EMPTY -> "";
            case STRING -> cell.asString();
            case BOOLEAN -> cell.asBoolean().toString();
            case NUMBER -> number(row, index, cell, problems);
            case FORMULA -> cell.getRawValue() == null ? "" : cell.getRawValue();
            case ERROR -> {
                problems.add(unusable(row, index, "the cell holds the error of a formula"));
                yield cell.getRawValue() == null ? "" : cell.getRawValue();
            }
        };
    }

    private String number(Row row, int index, Cell cell, List<Problem> problems) {
        BigDecimal number = cell.asNumber();
        String name = index < table.names().size() ? table.names().get(index) : "";
        boolean isDate = isDate(cell.getDataFormatString());
        if (known.kind(name).isTemporal() || isDate) {
            if (!known.kind(name).isTemporal() && !name.isEmpty()) {
                problems.add(unusable(row, index, "the cell holds a date, make the column one of text"));
            }
            LocalDateTime moment = moment(cell);
            if (moment == null) {
                problems.add(unusable(row, index, "the cell holds no date"));
                return "";
            }
            return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? moment.toLocalDate().toString()
                    : moment.toString();
        }
        BigDecimal plain = number.stripTrailingZeros();
        // 1E+999999999 has a billion digits
        return Math.abs((long) plain.scale()) > MOST_DIGITS ? plain.toString() : plain.toPlainString();
    }

    private static @Nullable LocalDateTime moment(Cell cell) {
        try {
            return cell.asDate();
        } catch (DateTimeException | ArithmeticException | ExcelReaderException noDate) {
            return null;
        }
    }

    private Problem unusable(Row row, int index, String reason) {
        String header = index < table.headers().size() ? table.headers().get(index) : Integer.toString(index + 1);
        return RowItems.unusable(row.getRowNum(), header, reason);
    }

    /// Whether a number format shows a date; texts within quotes and colours in brackets say nothing.
    static boolean isDate(@Nullable String format) {
        if (format == null || format.equalsIgnoreCase("General")) {
            return false;
        }
        String bare = format.replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.", "");
        return bare.matches("(?i).*[ymdh].*");
    }

    @Override
    public void close() throws IOException {
        try (var _ = workbook;
                var _ = stream) {
            // closed in turn
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
