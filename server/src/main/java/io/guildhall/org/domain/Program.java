package io.guildhall.org.domain;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A loyalty programme of the organisation (`spec/domain.md` §7).
///
/// @param tiers by number, the lowest first; empty for a programme without tiers
public record Program(long id, String name, boolean isDefault, List<Tier> tiers) {
    public Program {
        tiers = tiers.stream().sorted(Comparator.comparingInt(Tier::number)).toList();
    }

    /// @param number sequence number, 1 being the lowest
    public record Tier(int number, String name) {}

    /// The tier of this number, or null.
    public @Nullable Tier tier(int number) {
        return tiers.stream()
                .filter(tier -> tier.number() == number)
                .findFirst()
                .orElse(null);
    }

    /// The tier above this one, or null at the top.
    public @Nullable Tier above(int number) {
        return tiers.stream().filter(tier -> tier.number() > number).findFirst().orElse(null);
    }

    /// Where everybody starts who is not put elsewhere; 1 in a programme without tiers.
    public int lowestTier() {
        return tiers.isEmpty() ? 1 : tiers.getFirst().number();
    }
}
