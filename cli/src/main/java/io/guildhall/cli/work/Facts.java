package io.guildhall.cli.work;

import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.terminal.Output;
import java.util.ArrayList;
import java.util.List;

/// What is known of one thing, a line each. What says nothing is left out.
public final class Facts {
    private final List<List<Cell>> rows = new ArrayList<>();

    public Facts add(String name, String value) {
        if (!value.isEmpty()) {
            rows.add(List.of(Cell.of(name, Style.FAINT), Cell.of(value)));
        }
        return this;
    }

    public void print(Output output) {
        output.lines(new Table(List.of(Column.code(""), Column.text("")), rows));
    }
}
