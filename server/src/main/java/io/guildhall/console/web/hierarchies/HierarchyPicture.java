package io.guildhall.console.web.hierarchies;

import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.PermissionCode;
import io.guildhall.hierarchy.domain.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A hierarchy as its page draws it: each role below the roles that stand right above it, so that the picture begins
/// with the last role and ends with the top ones.
///
/// @param last the role at the bottom
/// @param skips whether somebody may stand right under any role above
record HierarchyPicture(Box last, boolean skips) {

    /// @param cap most people right below one person in this role; null for the last role
    /// @param permits labels of what its people may do
    /// @param forbids labels of what is explicitly denied to them
    /// @param aggregates points of the group are gathered here by themselves
    /// @param aggregatesByHand the same, where groups are made by hand
    /// @param above the roles right above
    record Box(
            String code,
            @Nullable Integer cap,
            List<String> permits,
            List<String> forbids,
            boolean aggregates,
            boolean aggregatesByHand,
            List<Box> above) {}

    /// Of a hierarchy that has passed its rules: no role is twice, and all lead down to one.
    static HierarchyPicture of(Hierarchy hierarchy) {
        Role last = hierarchy.roles().stream()
                .filter(role -> role.childRoleCode() == null)
                .findFirst()
                .orElseThrow();
        return new HierarchyPicture(box(hierarchy, last), hierarchy.skipRoleAllowed());
    }

    private static Box box(Hierarchy hierarchy, Role role) {
        List<Box> above = hierarchy.roles().stream()
                .filter(other -> role.code().equals(other.childRoleCode()))
                .map(other -> box(hierarchy, other))
                .toList();
        return new Box(
                role.code(),
                role.maxChild(),
                labels(role, true),
                labels(role, false),
                role.pointsAggregationRole(),
                role.nonAutomatedPointsAggregationRole(),
                above);
    }

    private static List<String> labels(Role role, boolean value) {
        return role.permissions().stream()
                .filter(permission -> permission.permissionValue() == value)
                .map(permission -> PermissionCode.of(permission.permissionCode()))
                .flatMap(Optional::stream)
                .map(PermissionCode::label)
                .toList();
    }
}
