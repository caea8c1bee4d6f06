package io.guildhall.imports.domain;

import java.util.Collection;
import java.util.Comparator;

/// The name somebody may have meant.
public final class Nearest {
    /// Nobody's typing error is longer.
    private static final int LONGEST = 60;

    private Nearest() {}

    /// The candidate with the fewest letters to change, the first of several; the name itself without candidates.
    public static String of(String name, Collection<String> candidates) {
        String simple = shortened(KnownColumns.simple(name));
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> distance(simple, shortened(KnownColumns.simple(candidate)))))
                .orElse(name);
    }

    /// Whether a slip explains the difference: a letter of three at most.
    public static boolean isClose(String name, String candidate) {
        String simple = shortened(KnownColumns.simple(name));
        return distance(simple, shortened(KnownColumns.simple(candidate))) * 3 <= simple.length();
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    /// Levenshtein's.
    static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
