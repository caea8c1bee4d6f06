package io.guildhall.association;

import io.guildhall.association.domain.CurrentLink;
import io.guildhall.association.domain.PlaceState;
import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.FreshCompany;
import io.guildhall.association.domain.Plan.HeldPlace;
import io.guildhall.association.domain.Plan.LinkChange;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.association.store.AssociationWrites.NewSpell;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.wire.PersonWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// What a carried-out plan did to each record, before and after, for its change set.
final class ChangeRecords {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ChangeRecords() {}

    static List<ChangeRecord> of(Plan plan, Applied applied, List<NewSpell> spells) {
        List<ChangeRecord> records = new ArrayList<>();
        for (FreshCompany company : plan.companies()) {
            long id = Objects.requireNonNull(applied.companyIds().get(company.externalId()));
            records.add(new ChangeRecord(EntityType.COMPANY, id, Action.CREATE, null, state(company)));
        }
        for (int number = 0; number < plan.people().size(); number++) {
            person(plan.people().get(number), applied.people().get(number), records);
        }
        Map<Long, Plan.Merge> moved = merges(plan, applied, records);
        Map<Long, NewSpell> spellOf = new HashMap<>();
        spells.forEach(spell -> spellOf.put(spell.associationId(), spell));
        for (LinkChange link : plan.links()) {
            long association = applied.associationIds()[link.person()];
            long customer = applied.people().get(link.person()).id();
            NewSpell spell = Objects.requireNonNull(spellOf.get(association));
            Plan.Merge merge = moved.remove(association);
            records.add(link(
                    link,
                    customer,
                    spell,
                    merge == null ? customer : merge.victim().id()));
        }
        for (Plan.Merge merge : moved.values()) {
            HeldPlace place = Objects.requireNonNull(merge.place());
            long survivor = applied.people().get(merge.survivor()).id();
            records.add(new ChangeRecord(
                    EntityType.ASSOCIATION,
                    place.link().associationId(),
                    Action.UPDATE,
                    state(merge.victim().id(), place),
                    state(survivor, place)));
        }
        return records;
    }

    /// Records who became somebody else; returns the places that were handed over, by membership.
    private static Map<Long, Plan.Merge> merges(Plan plan, Applied applied, List<ChangeRecord> records) {
        Map<Long, Plan.Merge> moved = new LinkedHashMap<>();
        for (Plan.Merge merge : plan.merges()) {
            long survivor = applied.people().get(merge.survivor()).id();
            String after = write(json -> {
                json.writeStartObject();
                json.writeNumberProperty("mergedInto", survivor);
                json.writeEndObject();
            });
            records.add(new ChangeRecord(
                    EntityType.CUSTOMER, merge.victim().id(), Action.END, state(merge.victim()), after));
            if (merge.place() != null) {
                moved.put(merge.place().link().associationId(), merge);
            }
        }
        return moved;
    }

    private static void person(PlannedPerson person, Customer stored, List<ChangeRecord> records) {
        switch (person) {
            case PlannedPerson.Fresh _ ->
                records.add(new ChangeRecord(EntityType.CUSTOMER, stored.id(), Action.CREATE, null, state(stored)));
            case PlannedPerson.Registered registered -> {
                if (!registered.before().equals(registered.after())) {
                    records.add(new ChangeRecord(
                            EntityType.CUSTOMER,
                            stored.id(),
                            Action.UPDATE,
                            state(registered.before()),
                            state(stored)));
                }
            }
            case PlannedPerson.Nobody _ -> {}
        }
    }

    /// @param holder who had the membership before
    private static ChangeRecord link(LinkChange link, long customer, NewSpell spell, long holder) {
        String after = state(
                customer,
                link.hierarchy().code(),
                spell.roleCode(),
                spell.parentId(),
                spell.companyId(),
                spell.defaultChild());
        return switch (link) {
            case LinkChange.Start _ ->
                new ChangeRecord(EntityType.ASSOCIATION, spell.associationId(), Action.CREATE, null, after);
            case LinkChange.Move move -> {
                String before = state(holder, new HeldPlace(link.hierarchy(), move.from()));
                yield new ChangeRecord(EntityType.ASSOCIATION, spell.associationId(), Action.UPDATE, before, after);
            }
        };
    }

    private static String state(long customer, HeldPlace place) {
        CurrentLink link = place.link();
        return state(
                customer,
                place.hierarchy().code(),
                link.roleCode(),
                link.parentAssociationId(),
                link.companyId(),
                link.defaultChild());
    }

    private static String state(Customer customer) {
        return PersonWriter.state(customer);
    }

    private static String state(FreshCompany company) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringProperty("externalId", company.externalId());
            json.writeStringProperty("name", company.name());
            json.writeStringProperty(
                    "hierarchyDefinitionCode", company.hierarchy().code());
            json.writeEndObject();
        });
    }

    private static String state(
            long customer,
            String hierarchyCode,
            String roleCode,
            @Nullable Long parentId,
            @Nullable Long companyId,
            boolean defaultChild) {
        return PlaceImage.of(new PlaceState(customer, roleCode, parentId, companyId, defaultChild), hierarchyCode);
    }

    private static String write(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            content.accept(json);
        }
        return text.toString();
    }
}
