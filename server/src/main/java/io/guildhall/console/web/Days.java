package io.guildhall.console.web;

import io.guildhall.wire.QueryParameters;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the days that addresses name.
@Component
public class Days {
    private final CurrentSetups setups;
    private final Clock clock;

    Days(CurrentSetups setups, Clock clock) {
        this.setups = setups;
        this.clock = clock;
    }

    /// @param asOf such as `2026-03-31`; the present where it is absent, blank or not over yet
    /// @throws io.guildhall.error.RequestRefused with 1686 for what is no day
    public Day day(long orgId, @Nullable String asOf) {
        ZoneId zone = zone(orgId);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        String text = QueryParameters.text("asOf", asOf);
        if (text == null) {
            return new Day(today, today, null, now);
        }
        LocalDate date = date(text);
        if (!date.isBefore(today)) {
            return new Day(today, today, null, now);
        }
        // as exact as the database keeps instants
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1_000);
        return new Day(date, today, end, end);
    }

    public ZoneId zone(long orgId) {
        return setups.of(orgId).timeZone();
    }

    private static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() < 1 || date.getYear() > 9_999) {
                throw QueryParameters.refused("asOf");
            }
            return date;
        } catch (DateTimeParseException unreadable) {
            throw QueryParameters.refused("asOf");
        }
    }
}
