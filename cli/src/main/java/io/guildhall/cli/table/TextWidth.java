package io.guildhall.cli.table;

import io.guildhall.cli.table.Column.Cut;

/// How many columns of a terminal a text takes, which is neither its `char`s nor its code points: East Asian characters
/// and emoji take two, combining marks none.
final class TextWidth {
    /// First and last code points that Unicode (UAX #11) calls wide or full-width, in ascending order.
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x231A, 0x231B},
        {0x23E9, 0x23EC},
        {0x25FD, 0x25FE},
        {0x2614, 0x2615},
        {0x2648, 0x2653},
        {0x26AA, 0x26AB},
        {0x26BD, 0x26BE},
        {0x26C4, 0x26C5},
        {0x2705, 0x2705},
        {0x270A, 0x270B},
        {0x2728, 0x2728},
        {0x274C, 0x274C},
        {0x2753, 0x2755},
        {0x2757, 0x2757},
        {0x2795, 0x2797},
        {0x2B1B, 0x2B1C},
        {0x2B50, 0x2B50},
        {0x2E80, 0x303E},
        {0x3041, 0x33FF},
        {0x3400, 0x4DBF},
        {0x4E00, 0xA4CF},
        {0xA960, 0xA97C},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x16FE0, 0x18DFF},
        {0x1AFF0, 0x1B2FB},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1FAFF},
        {0x20000, 0x3FFFD},
    };

    private TextWidth() {}

    static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    /// The text in at most `width` columns, with `ellipsis` where something was cut.
    static String fit(String text, int width, Cut cut, String ellipsis) {
        if (of(text) <= width) {
            return text;
        }
        int room = width - of(ellipsis);
        if (room <= 0) {
            return start(text, width);
        }
        return switch (cut) {
            case NEVER -> text;
            case END -> start(text, room) + ellipsis;
            case MIDDLE -> start(text, room - room / 2) + ellipsis + end(text, room / 2);
        };
    }

    private static String start(String text, int width) {
        int index = 0;
        for (int taken = 0; index < text.length(); ) {
            int codePoint = text.codePointAt(index);
            taken += of(codePoint);
            if (taken > width) {
                break;
            }
            index += Character.charCount(codePoint);
        }
        return text.substring(0, index);
    }

    private static String end(String text, int width) {
        int index = text.length();
        for (int taken = 0; index > 0; ) {
            int codePoint = text.codePointBefore(index);
            taken += of(codePoint);
            if (taken > width) {
                break;
            }
            index -= Character.charCount(codePoint);
        }
        return text.substring(index);
    }

    private static int of(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        for (int[] range : WIDE) {
            if (codePoint <= range[1]) {
                return codePoint >= range[0];
            }
        }
        return false;
    }
}
