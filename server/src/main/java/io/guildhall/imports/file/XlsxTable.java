package io.guildhall.imports.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// A workbook with one sheet of texts; a further one where a sheet has no more rows.
public final class XlsxTable implements TableWriter {
    /// Of the format; one less, so that nobody has to count from 0 or 1.
    private static final int MOST_ROWS = 1_048_575;
    /// Of the format.
    private static final int LONGEST_CELL = 32_767;

    private static final int KEPT_ROWS = 500;

    private final Workbook workbook;
    private final String name;
    private Worksheet sheet;
    private int row;
    private int sheets = 1;

    /// @param name of the sheet
    public XlsxTable(OutputStream out, String name) {
        this.workbook = new Workbook(out, "Guildhall", "1.0");
        this.name = name;
        this.sheet = workbook.newWorksheet(name);
    }

    @Override
    public void row(List<String> cells) throws IOException {
        if (row == MOST_ROWS) {
            sheet.finish();
            sheet = workbook.newWorksheet(name + " " + ++sheets);
            row = 0;
        }
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            if (!cell.isEmpty()) {
                // texts within the rows: a table of them would have to be kept until the end
                sheet.inlineString(row, column, cell.length() > LONGEST_CELL ? cell.substring(0, LONGEST_CELL) : cell);
            }
        }
        row++;
        if (row % KEPT_ROWS == 0) {
            sheet.flush();
        }
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
