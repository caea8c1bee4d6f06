package io.guildhall.association;

import io.guildhall.association.store.Families;
import io.guildhall.association.store.Families.RoleKey;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.group.GroupChanges;
import io.guildhall.group.domain.Relative;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import io.guildhall.hierarchy.domain.Role.Permission;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Lets groups follow the people of hierarchies that make them by themselves (`spec/associate.md` §6 row 22).
@Component
class AutoGroups {
    private final Families families;
    private final GroupChanges groups;

    AutoGroups(Families families, GroupChanges groups) {
        this.families = families;
        this.groups = groups;
    }

    /// Somebody's place that is new, or has another parent than before.
    ///
    /// @param withPeopleBelow whether others stood below already and have moved along
    record MovedLink(long associationId, Hierarchy hierarchy, boolean withPeopleBelow) {}

    /// @param records of the groups that were created, joined and left
    /// @param withoutRoom customers who belong to a group that is full (1638); their links stand
    record FollowResult(List<ChangeRecord> records, Set<Long> withoutRoom) {
        static final FollowResult NOTHING = new FollowResult(List.of(), Set.of());
    }

    /// Creates groups, and lets people leave and join, as the links now are. The last step of a call: groups are locked
    /// after everything else. Asks nothing of the database where none of the hierarchies makes groups.
    ///
    /// @param moved links whose spells have been written in this transaction
    FollowResult follow(long orgId, Collection<MovedLink> moved, ChangeSet change) {
        Map<RoleKey, Role> roles = new HashMap<>();
        moved.stream()
                .map(MovedLink::hierarchy)
                .filter(AutoGroups::makesGroups)
                .distinct()
                .forEach(hierarchy ->
                        hierarchy.roles().forEach(role -> roles.put(new RoleKey(hierarchy.id(), role.code()), role)));
        List<MovedLink> followed =
                moved.stream().filter(link -> makesGroups(link.hierarchy())).toList();
        if (followed.isEmpty()) {
            return FollowResult.NOTHING;
        }
        families.hold(
                followed.stream().map(link -> link.hierarchy().id()).toList(),
                followed.stream().anyMatch(MovedLink::withPeopleBelow));
        List<Relative> relatives = families
                .around(
                        orgId,
                        followed.stream().map(MovedLink::associationId).sorted().toList(),
                        owners(roles),
                        change.id())
                .stream()
                .map(relative -> relative(relative, roles))
                .toList();
        GroupChanges.Followed result = groups.follow(orgId, relatives, change);
        return new FollowResult(result.records(), result.withoutRoom());
    }

    private static boolean makesGroups(Hierarchy hierarchy) {
        return hierarchy.autoGroupCreationEnabled()
                && hierarchy.roles().stream().anyMatch(Role::pointsAggregationRole);
    }

    private static List<RoleKey> owners(Map<RoleKey, Role> roles) {
        return roles.entrySet().stream()
                .filter(role -> role.getValue().pointsAggregationRole())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Relative relative(Families.Relative place, Map<RoleKey, Role> roles) {
        Role role = Objects.requireNonNull(roles.get(new RoleKey(place.hierarchyId(), place.roleCode())));
        return new Relative(
                place.associationId(),
                place.customerId(),
                role.pointsAggregationRole(),
                role.permissions().stream()
                        .filter(Permission::permissionValue)
                        .map(Permission::permissionCode)
                        .toList(),
                place.companyId(),
                place.parentId(),
                place.moved());
    }
}
