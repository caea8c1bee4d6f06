package io.guildhall.association;

import io.guildhall.association.ApplyMerges.GroupsToMove;
import io.guildhall.association.PlaceReverts.Taken;
import io.guildhall.association.store.Families;
import io.guildhall.association.store.Families.RoleKey;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.group.GroupChanges;
import io.guildhall.group.GroupReverts;
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
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/// Lets groups follow people who become others, and the people of hierarchies that make them by themselves
/// (`spec/associate.md` §6 row 22).
@Component
class AutoGroups {
    private final Families families;
    private final GroupChanges groups;
    private final GroupReverts reverts;

    AutoGroups(Families families, GroupChanges groups, GroupReverts reverts) {
        this.families = families;
        this.groups = groups;
        this.reverts = reverts;
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

    /// Hands memberships of groups over to whom people became, creates groups, and lets people leave and join, as the
    /// links now are. The last step of a call: groups are locked after everything else. Asks nothing of the
    /// database where nobody became somebody else and none of the hierarchies makes groups.
    ///
    /// @param moved links whose spells have been written in this transaction
    FollowResult follow(long orgId, Collection<MovedLink> moved, GroupsToMove merged, ChangeSet change) {
        List<MovedLink> followed =
                moved.stream().filter(link -> makesGroups(link.hierarchy())).toList();
        hold(followed, merged.hierarchies(), merged.hierarchies().stream().anyMatch(AutoGroups::makesGroups));
        if (followed.isEmpty() && merged.merging().isNobody()) {
            return FollowResult.NOTHING;
        }
        List<Relative> relatives = followed.isEmpty() ? List.of() : relatives(orgId, followed, change);
        GroupChanges.Followed result = groups.follow(orgId, relatives, merged.merging(), change);
        return new FollowResult(result.records(), result.withoutRoom());
    }

    /// Lets groups follow places that were taken back, as [#follow] does those that were taken.
    ///
    /// @param moved links that began anew, or have another parent or holder than before
    List<ChangeRecord> revert(
            long orgId, Collection<MovedLink> moved, Taken taken, Collection<ChangeRecord> undone, ChangeSet change) {
        List<MovedLink> followed =
                moved.stream().filter(link -> makesGroups(link.hierarchy())).toList();
        if (followed.isEmpty() && taken.leaving().isEmpty()) {
            return List.of();
        }
        hold(followed, taken.left(), false);
        List<Relative> relatives = followed.isEmpty() ? List.of() : relatives(orgId, followed, change);
        return reverts.revert(
                orgId,
                new GroupReverts.Taken(taken.ended(), taken.leaving(), taken.returning(), undone),
                relatives,
                change);
    }

    /// Where victims of merges stood, nobody else may be about to have them join a group; nor where people leave.
    ///
    /// @param left hierarchies in which somebody's place has ended or gone to somebody else
    /// @param alone whether nobody else may be there at all
    private void hold(List<MovedLink> followed, Collection<Hierarchy> left, boolean alone) {
        Set<Long> hierarchies = new TreeSet<>();
        left.stream().filter(AutoGroups::makesGroups).forEach(one -> hierarchies.add(one.id()));
        followed.forEach(link -> hierarchies.add(link.hierarchy().id()));
        if (!hierarchies.isEmpty()) {
            families.hold(hierarchies, alone || followed.stream().anyMatch(MovedLink::withPeopleBelow));
        }
    }

    private List<Relative> relatives(long orgId, List<MovedLink> followed, ChangeSet change) {
        Map<RoleKey, Role> roles = new HashMap<>();
        followed.stream()
                .map(MovedLink::hierarchy)
                .distinct()
                .forEach(hierarchy ->
                        hierarchy.roles().forEach(role -> roles.put(new RoleKey(hierarchy.id(), role.code()), role)));
        return families
                .around(
                        orgId,
                        followed.stream().map(MovedLink::associationId).sorted().toList(),
                        owners(roles),
                        change.id())
                .stream()
                .map(relative -> relative(relative, roles))
                .toList();
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
