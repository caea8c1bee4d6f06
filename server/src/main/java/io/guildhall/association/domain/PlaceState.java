package io.guildhall.association.domain;

import org.jspecify.annotations.Nullable;

/// Where somebody stands, as a change set keeps it. The hierarchy of a membership never changes.
///
/// @param customerId who has the membership
/// @param parentId the parent's membership, null at the top
public record PlaceState(
        long customerId,
        String roleCode,
        @Nullable Long parentId,
        @Nullable Long companyId,
        boolean defaultChild) {

    /// Whether the other is the same spell, be it somebody else's.
    public boolean isSameSpell(PlaceState other) {
        return heldBy(other.customerId()).equals(other);
    }

    private PlaceState heldBy(long otherCustomerId) {
        return new PlaceState(otherCustomerId, roleCode, parentId, companyId, defaultChild);
    }
}
