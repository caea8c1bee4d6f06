package io.guildhall.hierarchy.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.guildhall.error.ProblemBody;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import io.guildhall.wire.Timestamps;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A hierarchy as it is answered (`spec/domain.md` §2): the old spellings.
///
/// @param createdBy code of the till, left out where the operator created it
/// @param warnings left out inside a list, which has its own
@JsonInclude(JsonInclude.Include.NON_NULL)
record HierarchyAnswer(
        long id,
        String code,
        String name,
        String description,
        @Nullable String createdBy,
        String createdOn,
        boolean active,
        boolean hierarchyCreationStrict,
        boolean autoGroupCreationEnabled,
        boolean skipRoleAllowed,
        @JsonProperty("default") boolean isDefault,
        List<RoleAnswer> roles,
        @Nullable List<ProblemBody> warnings) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RoleAnswer(
            String code,
            @Nullable String childRoleCode,
            @Nullable Integer maxChild,
            long hierarchyId,
            @Nullable String createdBy,
            String createdOn,
            List<Role.Permission> permissions,
            boolean pointsAggregationRole,
            boolean nonAutomatedPointsAggregationRole) {}

    static HierarchyAnswer alone(Hierarchy hierarchy, ZoneId zone) {
        return of(hierarchy, zone, List.of());
    }

    static HierarchyAnswer listed(Hierarchy hierarchy, ZoneId zone) {
        return of(hierarchy, zone, null);
    }

    private static HierarchyAnswer of(Hierarchy hierarchy, ZoneId zone, @Nullable List<ProblemBody> warnings) {
        String createdOn = Timestamps.of(hierarchy.createdOn(), zone);
        return new HierarchyAnswer(
                hierarchy.id(),
                hierarchy.code(),
                hierarchy.name(),
                hierarchy.description(),
                hierarchy.createdBy(),
                createdOn,
                hierarchy.active(),
                hierarchy.strict(),
                hierarchy.autoGroupCreationEnabled(),
                hierarchy.skipRoleAllowed(),
                hierarchy.isDefault(),
                hierarchy.roles().stream()
                        .map(role -> role(hierarchy, role, createdOn))
                        .toList(),
                warnings);
    }

    private static RoleAnswer role(Hierarchy hierarchy, Role role, String createdOn) {
        return new RoleAnswer(
                role.code(),
                role.childRoleCode(),
                role.maxChild(),
                hierarchy.id(),
                hierarchy.createdBy(),
                createdOn,
                role.permissions(),
                role.pointsAggregationRole(),
                role.nonAutomatedPointsAggregationRole());
    }
}
