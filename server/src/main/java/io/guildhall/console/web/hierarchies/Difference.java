package io.guildhall.console.web.hierarchies;

import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.PermissionCode;
import io.guildhall.hierarchy.domain.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One thing that is not as it was.
///
/// @param role the role it is about, empty for the hierarchy as a whole
/// @param member key of a text of `hierarchy.field`
/// @param before empty where there was nothing
/// @param after empty where nothing is left
record Difference(String role, String member, String before, String after) {
    /// The whole first, then roles: those that stay or go in their old order, new ones last.
    static List<Difference> between(Hierarchy before, Hierarchy after) {
        List<Difference> found = new ArrayList<>();
        add(found, "", "code", before.code(), after.code());
        add(found, "", "name", before.name(), after.name());
        add(found, "", "description", before.description(), after.description());
        add(found, "", "active", before.active(), after.active());
        add(found, "", "default", before.isDefault(), after.isDefault());
        add(found, "", "strict", before.strict(), after.strict());
        add(found, "", "skip", before.skipRoleAllowed(), after.skipRoleAllowed());
        add(found, "", "autoGroup", before.autoGroupCreationEnabled(), after.autoGroupCreationEnabled());
        Set<String> roles = new LinkedHashSet<>(before.roleCodes());
        roles.addAll(after.roleCodes());
        for (String role : roles) {
            compare(found, role, before.role(role), after.role(role));
        }
        return found;
    }

    private static void compare(List<Difference> found, String code, @Nullable Role before, @Nullable Role after) {
        if (before == null || after == null) {
            found.add(new Difference(code, "role", before == null ? "" : code, after == null ? "" : code));
            return;
        }
        add(found, code, "below", before.childRoleCode(), after.childRoleCode());
        add(found, code, "cap", before.maxChild(), after.maxChild());
        add(found, code, "permissions", permissions(before), permissions(after));
        add(found, code, "aggregates", before.pointsAggregationRole(), after.pointsAggregationRole());
        add(
                found,
                code,
                "aggregatesByHand",
                before.nonAutomatedPointsAggregationRole(),
                after.nonAutomatedPointsAggregationRole());
    }

    private static String permissions(Role role) {
        return role.permissions().stream()
                .filter(Role.Permission::permissionValue)
                .map(permission -> PermissionCode.of(permission.permissionCode())
                        .map(PermissionCode::label)
                        .orElse(permission.permissionCode()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static void add(
            List<Difference> found, String role, String member, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            found.add(new Difference(
                    role, member, before == null ? "" : before.toString(), after == null ? "" : after.toString()));
        }
    }
}
