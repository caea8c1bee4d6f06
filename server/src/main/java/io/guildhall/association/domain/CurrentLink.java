package io.guildhall.association.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a registered person stands now: the open membership and its open spell.
///
/// @param associationId id of the membership: stays when the person moves (`decisions.md` 35)
/// @param childCount active direct children
/// @param parentAssociationId the parent's membership, null at the top
/// @param parentCustomerId whom that is
/// @param defaultChild whether this person is the default child of the parent
/// @param ownDefaultChildId customer id of this person's own default child, null when there is none
/// @param since start of the spell
public record CurrentLink(
        long associationId,
        long customerId,
        long hierarchyId,
        int childCount,
        String roleCode,
        @Nullable Long parentAssociationId,
        @Nullable Long parentCustomerId,
        @Nullable Long companyId,
        boolean defaultChild,
        @Nullable Long ownDefaultChildId,
        Instant since) {

    /// The same place as somebody else's, who takes it over whole.
    public CurrentLink heldBy(long otherCustomerId) {
        return new CurrentLink(
                associationId,
                otherCustomerId,
                hierarchyId,
                childCount,
                roleCode,
                parentAssociationId,
                parentCustomerId,
                companyId,
                defaultChild,
                ownDefaultChildId,
                since);
    }
}
