package io.guildhall.loyalty.domain;

import io.guildhall.org.domain.Program;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What somebody has in one programme as of an instant. What has passed its expiry by then no longer counts: nothing
/// has to run for points or tiers to lapse.
///
/// @param slices all points ever received, by when they lapse: the soonest first, those that stay for ever last
public record ProgramStanding(Enrolment enrolment, List<Slice> slices, Instant at) {
    public ProgramStanding {
        slices = slices.stream()
                .sorted(Comparator.comparing(slice -> slice.expiresAt() == null ? Instant.MAX : slice.expiresAt()))
                .toList();
    }

    /// Points that lapse at the same time.
    ///
    /// @param expiresAt null for never
    /// @param left what is in the account still
    /// @param writtenOff what has been taken out because it had lapsed
    public record Slice(
            @Nullable Instant expiresAt,
            BigDecimal received,
            BigDecimal redeemed,
            BigDecimal writtenOff,
            BigDecimal left) {
        boolean hasLapsed(Instant at) {
            return expiresAt != null && !expiresAt.isAfter(at);
        }

        /// What of it has lapsed, whether taken out of the account or in it still.
        BigDecimal lapsed(Instant at) {
            return hasLapsed(at) ? left.add(writtenOff) : writtenOff;
        }
    }

    /// Points and when they lapse, or lapsed.
    ///
    /// @param expiresAt null for never
    public record Expiry(BigDecimal points, @Nullable Instant expiresAt) {}

    public long programId() {
        return enrolment.programId();
    }

    public int tierNumber(Program program) {
        return enrolment.hasLapsed(at) ? program.lowestTier() : enrolment.tierNumber();
    }

    /// When the present tier falls back to the lowest, or null for never.
    public @Nullable Instant tierExpiresAt() {
        return enrolment.hasLapsed(at) ? null : enrolment.tierExpiresAt();
    }

    /// Points that can be spent.
    public BigDecimal balance() {
        return open().stream().map(Expiry::points).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// All points ever received.
    public BigDecimal lifetime() {
        return sum(Slice::received);
    }

    public BigDecimal redeemed() {
        return sum(Slice::redeemed);
    }

    public BigDecimal expired() {
        return sum(slice -> slice.lapsed(at));
    }

    /// Points that can be spent, the soonest to lapse first.
    public List<Expiry> open() {
        return slices.stream()
                .filter(slice -> !slice.hasLapsed(at) && slice.left().signum() > 0)
                .map(slice -> new Expiry(slice.left(), slice.expiresAt()))
                .toList();
    }

    /// Points that have lapsed, the first to lapse first.
    public List<Expiry> lapsed() {
        return slices.stream()
                .map(slice -> new Expiry(slice.lapsed(at), slice.expiresAt()))
                .filter(expiry -> expiry.points().signum() > 0)
                .toList();
    }

    private BigDecimal sum(Function<Slice, BigDecimal> part) {
        return slices.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
