package io.guildhall.imports.file;

import static io.guildhall.error.ErrorCode.BODY_TOO_LARGE;
import static io.guildhall.error.ErrorCode.IMPORT_ENCODING;
import static io.guildhall.error.ErrorCode.IMPORT_NO_FAILED_ROW;

import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.imports.domain.Columns;
import io.guildhall.imports.domain.FileRow;
import io.guildhall.imports.domain.KnownColumns;
import io.guildhall.imports.domain.Neutral;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What CSV and XLSX have in common: a first row of names, and cells.
///
/// What an error file of ours adds is taken off again, so that the rows of a repair are those of the file that it
/// repairs.
final class TableRows {
    private final JsonMapper json;
    private final Columns all;
    private final Columns kept;
    private final int longest;
    private final boolean repairs;
    private final List<Integer> positions = new ArrayList<>();

    /// @param headers the cells of the first row
    TableRows(
            JsonMapper json,
            List<String> headers,
            Map<String, String> mapping,
            KnownColumns known,
            FileLimits limits,
            boolean repairs) {
        this.json = json;
        if (headers.stream().anyMatch(header -> header.indexOf('\0') >= 0)) {
            throw RequestRefused.because(IMPORT_ENCODING, "its first line holds NUL");
        }
        this.all = Columns.read(withoutEnd(headers), mapping, known);
        this.longest = Math.toIntExact(limits.rowBytes().toBytes());
        this.repairs = repairs;
        List<String> keptHeaders = new ArrayList<>();
        List<String> keptNames = new ArrayList<>();
        for (int i = 0; i < all.names().size(); i++) {
            if (!KnownColumns.ERRORS.contains(all.names().get(i))) {
                positions.add(i);
                keptHeaders.add(all.headers().get(i));
                keptNames.add(all.names().get(i));
            }
        }
        this.kept = new Columns(keptHeaders, keptNames);
    }

    /// Spreadsheets end in columns that were once used.
    private static List<String> withoutEnd(List<String> headers) {
        int end = headers.size();
        while (end > 0 && headers.get(end - 1).isBlank()) {
            end--;
        }
        return headers.subList(0, end).stream().map(String::strip).toList();
    }

    Columns columns() {
        return kept;
    }

    /// Names of all columns, in the order of the file.
    List<String> names() {
        return all.names();
    }

    List<String> headers() {
        return all.headers();
    }

    /// @return null where all cells are blank
    @Nullable
    FileRow row(long line, List<String> cells, List<Problem> problems) {
        if (cells.stream().allMatch(String::isBlank)) {
            return null;
        }
        boolean ours = all.isErrorFile();
        List<String> own = new ArrayList<>(cells.size());
        for (int position : positions) {
            String cell = position < cells.size() ? cells.get(position) : "";
            own.add(ours ? Neutral.unmarked(cell) : cell);
        }
        // beyond the header: told when the item is made
        own.addAll(cells.subList(Math.min(all.names().size(), cells.size()), cells.size()));
        byte[] body = Cells.bytes(json, own);
        if (body.length > longest) {
            Problem tooLong = Problem.of(BODY_TOO_LARGE, FileRow.place(line), Integer.toString(longest));
            return new FileRow(line, new byte[] {'[', ']'}, null, List.of(tooLong));
        }
        return repairs ? repairing(line, body, cells, problems) : new FileRow(line, body, null, problems);
    }

    private FileRow repairing(long line, byte[] body, List<String> cells, List<Problem> problems) {
        int index = all.indexOf(KnownColumns.ERROR_LINE);
        String sent = index < 0 || index >= cells.size() ? "" : cells.get(index).strip();
        try {
            return new FileRow(line, body, Long.valueOf(sent), problems);
        } catch (NumberFormatException none) {
            Problem problem = Problem.of(IMPORT_NO_FAILED_ROW, FileRow.place(line), sent.isEmpty() ? "(none)" : sent);
            return new FileRow(line, body, null, List.of(problem));
        }
    }
}
