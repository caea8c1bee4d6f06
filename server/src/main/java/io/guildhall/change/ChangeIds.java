package io.guildhall.change;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Ids of change sets: UUIDs of version 7 (RFC 9562), so that ids made later sort later and fill their index at its
/// end.
@Component
public class ChangeIds {
    private final SecureRandom random = new SecureRandom();

    public UUID next(Instant at) {
        long high = at.toEpochMilli() << 16 | 0x7000L | random.nextInt(0x1000);
        long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /// Sorts before every id of this instant and behind all earlier ones, to the millisecond.
    public static UUID first(Instant at) {
        return new UUID(Math.max(0, at.toEpochMilli()) << 16, 0);
    }
}
