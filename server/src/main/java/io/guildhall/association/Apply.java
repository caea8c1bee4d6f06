package io.guildhall.association;

import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.FreshCompany;
import io.guildhall.association.domain.Plan.LinkChange;
import io.guildhall.association.store.AssociationWrites;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.store.ChangeSets;
import io.guildhall.company.domain.NewCompany;
import io.guildhall.company.store.Companies;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.postgres.IdBlocks;
import io.guildhall.postgres.LostRace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Carries a plan out: decisions grouped by kind, one statement per table, ids drawn ahead. A unique key or a cap that
/// went to a concurrent call throws [LostRace], and the transaction starts again.
@Component
class Apply {
    private final Companies companies;
    private final ApplyPeople people;
    private final LinkWrites links;
    private final ChangeSets changes;
    private final IdBlocks ids;

    Apply(Companies companies, ApplyPeople people, LinkWrites links, ChangeSets changes, IdBlocks ids) {
        this.companies = companies;
        this.people = people;
        this.links = links;
        this.changes = changes;
        this.ids = ids;
    }

    Applied apply(OrganisationSetup setup, Plan plan, ChangeSet change) {
        long orgId = setup.orgId();
        changes.open(orgId, change);
        Map<String, Long> companyIds = createCompanies(orgId, plan.companies(), change.at());
        ApplyPeople.Stored stored = people.store(setup, plan, change);
        long[] associationIds = associationIds(plan);
        LinkWrites.Stored placed = links.store(
                orgId,
                plan.links(),
                new Applied(stored.people(), associationIds, companyIds, Set.of()),
                stored.groups(),
                change);
        Applied applied = new Applied(
                stored.people(), associationIds, companyIds, placed.groups().withoutRoom());
        List<ChangeRecord> records = new ArrayList<>(ChangeRecords.of(plan, applied, placed.spells()));
        records.addAll(stored.benefits());
        records.addAll(placed.groups().records());
        changes.addAll(orgId, change, records);
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
}
