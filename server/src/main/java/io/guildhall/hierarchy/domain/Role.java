package io.guildhall.hierarchy.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A role of a hierarchy.
///
/// @param childRoleCode the role directly below, null for the last one
/// @param maxChild most active direct children of one person in this role; null for the last role
public record Role(
        String code,
        @Nullable String childRoleCode,
        @Nullable Integer maxChild,
        List<Permission> permissions,
        boolean pointsAggregationRole,
        boolean nonAutomatedPointsAggregationRole) {

    public Role {
        permissions = List.copyOf(permissions);
    }

    public record Permission(String permissionCode, boolean permissionValue) {}
}
