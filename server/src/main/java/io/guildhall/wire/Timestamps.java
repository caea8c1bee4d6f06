package io.guildhall.wire;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Points in time as answers write them: ISO 8601 with the offset of the organisation's zone, such as
/// `2031-03-04T09:15:27+00:00` (`spec/domain.md` §1).
public final class Timestamps {
    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private Timestamps() {}

    public static String of(Instant instant, ZoneId zone) {
        return WITH_OFFSET.format(instant.atZone(zone));
    }
}
