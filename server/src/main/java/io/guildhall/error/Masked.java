package io.guildhall.error;

/// Identifier values as messages and logs may show them: the last four characters stay (`beyond.md` row 5).
public final class Masked {
    private static final int SHOWN = 4;
    private static final int MAX_STARS = 12;

    private Masked() {}

    public static String value(String value) {
        int hidden = value.length() - SHOWN;
        if (hidden <= 0) {
            return "*".repeat(value.length());
        }
        return "*".repeat(Math.min(hidden, MAX_STARS)) + value.substring(hidden);
    }
}
