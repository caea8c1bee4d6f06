package io.guildhall.cli.table;

/// @param cut what gives way when the table is wider than the terminal
public record Column(String title, Side side, Cut cut) {
    public enum Side {
        LEFT,
        RIGHT
    }

    /// Where a text loses characters. A path loses its middle: both ends tell more.
    public enum Cut {
        NEVER,
        END,
        MIDDLE
    }

    public static Column text(String title) {
        return new Column(title, Side.LEFT, Cut.END);
    }

    public static Column path(String title) {
        return new Column(title, Side.LEFT, Cut.MIDDLE);
    }

    public static Column code(String title) {
        return new Column(title, Side.LEFT, Cut.NEVER);
    }

    public static Column number(String title) {
        return new Column(title, Side.RIGHT, Cut.NEVER);
    }
}
