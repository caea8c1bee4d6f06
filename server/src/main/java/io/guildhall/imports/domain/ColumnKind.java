package io.guildhall.imports.domain;

/// How the cells of a column are to be understood.
public enum ColumnKind {
    TEXT,
    /// Never a number, whatever a spreadsheet has made of it.
    IDENTIFIER,
    /// A date or a point in time; a date alone is the beginning of its day.
    INSTANT,
    /// A date as it stands.
    DATE,
    /// A point in time as it stands.
    DATE_TIME,
    /// Told by files that we have written: which row failed and why.
    ERROR;

    public boolean isTemporal() {
        return switch (this) {
            case INSTANT, DATE, DATE_TIME -> true;
            case TEXT, IDENTIFIER, ERROR -> false;
        };
    }
}
