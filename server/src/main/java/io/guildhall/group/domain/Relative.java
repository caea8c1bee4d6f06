package io.guildhall.group.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody's place in a hierarchy that makes groups, as far as it matters to them.
///
/// @param associationId the membership
/// @param owner whether the person has the points aggregation role, so that a group follows this membership
/// @param permissions codes of what the role permits
/// @param companyId the person's company, null without one
/// @param parentId the parent's membership, null at the top
/// @param moved whether this place, or one above it, is new or another than before; else the person stands above, or
///     stood above, somebody of whom that is true
public record Relative(
        long associationId,
        long customerId,
        boolean owner,
        List<String> permissions,
        @Nullable Long companyId,
        @Nullable Long parentId,
        boolean moved) {
    public Relative {
        permissions = List.copyOf(permissions);
    }
}
