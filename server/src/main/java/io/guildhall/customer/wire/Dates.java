package io.guildhall.customer.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/// Instants as the reference writes them: ISO 8601 with offset, `+05:30` or `+0530`.
public final class Dates {
    /// Nobody was registered earlier; keeps instants well inside what PostgreSQL stores.
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int MAX_LENGTH = 40;
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    private Dates() {}

    public static Optional<Instant> parse(String text) {
        String stripped = text.strip();
        if (stripped.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            Instant instant = OffsetDateTime.parse(stripped, ISO).toInstant();
            boolean sensible = !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
            return sensible ? Optional.of(instant) : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
