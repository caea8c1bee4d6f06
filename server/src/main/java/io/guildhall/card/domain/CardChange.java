package io.guildhall.card.domain;

import org.jspecify.annotations.Nullable;

/// One card before and after a change.
///
/// @param reason what the caller gave as reason for another status
public record CardChange(Card before, Card after, @Nullable String reason) {
    public boolean changesLabel() {
        return !before.statusLabel().equals(after.statusLabel()) || before.status() != after.status();
    }

    /// Whose card it is, or was until it was given back; null for nobody's.
    public static @Nullable Long holder(@Nullable Card before, Card after) {
        return after.customerId() == null && before != null ? before.customerId() : after.customerId();
    }
}
