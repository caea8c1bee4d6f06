package io.guildhall.hierarchy.domain;

import io.guildhall.error.Pointer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A hierarchy as somebody wants it, read but not yet checked.
///
/// @param at the place of the object in the request
/// @param spellings for members that go by several names, the one sent by the one answered
/// @param active null where it was not said
public record HierarchyDraft(
        Pointer at,
        Map<String, String> spellings,
        @Nullable String code,
        String name,
        String description,
        @Nullable Boolean active,
        boolean isDefault,
        boolean strict,
        boolean skipRoleAllowed,
        boolean autoGroupCreationEnabled,
        List<RoleDraft> roles) {

    public HierarchyDraft {
        spellings = Map.copyOf(spellings);
        roles = List.copyOf(roles);
    }

    /// @param code null or empty where missing
    /// @param childRoleCode null where missing
    /// @param at the place of the role in the request
    public record RoleDraft(
            Pointer at,
            @Nullable String code,
            @Nullable String childRoleCode,
            @Nullable Long maxChild,
            List<PermissionDraft> permissions,
            boolean pointsAggregationRole,
            boolean nonAutomatedPointsAggregationRole) {

        public RoleDraft {
            permissions = List.copyOf(permissions);
        }

        boolean hasCode() {
            return code != null && !code.isEmpty();
        }

        /// The code, for messages.
        String named() {
            return Objects.requireNonNullElse(code, "");
        }

        /// The role as stored. A role with none below it has no cap.
        Role checked() {
            return new Role(
                    named(),
                    childRoleCode,
                    childRoleCode == null || maxChild == null ? null : Math.toIntExact(maxChild),
                    permissions.stream().map(PermissionDraft::checked).toList(),
                    pointsAggregationRole,
                    nonAutomatedPointsAggregationRole);
        }
    }

    public record PermissionDraft(Pointer at, @Nullable String code, boolean value) {
        Role.Permission checked() {
            return new Role.Permission(Objects.requireNonNullElse(code, ""), value);
        }
    }

    /// The place of a member, by the name under which it was sent.
    Pointer place(String member) {
        return at.child(spellings.getOrDefault(member, member));
    }

    /// The place of a member of the role of this code; of all roles where there is none.
    Pointer placeOf(String role, String member) {
        return roles.stream()
                .filter(draft -> draft.named().equals(role))
                .map(draft -> draft.at().child(member))
                .findFirst()
                .orElseGet(() -> at.child("roles"));
    }

    /// The roles as stored, of a draft without faults.
    List<Role> checkedRoles() {
        return roles.stream().map(RoleDraft::checked).toList();
    }
}
