package io.guildhall.cli.table;

import io.guildhall.cli.table.Column.Cut;
import io.guildhall.cli.table.Column.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Rows of cells under titles. Columns in which no row says anything are left out.
public record Table(List<Column> columns, List<List<Cell>> rows) {
    /// A cut column keeps at least this much, or its title if that is longer.
    private static final int LEAST_WIDTH = 8;

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "A row has %d cells for %d columns".formatted(row.size(), columns.size()));
            }
        }
    }

    /// The lines from top to bottom, none wider than `width` as long as the columns that may be cut give that much.
    public List<String> render(Lines lines, int width, boolean colours) {
        return withoutSilentColumns().draw(lines, width, colours);
    }

    /// The rows alone, with two blanks between columns.
    public List<String> renderBare(Lines lines, int width, boolean colours) {
        Table table = withoutSilentColumns();
        int[] widths = table.widths(width);
        return table.rows.stream()
                .map(row -> table.bareLine(row, widths, lines, colours))
                .toList();
    }

    private String bareLine(List<Cell> cells, int[] widths, Lines lines, boolean colours) {
        StringBuilder line = new StringBuilder();
        for (int index = 0; index < widths.length; index++) {
            line.append(index == 0 ? "" : "  ").append(cell(cells.get(index), index, widths[index], lines, colours));
        }
        return line.toString().stripTrailing();
    }

    private Table withoutSilentColumns() {
        List<Integer> kept = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            int index = column;
            if (rows.stream().anyMatch(row -> !row.get(index).text().isEmpty())) {
                kept.add(index);
            }
        }
        return new Table(
                pick(columns, kept), rows.stream().map(row -> pick(row, kept)).toList());
    }

    private static <T> List<T> pick(List<T> from, List<Integer> kept) {
        return kept.stream().map(from::get).toList();
    }

    private List<String> draw(Lines lines, int width, boolean colours) {
        if (rows.isEmpty()) {
            return List.of();
        }
        int[] widths = widths(width);
        List<Cell> titles = columns.stream()
                .map(column -> new Cell(column.title(), Style.STRONG))
                .toList();
        List<String> drawn = new ArrayList<>();
        drawn.add(lines.top(widths));
        drawn.add(line(titles, widths, lines, colours));
        drawn.add(lines.middle(widths));
        rows.forEach(row -> drawn.add(line(row, widths, lines, colours)));
        drawn.add(lines.bottom(widths));
        return List.copyOf(drawn);
    }

    private int[] widths(int available) {
        int[] widths = new int[columns.size()];
        int excess = 1 - available;
        for (int column = 0; column < widths.length; column++) {
            int index = column;
            int widest = rows.stream()
                    .mapToInt(row -> TextWidth.of(row.get(index).text()))
                    .max()
                    .orElse(0);
            widths[column] = Math.max(widest, TextWidth.of(columns.get(column).title()));
            excess += widths[column] + 3;
        }
        for (; excess > 0; excess--) {
            int widest = widestToCut(widths);
            if (widest < 0) {
                break; // nothing left to give
            }
            widths[widest]--;
        }
        return widths;
    }

    private int widestToCut(int[] widths) {
        int widest = -1;
        for (int column = 0; column < widths.length; column++) {
            int least = Math.max(LEAST_WIDTH, TextWidth.of(columns.get(column).title()));
            boolean gives = columns.get(column).cut() != Cut.NEVER && widths[column] > least;
            if (gives && (widest < 0 || widths[column] > widths[widest])) {
                widest = column;
            }
        }
        return widest;
    }

    private String line(List<Cell> cells, int[] widths, Lines lines, boolean colours) {
        StringBuilder line = new StringBuilder(lines.down());
        for (int index = 0; index < widths.length; index++) {
            line.append(' ')
                    .append(cell(cells.get(index), index, widths[index], lines, colours))
                    .append(' ')
                    .append(lines.down());
        }
        return line.toString();
    }

    private String cell(Cell cell, int index, int width, Lines lines, boolean colours) {
        Column column = columns.get(index);
        String text = TextWidth.fit(cell.text(), width, column.cut(), lines.ellipsis());
        String padding = " ".repeat(Math.max(0, width - TextWidth.of(text)));
        UnaryOperator<String> paint = colours ? cell.style()::apply : UnaryOperator.identity();
        String shown = paint.apply(lines.isolate(text));
        return column.side() == Side.RIGHT ? padding + shown : shown + padding;
    }
}
