package io.guildhall.audit.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has been seen since the last time somebody looked, in bounded memory, and let out at a bounded rate.
///
/// Equal events are one entry with a count. Each entry that leaves costs one of [#BURST] allowances, of which one comes
/// back each second; whatever has none left is counted among many. So a flood of made-up names costs a hundred bytes
/// a second of disk, and no memory. Not for several threads at once.
public final class Tally {
    public static final int BURST = 1_000;
    private static final Duration EACH = Duration.ofSeconds(1);

    private final Map<Audited, Counted> seen = new LinkedHashMap<>();
    private int allowances = BURST;
    private Instant refilled;

    public Tally(Instant start) {
        this.refilled = start;
    }

    /// @param at of the first
    /// @param until of the last
    /// @param requestId of the first
    public record Counted(
            Audited event,
            Instant at,
            Instant until,
            long count,
            @Nullable String requestId) {
        private Counted and(Counted later) {
            return new Counted(event, at, later.until, count + later.count, requestId);
        }

        private Counted amongMany() {
            return new Counted(event.amongMany(), at, until, count, null);
        }
    }

    public void add(Audited event, Instant at, @Nullable String requestId) {
        add(new Counted(event, at, at, 1, requestId));
    }

    private void add(Counted counted) {
        boolean fits = seen.containsKey(counted.event()) || allowances > 0;
        Counted kept = fits ? counted : counted.amongMany();
        if (fits && !seen.containsKey(counted.event())) {
            allowances--;
        }
        seen.merge(kept.event(), kept, Counted::and);
    }

    /// Everything that has been seen; from now on it is seen no more. What was counted among many leaves once a minute
    /// at most, since nothing pays for it.
    public List<Counted> take(Instant now) {
        long seconds = Duration.between(refilled, now).dividedBy(EACH);
        if (seconds > 0) {
            allowances = (int) Math.min(BURST, allowances + seconds);
            refilled = refilled.plus(EACH.multipliedBy(seconds));
        }
        List<Counted> taken = seen.values().stream()
                .filter(counted -> !isAmongMany(counted) || !counted.at().isAfter(now.minus(Duration.ofMinutes(1))))
                .toList();
        taken.forEach(counted -> seen.remove(counted.event()));
        return taken;
    }

    /// Everything, also what would have waited.
    public List<Counted> takeAll() {
        List<Counted> all = List.copyOf(seen.values());
        seen.clear();
        return all;
    }

    /// Takes back what could not be written, beside what has come since.
    public void putBack(List<Counted> unwritten) {
        for (Counted counted : unwritten) {
            boolean fits = seen.containsKey(counted.event()) || seen.size() < BURST;
            Counted kept = fits ? counted : counted.amongMany();
            Counted since = seen.get(kept.event());
            seen.put(kept.event(), since == null ? kept : kept.and(since));
        }
    }

    private static boolean isAmongMany(Counted counted) {
        return counted.event().path().equals(Audited.MANY);
    }
}
