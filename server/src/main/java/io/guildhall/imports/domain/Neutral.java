package io.guildhall.imports.domain;

/// Cells that a spreadsheet would take for a formula get an apostrophe in front, and lose it on their way back
/// (CWE-1236).
public final class Neutral {
    private static final char MARK = '\'';

    private Neutral() {}

    public static String marked(String cell) {
        return isDangerous(cell) ? MARK + cell : cell;
    }

    public static String unmarked(String cell) {
        return cell.length() > 1 && cell.charAt(0) == MARK && isDangerous(cell.substring(1)) ? cell.substring(1) : cell;
    }

    /// Apostrophes in front do not count: what has some already gets one more, so that the way back is the same.
    private static boolean isDangerous(String cell) {
        int first = 0;
        while (first < cell.length() && cell.charAt(first) == MARK) {
            first++;
        }
        return first < cell.length()
                && switch (cell.charAt(first)) {
                    case '=', '+', '-', '@', '\t', '\r' -> true;
                    default -> false;
                };
    }
}
