package io.guildhall.association;

import io.guildhall.association.domain.CurrentLink;
import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.FreshCompany;
import io.guildhall.association.domain.Plan.LinkChange;
import io.guildhall.association.store.AssociationWrites;
import io.guildhall.association.store.AssociationWrites.ChildCountChange;
import io.guildhall.association.store.AssociationWrites.NewMembership;
import io.guildhall.association.store.AssociationWrites.NewSpell;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.store.ChangeSets;
import io.guildhall.company.domain.NewCompany;
import io.guildhall.company.store.Companies;
import io.guildhall.customer.domain.Customer;
import io.guildhall.org.domain.Fields;
import io.guildhall.postgres.IdBlocks;
import io.guildhall.postgres.LostRace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Carries a plan out: decisions grouped by kind, one statement per table, ids drawn ahead. A unique key or a cap that
/// went to a concurrent call throws [LostRace], and the transaction starts again.
@Component
class Apply {
    /// What a membership's children may number at most, in any role (`spec/codes.md` 1605).
    private static final int MOST_CHILDREN = 30_000;

    private final Companies companies;
    private final ApplyPeople people;
    private final AssociationWrites associations;
    private final ChangeSets changes;
    private final IdBlocks ids;

    Apply(Companies companies, ApplyPeople people, AssociationWrites associations, ChangeSets changes, IdBlocks ids) {
        this.companies = companies;
        this.people = people;
        this.associations = associations;
        this.changes = changes;
        this.ids = ids;
    }

    Applied apply(long orgId, Plan plan, ChangeSet change) {
        changes.open(orgId, change);
        Map<String, Long> companyIds = createCompanies(orgId, plan.companies(), change.at());
        List<Customer> stored = people.apply(orgId, plan, change);
        Applied applied = new Applied(stored, associationIds(plan), companyIds);
        List<NewSpell> spells = storeLinks(orgId, plan.links(), applied, change);
        changes.addAll(orgId, change, ChangeRecords.of(plan, applied, spells));
        return applied;
    }

    private Map<String, Long> createCompanies(long orgId, List<FreshCompany> fresh, Instant at) {
        if (fresh.isEmpty()) {
            return Map.of();
        }
        long[] drawn = ids.take(Companies.ID_SEQUENCE, fresh.size());
        Map<String, Long> idByKey = new HashMap<>();
        List<NewCompany> rows = new ArrayList<>(fresh.size());
        for (int i = 0; i < drawn.length; i++) {
            FreshCompany company = fresh.get(i);
            idByKey.put(company.externalId(), drawn[i]);
            rows.add(new NewCompany(
                    drawn[i],
                    company.externalId(),
                    company.name(),
                    company.hierarchy().id(),
                    null,
                    List.of(drawn[i]),
                    Fields.NONE));
        }
        if (companies.insertAll(orgId, rows, at).size() < rows.size()) {
            throw new LostRace("companies");
        }
        return idByKey;
    }

    /// The memberships by person's number: those there are, and fresh ones for people whose first this is.
    private long[] associationIds(Plan plan) {
        long[] all = Applied.memberships(plan);
        List<LinkChange> starts =
                plan.links().stream().filter(LinkChange.Start.class::isInstance).toList();
        long[] drawn = ids.take(AssociationWrites.ID_SEQUENCE, starts.size());
        for (int i = 0; i < drawn.length; i++) {
            all[starts.get(i).person()] = drawn[i];
        }
        return all;
    }

    private List<NewSpell> storeLinks(long orgId, List<LinkChange> links, Applied applied, ChangeSet change) {
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
        return starting;
    }

    private static NewSpell spell(
            long id, LinkChange.Start start, @Nullable Long parentId, Applied applied, ChangeSet change) {
        return new NewSpell(
                id,
                applied.associationIds()[start.person()],
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
            counts.merge(parentId, new ChildCountChange(parentId, 1, link.parentCap()), Apply::sum);
        }
        if (link instanceof LinkChange.Move move
                && move.changesParent()
                && move.from().parentAssociationId() != null) {
            long left = move.from().parentAssociationId();
            counts.merge(left, new ChildCountChange(left, -1, MOST_CHILDREN), Apply::sum);
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
