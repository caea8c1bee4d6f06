package io.guildhall.association;

import io.guildhall.association.AutoGroups.MovedLink;
import io.guildhall.association.domain.Membership;
import io.guildhall.association.domain.PlaceState;
import io.guildhall.association.store.AssociationWrites;
import io.guildhall.association.store.AssociationWrites.ChildCountChange;
import io.guildhall.association.store.AssociationWrites.NewSpell;
import io.guildhall.association.store.LinkReverts;
import io.guildhall.association.store.LinkReverts.Holder;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.postgres.IdBlocks;
import io.guildhall.postgres.LostRace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/// Puts people back to where they stood, or ends their places, so that history stays true: a spell that is taken back
/// ends, and the former place is a new spell of the same membership (ADR 5). Groups follow.
@Component
public class PlaceReverts {
    private static final int MOST_CHILDREN = 30_000;

    private final AssociationWrites associations;
    private final LinkReverts links;
    private final AutoGroups groups;
    private final IdBlocks ids;

    PlaceReverts(AssociationWrites associations, LinkReverts links, AutoGroups groups, IdBlocks ids) {
        this.associations = associations;
        this.links = links;
        this.groups = groups;
        this.ids = ids;
    }

    /// What becomes of one membership.
    ///
    /// @param target where it stands from now on, null when it ends
    public record Return(Membership now, @Nullable PlaceState target, Hierarchy hierarchy) {
        boolean changesSpell() {
            PlaceState place = now.place();
            return place == null || target == null || !place.isSameSpell(target);
        }

        boolean changesParent() {
            PlaceState place = now.place();
            return place != null && target != null && !Objects.equals(place.parentId(), target.parentId());
        }

        boolean changesHolder() {
            PlaceState place = now.place();
            return place != null && target != null && place.customerId() != target.customerId();
        }

        /// No spell begins before the one before it, whatever clocks say.
        Instant since(Instant at) {
            Instant earliest = now.latest().plus(1, ChronoUnit.MICROS);
            return at.isBefore(earliest) ? earliest : at;
        }
    }

    /// @param returns memberships that are locked, and their parents too
    /// @param caps most children by membership, of those that get any
    /// @param undone records of the change set that is reverted, as far as they are about groups
    /// @return what was done to groups
    /// @throws LostRace when a concurrent call came first
    public List<ChangeRecord> carryOut(
            long orgId,
            List<Return> returns,
            Map<Long, Integer> caps,
            Collection<ChangeRecord> undone,
            ChangeSet change) {
        if (returns.isEmpty()) {
            return List.of();
        }
        List<NewSpell> ending = new ArrayList<>();
        List<NewSpell> starting = new ArrayList<>();
        List<Holder> holders = new ArrayList<>();
        long[] spellIds = ids.take(AssociationWrites.SPELL_ID_SEQUENCE, returns.size());
        for (int i = 0; i < spellIds.length; i++) {
            Return back = returns.get(i);
            Instant since = back.since(change.at());
            PlaceState place = back.now().place();
            PlaceState target = back.target();
            if (back.changesSpell()) {
                if (place != null) {
                    ending.add(spell(spellIds[i], back.now(), place, since));
                }
                if (target != null) {
                    starting.add(spell(spellIds[i], back.now(), target, since));
                }
            }
            if (target == null) {
                PlaceState last = Objects.requireNonNull(place, "what ends was there");
                holders.add(new Holder(back.now().id(), last.customerId(), since));
            } else if (place == null || back.changesHolder()) {
                holders.add(new Holder(back.now().id(), target.customerId(), null));
            }
        }
        try {
            associations.endSpells(orgId, ending, change.id());
            links.hand(orgId, holders);
            associations.startSpells(orgId, starting, change.id());
        } catch (DuplicateKeyException taken) {
            throw new LostRace("default children");
        }
        associations.changeChildCounts(orgId, counts(returns, caps));
        return groups.revert(orgId, moved(returns), taken(returns), undone, change);
    }

    private static NewSpell spell(long id, Membership membership, PlaceState place, Instant from) {
        return new NewSpell(
                id,
                membership.id(),
                membership.hierarchyId(),
                place.roleCode(),
                place.parentId(),
                place.companyId(),
                place.defaultChild(),
                from);
    }

    private static List<ChildCountChange> counts(List<Return> returns, Map<Long, Integer> caps) {
        Map<Long, Integer> changes = new TreeMap<>();
        for (Return back : returns) {
            PlaceState place = back.now().place();
            if (place != null && place.parentId() != null) {
                changes.merge(place.parentId(), -1, Integer::sum);
            }
            if (back.target() != null && back.target().parentId() != null) {
                changes.merge(back.target().parentId(), 1, Integer::sum);
            }
        }
        return changes.entrySet().stream()
                .filter(count -> count.getValue() != 0)
                .map(count -> new ChildCountChange(
                        count.getKey(), count.getValue(), caps.getOrDefault(count.getKey(), MOST_CHILDREN)))
                .toList();
    }

    private static List<MovedLink> moved(List<Return> returns) {
        return returns.stream()
                .filter(back -> back.target() != null)
                .filter(back -> back.now().place() == null || back.changesParent() || back.changesHolder())
                .map(back -> new MovedLink(
                        back.now().id(), back.hierarchy(), back.now().childCount() > 0))
                .toList();
    }

    /// Whose groups are concerned beside those who stand somewhere else now.
    ///
    /// @param ended memberships that are no more
    /// @param leaving people who gave a membership up or handed one over
    /// @param returning memberships that are there again
    /// @param left hierarchies in which there is any of that
    record Taken(Set<Long> ended, Set<Long> leaving, Set<Long> returning, Set<Hierarchy> left) {}

    private static Taken taken(List<Return> returns) {
        Taken taken = new Taken(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        for (Return back : returns) {
            PlaceState place = back.now().place();
            if (place == null) {
                taken.returning().add(back.now().id());
            } else if (back.target() == null) {
                taken.ended().add(back.now().id());
                taken.leaving().add(place.customerId());
                taken.left().add(back.hierarchy());
            } else if (back.changesHolder()) {
                taken.leaving().add(place.customerId());
                taken.left().add(back.hierarchy());
            }
        }
        return taken;
    }
}
