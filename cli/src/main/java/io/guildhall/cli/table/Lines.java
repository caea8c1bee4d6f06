package io.guildhall.cli.table;

import java.text.Bidi;

/// The characters that a table is drawn with.
public enum Lines {
    BOX("┌┬┐", "├┼┤", "└┴┘", '─', '│', "…"),
    ASCII("+++", "+++", "+++", '-', '|', "...");

    private static final String FIRST_STRONG_ISOLATE = "\u2068";
    private static final String POP_DIRECTIONAL_ISOLATE = "\u2069";

    private final String top;
    private final String middle;
    private final String bottom;
    private final char across;
    private final char down;
    private final String ellipsis;

    Lines(String top, String middle, String bottom, char across, char down, String ellipsis) {
        this.top = top;
        this.middle = middle;
        this.bottom = bottom;
        this.across = across;
        this.down = down;
        this.ellipsis = ellipsis;
    }

    String top(int[] widths) {
        return rule(top, widths);
    }

    String middle(int[] widths) {
        return rule(middle, widths);
    }

    String bottom(int[] widths) {
        return rule(bottom, widths);
    }

    String down() {
        return Character.toString(down);
    }

    /// Text that runs from right to left, closed in so that it does not turn its neighbours around. Terminals alone get
    /// it:
    /// files are searched, and the marks would be in the way.
    String isolate(String text) {
        return this == BOX && Bidi.requiresBidi(text.toCharArray(), 0, text.length())
                ? FIRST_STRONG_ISOLATE + text + POP_DIRECTIONAL_ISOLATE
                : text;
    }

    /// Stands where characters were cut.
    String ellipsis() {
        return ellipsis;
    }

    private String rule(String corners, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(corners.charAt(column == 0 ? 0 : 1));
            line.repeat(across, widths[column] + 2);
        }
        return line.append(corners.charAt(2)).toString();
    }
}
