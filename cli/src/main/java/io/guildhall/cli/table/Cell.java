package io.guildhall.cli.table;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One text of a table. What a terminal would obey rather than show is replaced, so an answer cannot move the cursor.
public record Cell(String text, Style style) {
    public Cell {
        text = Plain.text(text);
    }

    /// Absent values are empty cells.
    public static Cell of(@Nullable Object value) {
        return of(value, Style.PLAIN);
    }

    public static Cell of(@Nullable Object value, Style style) {
        return new Cell(Objects.toString(value, ""), style);
    }
}
