package io.guildhall.imports.file;

/// Looks through a part of a workbook for what would make its reader keep far more in memory than the part is long:
/// cells in columns that no spreadsheet has, since all cells before them are made too, and rows that do not end.
///
/// Reads tags as they would be in any XML, so that none is overlooked; what only looks like one may be taken for one.
final class SheetScan {
    private static final int MOST_COLUMNS = 16_384;
    private static final int LETTERS = 26;
    private static final int LONGEST_NAME = 32;

    private enum In {
        TEXT,
        NAME,
        TAG,
        ATTRIBUTE,
        VALUE
    }

    private final long longestRow;
    private final StringBuilder name = new StringBuilder();
    private In in = In.TEXT;
    private boolean isCell;
    private boolean isReference;
    private boolean lettersEnded;
    private byte quote;
    private int column;
    private long sinceRow;
    private boolean rowsEnded;
    private boolean begun;

    /// @param longestRow bytes between the beginnings of two rows
    SheetScan(long longestRow) {
        this.longestRow = longestRow;
    }

    /// Whether what has been read so far, and now this, is as it should be.
    boolean accepts(byte[] bytes, int count) {
        if (!begun && count > 1) {
            begun = true;
            if (isUtf16(bytes[0] & 0xFF, bytes[1] & 0xFF)) {
                return false;
            }
        }
        for (int i = 0; i < count; i++) {
            take(bytes[i]);
            if (column > MOST_COLUMNS) {
                return false;
            }
        }
        return rowsEnded || sinceRow <= longestRow;
    }

    /// Which nobody writes.
    private static boolean isUtf16(int first, int second) {
        return first + second == 0xFF + 0xFE || first + second == '<' && (first == 0 || second == 0);
    }

    private void take(byte b) {
        sinceRow++;
        if (b == '<') {
            in = In.NAME;
            name.setLength(0);
            return;
        }
        switch (in) {
            case TEXT -> {}
            case NAME -> tagName(b);
            case TAG -> between(b);
            case ATTRIBUTE -> attribute(b);
            case VALUE -> value(b);
        }
    }

    private void tagName(byte b) {
        if (!isSpace(b) && b != '>' && (b != '/' || name.isEmpty())) {
            keep(b);
            return;
        }
        String local = local();
        isCell = local.equals("c");
        if (local.equals("row")) {
            sinceRow = 0;
        }
        rowsEnded |= name.charAt(0) == '/' && local.equals("sheetData");
        in = b == '>' ? In.TEXT : In.TAG;
    }

    /// Without the prefix, and without the sign of an end.
    private String local() {
        int prefix = name.indexOf(":");
        return prefix >= 0 ? name.substring(prefix + 1) : name.charAt(0) == '/' ? name.substring(1) : name.toString();
    }

    private void between(byte b) {
        if (b == '>') {
            in = In.TEXT;
        } else if (b == '"' || b == '\'') {
            in = In.VALUE;
            quote = b;
            isReference = isCell && name.toString().equals("r");
            lettersEnded = false;
            column = 0;
        } else if (!isSpace(b) && b != '=' && b != '/') {
            in = In.ATTRIBUTE;
            name.setLength(0);
            keep(b);
        }
    }

    private void attribute(byte b) {
        if (isSpace(b) || b == '=') {
            in = In.TAG;
        } else if (b == '>') {
            in = In.TEXT;
        } else {
            keep(b);
        }
    }

    private void value(byte b) {
        if (b == quote) {
            in = In.TAG;
            column = 0;
        } else if (isReference && !lettersEnded) {
            int letter = (b & ~0x20) - 'A' + 1;
            if (b == '&') {
                column = Integer.MAX_VALUE; // a letter in disguise
            } else if (letter >= 1 && letter <= LETTERS) {
                column = Math.min(column * LETTERS + letter, MOST_COLUMNS + 1);
            } else {
                lettersEnded = true;
            }
        }
    }

    private void keep(byte b) {
        if (name.length() < LONGEST_NAME) {
            name.append((char) b);
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}
