package io.guildhall.association;

import io.guildhall.association.ApplyMerges.GroupsToMove;
import io.guildhall.association.AutoGroups.FollowResult;
import io.guildhall.association.AutoGroups.MovedLink;
import io.guildhall.association.domain.CurrentLink;
import io.guildhall.association.domain.Plan.LinkChange;
import io.guildhall.association.store.AssociationWrites;
import io.guildhall.association.store.AssociationWrites.ChildCountChange;
import io.guildhall.association.store.AssociationWrites.NewMembership;
import io.guildhall.association.store.AssociationWrites.NewSpell;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.postgres.IdBlocks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes who stands where from now on: memberships that start, spells that end and follow, children counted.
@Component
class LinkWrites {
    /// What a membership's children may number at most, in any role (`spec/codes.md` 1605).
    private static final int MOST_CHILDREN = 30_000;

    private final AssociationWrites associations;
    private final AutoGroups groups;
    private final IdBlocks ids;

    LinkWrites(AssociationWrites associations, AutoGroups groups, IdBlocks ids) {
        this.associations = associations;
        this.groups = groups;
        this.ids = ids;
    }

    /// @param spells those that start
    /// @param groups what became of groups that follow the people
    record Stored(List<NewSpell> spells, FollowResult groups) {}

    /// @param merged memberships of groups that go over to others, together with the groups that follow
    Stored store(long orgId, List<LinkChange> links, Applied applied, GroupsToMove merged, ChangeSet change) {
        Map<Long, Integer> gained = new HashMap<>(); // direct children by the parent's membership
        List<NewSpell> starting = new ArrayList<>(links.size());
        List<NewSpell> moving = new ArrayList<>();
        Map<Long, ChildCountChange> counts = new TreeMap<>();
        long[] spellIds = ids.take(AssociationWrites.SPELL_ID_SEQUENCE, links.size());
        for (int i = 0; i < spellIds.length; i++) {
            LinkChange link = links.get(i);
            Long parentId = link.parent() == null ? null : applied.associationIds()[link.parent()];
            switch (link) {
                case LinkChange.Start start -> starting.add(spell(spellIds[i], start, parentId, applied, change));
                case LinkChange.Move move -> moving.add(spell(spellIds[i], move, parentId, applied, change));
            }
            count(link, parentId, gained, counts);
        }
        startMemberships(orgId, links, applied, gained, change.at());
        associations.endSpells(orgId, moving, change.id());
        starting.addAll(moving);
        associations.startSpells(orgId, starting, change.id());
        associations.changeChildCounts(orgId, existing(counts, links, applied));
        return new Stored(starting, groups.follow(orgId, moved(links, applied), merged, change));
    }

    private static List<MovedLink> moved(List<LinkChange> links, Applied applied) {
        List<MovedLink> moved = new ArrayList<>(links.size());
        for (LinkChange link : links) {
            long id = applied.associationIds()[link.person()];
            switch (link) {
                case LinkChange.Start start -> moved.add(new MovedLink(id, start.hierarchy(), false));
                case LinkChange.Move move
                when move.changesParent() ->
                    moved.add(new MovedLink(id, move.hierarchy(), move.from().childCount() > 0));
                case LinkChange.Move _ -> {}
            }
        }
        return moved;
    }

    private static NewSpell spell(
            long id, LinkChange.Start start, @Nullable Long parentId, Applied applied, ChangeSet change) {
        return new NewSpell(
                id,
                applied.associationIds()[start.person()],
                start.hierarchy().id(),
                start.roleCode(),
                parentId,
                start.company() == null ? null : applied.companyId(start.company()),
                start.defaultChild(),
                change.at());
    }

    private static NewSpell spell(
            long id, LinkChange.Move move, @Nullable Long parentId, Applied applied, ChangeSet change) {
        CurrentLink from = move.from();
        // spells of a membership follow each other, even where clocks do not
        Instant earliest = from.since().plus(1, ChronoUnit.MICROS);
        return new NewSpell(
                id,
                from.associationId(),
                from.hierarchyId(),
                from.roleCode(),
                move.changesParent() ? parentId : from.parentAssociationId(),
                from.companyId(),
                move.defaultChild(),
                change.at().isBefore(earliest) ? earliest : change.at());
    }

    private static void count(
            LinkChange link, @Nullable Long parentId, Map<Long, Integer> gained, Map<Long, ChildCountChange> counts) {
        if (parentId != null) {
            gained.merge(parentId, 1, Integer::sum);
            counts.merge(parentId, new ChildCountChange(parentId, 1, link.parentCap()), LinkWrites::sum);
        }
        if (link instanceof LinkChange.Move move
                && move.changesParent()
                && move.from().parentAssociationId() != null) {
            long left = move.from().parentAssociationId();
            counts.merge(left, new ChildCountChange(left, -1, MOST_CHILDREN), LinkWrites::sum);
        }
    }

    private static ChildCountChange sum(ChildCountChange left, ChildCountChange right) {
        return new ChildCountChange(
                left.associationId(), left.change() + right.change(), Math.min(left.cap(), right.cap()));
    }

    private void startMemberships(
            long orgId, List<LinkChange> links, Applied applied, Map<Long, Integer> gained, Instant at) {
        List<NewMembership> memberships = new ArrayList<>(links.size());
        for (LinkChange link : links) {
            if (link instanceof LinkChange.Start start) {
                long id = applied.associationIds()[start.person()];
                long customer = applied.people().get(start.person()).id();
                memberships.add(
                        new NewMembership(id, customer, start.hierarchy().id(), gained.getOrDefault(id, 0)));
            }
        }
        associations.startAll(orgId, memberships, at);
    }

    /// Changes of memberships that were there before; fresh ones start with their count.
    private static List<ChildCountChange> existing(
            Map<Long, ChildCountChange> counts, List<LinkChange> links, Applied applied) {
        for (LinkChange link : links) {
            if (link instanceof LinkChange.Start start) {
                counts.remove(applied.associationIds()[start.person()]);
            }
        }
        return counts.values().stream().filter(count -> count.change() != 0).toList();
    }
}
