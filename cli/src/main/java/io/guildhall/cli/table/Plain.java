package io.guildhall.cli.table;

/// Text without anything that a terminal would obey rather than show: names come from anywhere, and an escape sequence
/// in
/// one of them must not move the cursor, change the title or turn a line around.
public final class Plain {
    private static final String REPLACEMENT = "?";

    private Plain() {}

    /// One line: what is not shown becomes `?`, line ends too.
    public static String text(String text) {
        return replace(text, false, false);
    }

    /// The same, but lines may end.
    public static String lines(String text) {
        return replace(text, true, false);
    }

    /// The same for JSON, where such characters stand in strings alone and have an escape of their own.
    public static String json(String json) {
        return replace(json, true, true);
    }

    private static String replace(String text, boolean lineEnds, boolean escape) {
        int first = 0;
        while (first < text.length() && isHarmless(text.charAt(first), lineEnds)) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length()).append(text, 0, first);
        for (int index = first; index < text.length(); index++) {
            char character = text.charAt(index);
            if (isHarmless(character, lineEnds)) {
                plain.append(character);
            } else {
                plain.append(escape ? "\\u%04x".formatted((int) character) : REPLACEMENT);
            }
        }
        return plain.toString();
    }

    private static boolean isHarmless(char character, boolean lineEnds) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> lineEnds && character == '\n'; // C0, DEL and C1
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> !turnsAround(character);
            default -> true;
        };
    }

    /// Embeddings, overrides and isolates of directions, which reach beyond their text. Joiners and marks are part of
    /// names.
    private static boolean turnsAround(char character) {
        return character >= '\u202A' && character <= '\u202E' || character >= '\u2066' && character <= '\u2069';
    }
}
