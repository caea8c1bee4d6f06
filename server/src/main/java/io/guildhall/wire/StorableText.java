package io.guildhall.wire;

/// Which texts can be kept and answered at all: PostgreSQL has no NUL, and UTF-8 no half of a surrogate pair. JSON can
/// write both (`"\u0000"`, `"\ud800"`).
public final class StorableText {
    private StorableText() {}

    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '\0' || Character.isLowSurrogate(unit)) {
                return false;
            }
            if (Character.isHighSurrogate(unit)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /// The text with U+FFFD in place of what cannot be answered; for names that an error has to mention.
    public static String printable(String text) {
        if (isStorable(text)) {
            return text;
        }
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                        ? 0xFFFD
                        : point)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }
}
