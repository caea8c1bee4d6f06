package io.guildhall.console.web.imports;

import io.guildhall.console.web.Dates;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/// One change set of an import.
///
/// @param number which part of the import it was, counted from 1
record PartRow(UUID id, int number, String at) {
    private static final int BITS_BESIDE_THE_TIME = 16;

    /// @param id tells its time: UUID version 7
    static PartRow of(UUID id, int number, ZoneId zone) {
        Instant at = Instant.ofEpochMilli(id.getMostSignificantBits() >>> BITS_BESIDE_THE_TIME);
        return new PartRow(id, number, Dates.shown(at, zone));
    }
}
