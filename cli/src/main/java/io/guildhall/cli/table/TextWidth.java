package io.guildhall.cli.table;

import io.guildhall.cli.table.Column.Cut;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How many columns of a terminal a text takes, which is neither its `char`s nor its code points: East Asian characters
/// and emoji take two, combining marks none. The ranges are those of Unicode, since neither Java nor picocli tells
/// them.
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

    private static final char TEXT_PRESENTATION = '\uFE0E';

    private TextWidth() {}

    static int of(String text) {
        if (isAscii(text)) {
            return text.length();
        }
        return clusters(text).stream().mapToInt(TextWidth::ofCluster).sum();
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
        StringBuilder start = new StringBuilder();
        int taken = 0;
        for (String cluster : clusters(text)) {
            taken += ofCluster(cluster);
            if (taken > width) {
                break;
            }
            start.append(cluster);
        }
        return start.toString();
    }

    private static String end(String text, int width) {
        int index = text.length();
        int taken = 0;
        for (String cluster : clusters(text).reversed()) {
            taken += ofCluster(cluster);
            if (taken > width) {
                break;
            }
            index -= cluster.length();
        }
        return text.substring(index);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    /// What a reader takes for one character (extended grapheme clusters, UAX #29).
    private static List<String> clusters(String text) {
        BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        List<String> clusters = new ArrayList<>();
        int from = 0;
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            clusters.add(text.substring(from, to));
            from = to;
        }
        return clusters;
    }

    /// An emoji made of several code points (a flag, a family, a skin tone) is one picture.
    private static int ofCluster(String cluster) {
        int first = cluster.codePointAt(0);
        boolean joined = cluster.length() > Character.charCount(first);
        boolean picture = isRegionalIndicator(first) || Character.isEmoji(first) && first >= 0x80;
        if (joined && picture) {
            return cluster.indexOf(TEXT_PRESENTATION) >= 0 ? 1 : 2;
        }
        return cluster.codePoints().map(TextWidth::of).sum();
    }

    private static boolean isRegionalIndicator(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    private static int of(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : isJoiningJamo(codePoint) ? 0 : 1;
        };
    }

    /// Vowels and final consonants, which join the wide initial before them to one syllable.
    private static boolean isJoiningJamo(int codePoint) {
        return codePoint >= 0x1160 && codePoint <= 0x11FF;
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
