package io.guildhall.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/// Points in time as requests and answers write them: ISO 8601 with offset, such as `2031-03-04T09:15:27+00:00`
/// (`spec/domain.md` §1).
public final class Timestamps {
    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter EXACT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("xxx")
            .toFormatter();
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .toFormatter();
    private static final int MAX_LENGTH = 40;
    /// Nothing that is kept here is older or lies further ahead; keeps instants well inside what PostgreSQL stores.
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Timestamps() {}

    /// In the organisation's zone, to the second.
    public static String of(Instant instant, ZoneId zone) {
        return WITH_OFFSET.format(instant.atZone(zone));
    }

    /// With its fraction of a second, for what has to be told apart.
    public static String exact(Instant instant, ZoneId zone) {
        return EXACT.format(instant.atZone(zone));
    }

    /// Reads an instant with offset, `+05:30` or `+0530`; nothing where the text is none, or lies out of all bounds.
    public static Optional<Instant> parse(String text) {
        String stripped = text.strip();
        if (stripped.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            Instant instant = OffsetDateTime.parse(stripped, READ).toInstant();
            boolean sensible = !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
            return sensible ? Optional.of(instant) : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
