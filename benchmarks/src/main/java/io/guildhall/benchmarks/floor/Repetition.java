package io.guildhall.benchmarks.floor;

import io.guildhall.benchmarks.data.Digits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where the values of a recording go when it is repeated: new ids, unique texts of the same length, other
/// UUIDs; ids that earlier recordings made go where a repetition of those has put them.
///
/// @param own how often the recording has been repeated
/// @param earlier recordings that this one builds on
/// @param context which repetition of those
record Repetition(Recording recording, long own, List<Recording> earlier, long context) {
    /// Far above all ids that the service has drawn, and each recording in a range of its own.
    private static final long ID_RANGE = 1_000_000_000_000L;

    /// Digits of the service's own people lie below.
    private static final long FIRST_TEXT = 10_000_000;

    private static final long TEXTS = 20_000_000;

    static boolean endsInDigits(String text) {
        return text.matches(".*\\d{" + Digits.LENGTH + "}");
    }

    long id(@Nullable String source, long old) {
        if (made(recording, source, old)) {
            return renewed(recording, old, own);
        }
        for (Recording before : earlier) {
            if (made(before, source, old)) {
                return renewed(before, old, context);
            }
        }
        return old;
    }

    private static boolean made(Recording recording, @Nullable String source, long id) {
        Map<String, Set<Long>> ids = recording.ids();
        return source == null
                ? ids.values().stream().anyMatch(made -> made.contains(id))
                : ids.getOrDefault(source, Set.of()).contains(id);
    }

    private static long renewed(Recording recording, long old, long repetition) {
        return (recording.number() + 1) * ID_RANGE + repetition * recording.idRange() + old - recording.firstId();
    }

    String text(String old) {
        Integer number = recording.texts().get(old);
        if (number == null) {
            return old;
        }
        long fresh = FIRST_TEXT
                + recording.number() * TEXTS
                + own * recording.texts().size()
                + number;
        return old.substring(0, old.length() - Digits.LENGTH) + Digits.of(fresh);
    }

    String uuid(String old) {
        Integer number = recording.uuids().get(old);
        if (number == null) {
            return old;
        }
        UUID was = UUID.fromString(old);
        // version 7: milliseconds lead, and go on
        return new UUID(was.getMostSignificantBits() + ((own + 1) << 16), was.getLeastSignificantBits()).toString();
    }
}
