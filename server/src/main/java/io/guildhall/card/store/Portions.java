package io.guildhall.card.store;

import java.util.ArrayList;
import java.util.List;

/// Rows in portions that one statement writes well within the time it is given: only calls that generate cards
/// by the ten thousand have more than one.
public final class Portions {
    private static final int MOST_ROWS = 10_000;

    private Portions() {}

    /// None where there are no rows.
    public static <T> List<List<T>> of(List<T> rows) {
        List<List<T>> portions = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += MOST_ROWS) {
            portions.add(rows.subList(from, Math.min(from + MOST_ROWS, rows.size())));
        }
        return portions;
    }
}
