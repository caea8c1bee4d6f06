package io.guildhall.statistics.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// Days in UTC, the first and the last included: at least one, at most [#MOST_DAYS].
public record Period(LocalDate from, LocalDate to) {
    public static final int MOST_DAYS = 366;

    public Period {
        if (!isPossible(from, to)) {
            throw new IllegalArgumentException("A period has 1 to " + MOST_DAYS + " days");
        }
    }

    public static boolean isPossible(LocalDate from, LocalDate to) {
        return !from.isAfter(to) && ChronoUnit.DAYS.between(from, to) < MOST_DAYS;
    }

    /// @param days 1 to [#MOST_DAYS], the last one included
    public static Period lastDays(LocalDate last, int days) {
        return new Period(last.minusDays(days - 1L), last);
    }
}
