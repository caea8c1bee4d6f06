package io.guildhall.console.web;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The day that a page shows, in the organisation's time zone.
///
/// @param asOf the end of the day; null while it lasts, when the page shows the present
/// @param at the same, with the present as an instant
public record Day(LocalDate date, LocalDate today, @Nullable Instant asOf, Instant at) {
    /// As addresses have it; null for the present, which no address names.
    public @Nullable String inAddress() {
        return asOf == null ? null : date.toString();
    }

    public boolean isPresent() {
        return asOf == null;
    }
}
