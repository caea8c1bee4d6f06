package io.guildhall.hierarchy.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A hierarchy that has passed its rules: roles are distinct, every childRoleCode names one of them, nothing is cyclic.
///
/// @param strict members must follow the order of roles (`hierarchyCreationStrict`)
/// @param createdBy code of the till that created it, null for the operator
public record Hierarchy(
        long id,
        String code,
        String name,
        String description,
        boolean active,
        boolean isDefault,
        boolean strict,
        boolean skipRoleAllowed,
        boolean autoGroupCreationEnabled,
        List<Role> roles,
        @Nullable String createdBy,
        Instant createdOn) {

    public Hierarchy {
        roles = List.copyOf(roles);
    }

    public @Nullable Role role(String code) {
        for (Role role : roles) {
            if (role.code().equals(code)) {
                return role;
            }
        }
        return null;
    }

    /// Whether somebody of the lower role may be a child of somebody of the upper role: adjacent, or any ancestor where
    /// roles may be skipped (`spec/associate.md` §6 rows 7, 7b). Never the same role, never upwards.
    public boolean mayStandUnder(String lower, String upper) {
        Role above = role(upper);
        if (above == null || above.childRoleCode() == null) {
            return false;
        }
        if (above.childRoleCode().equals(lower)) {
            return true;
        }
        return skipRoleAllowed && rolesAbove(lower).contains(upper);
    }

    /// The roles that have this one directly below them.
    public List<String> rolesDirectlyAbove(String code) {
        return roles.stream()
                .filter(role -> code.equals(role.childRoleCode()))
                .map(Role::code)
                .toList();
    }

    /// Every role from which childRoleCode leads down to this one.
    public Set<String> rolesAbove(String code) {
        Set<String> above = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(rolesDirectlyAbove(code));
        while (!open.isEmpty()) {
            String next = open.removeLast();
            if (above.add(next)) {
                open.addAll(rolesDirectlyAbove(next));
            }
        }
        return above;
    }

    /// 0 for a role with none above it; a role is always deeper than every role above it.
    public int depth(String code) {
        int depth = 0;
        for (String above : rolesDirectlyAbove(code)) {
            depth = Math.max(depth, depth(above) + 1);
        }
        return depth;
    }

    Hierarchy withoutDefault() {
        return new Hierarchy(
                id,
                code,
                name,
                description,
                active,
                false,
                strict,
                skipRoleAllowed,
                autoGroupCreationEnabled,
                roles,
                createdBy,
                createdOn);
    }

    /// The same hierarchy, switched off.
    public Hierarchy inactive() {
        return new Hierarchy(
                id,
                code,
                name,
                description,
                false,
                isDefault,
                strict,
                skipRoleAllowed,
                autoGroupCreationEnabled,
                roles,
                createdBy,
                createdOn);
    }

    public List<String> roleCodes() {
        return roles.stream().map(Role::code).toList();
    }
}
