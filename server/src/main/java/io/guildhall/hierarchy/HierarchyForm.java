package io.guildhall.hierarchy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A hierarchy in the normal form of the body of `POST /v2/fleetHierarchy`: old spellings, defaults filled in.
/// Sent again it changes nothing. The organisation's document and change sets carry it.
@JsonPropertyOrder({
    "code",
    "name",
    "description",
    "active",
    "default",
    "hierarchyCreationStrict",
    "skipRoleAllowed",
    "autoGroupCreationEnabled",
    "roles"
})
record HierarchyForm(
        String code,
        String name,
        String description,
        boolean active,
        @JsonProperty("default") boolean isDefault,
        boolean hierarchyCreationStrict,
        boolean skipRoleAllowed,
        boolean autoGroupCreationEnabled,
        List<RoleForm> roles) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({
        "code",
        "childRoleCode",
        "maxChild",
        "permissions",
        "pointsAggregationRole",
        "nonAutomatedPointsAggregationRole"
    })
    record RoleForm(
            String code,
            @Nullable String childRoleCode,
            @Nullable Integer maxChild,
            List<Role.Permission> permissions,
            boolean pointsAggregationRole,
            boolean nonAutomatedPointsAggregationRole) {

        private static RoleForm of(Role role) {
            return new RoleForm(
                    role.code(),
                    role.childRoleCode(),
                    role.maxChild(),
                    role.permissions(),
                    role.pointsAggregationRole(),
                    role.nonAutomatedPointsAggregationRole());
        }
    }

    static HierarchyForm of(Hierarchy hierarchy) {
        return new HierarchyForm(
                hierarchy.code(),
                hierarchy.name(),
                hierarchy.description(),
                hierarchy.active(),
                hierarchy.isDefault(),
                hierarchy.strict(),
                hierarchy.skipRoleAllowed(),
                hierarchy.autoGroupCreationEnabled(),
                hierarchy.roles().stream().map(RoleForm::of).toList());
    }
}
