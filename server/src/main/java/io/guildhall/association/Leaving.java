package io.guildhall.association;

import static io.guildhall.error.ErrorCode.HIERARCHY_INVALID;
import static io.guildhall.error.ErrorCode.NOT_LINKED;
import static io.guildhall.error.ErrorCode.OTHER_HIERARCHY;
import static io.guildhall.error.ErrorCode.PEOPLE_BELOW;

import io.guildhall.association.PlaceReverts.Return;
import io.guildhall.association.domain.Membership;
import io.guildhall.association.domain.PlaceState;
import io.guildhall.association.store.LinkReverts;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.company.store.Companies;
import io.guildhall.error.RequestRefused;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Ends the place of a person below whom nobody stands (`spec/beyond.md` row 10), in the transaction that is open.
/// Joining again makes a new membership (`decisions.md` 35).
@Component
public class Leaving {
    private final LinkReverts links;
    private final PlaceReverts places;
    private final Hierarchies hierarchies;
    private final Companies companies;

    Leaving(LinkReverts links, PlaceReverts places, Hierarchies hierarchies, Companies companies) {
        this.links = links;
        this.places = places;
        this.hierarchies = hierarchies;
        this.companies = companies;
    }

    /// A place that may end.
    ///
    /// @param told as answers tell of it
    public record Departure(Membership membership, Hierarchy hierarchy, PlaceChange told) {}

    /// Locks the place and tells whether it may end.
    ///
    /// @param customerId whose it is, who is locked
    /// @param hierarchyCode where the caller believes the person stands; null asks for no check
    /// @throws RequestRefused with 1721 for somebody outside every hierarchy, with 1616 or 1626 for
    ///     another hierarchy than the one named, with 1720 where others stand below
    public Departure decide(OrganisationSetup setup, long customerId, @Nullable String hierarchyCode) {
        long orgId = setup.orgId();
        List<Hierarchy> all = hierarchies.all(orgId, setup.version());
        if (hierarchyCode != null && all.stream().noneMatch(one -> one.code().equals(hierarchyCode))) {
            throw RequestRefused.because(HIERARCHY_INVALID, hierarchyCode);
        }
        Map<Long, Membership> held = links.hold(orgId, List.of(), List.of(customerId));
        Membership membership = held.values().stream()
                .filter(one -> one.place() != null && one.place().customerId() == customerId)
                .findFirst()
                .orElseThrow(() -> RequestRefused.because(NOT_LINKED));
        Hierarchy hierarchy = all.stream()
                .filter(one -> one.id() == membership.hierarchyId())
                .findFirst()
                .orElseThrow();
        if (hierarchyCode != null && !hierarchy.code().equals(hierarchyCode)) {
            throw RequestRefused.because(OTHER_HIERARCHY);
        }
        if (membership.childCount() > 0) {
            throw RequestRefused.because(PEOPLE_BELOW, Integer.toString(membership.childCount()));
        }
        return new Departure(membership, hierarchy, told(orgId, membership, hierarchy, held));
    }

    private PlaceChange told(long orgId, Membership membership, Hierarchy hierarchy, Map<Long, Membership> held) {
        PlaceState place = Objects.requireNonNull(membership.place(), "it is open");
        Map<Long, Long> holders = new HashMap<>();
        held.forEach((id, one) -> {
            if (one.place() != null) {
                holders.put(id, one.place().customerId());
            }
        });
        Map<Long, String> keys = new HashMap<>();
        if (place.companyId() != null) {
            companies
                    .findAll(orgId, List.of(), List.of(place.companyId()))
                    .forEach(placed ->
                            keys.put(placed.company().id(), placed.company().externalId()));
        }
        return new PlaceChange.Names(holders, keys).told(membership, hierarchy.code(), null);
    }

    /// @return what was done to the place, and to groups
    public List<ChangeRecord> carryOut(OrganisationSetup setup, Departure departure, ChangeSet change) {
        Membership membership = departure.membership();
        PlaceState place = Objects.requireNonNull(membership.place(), "it is open");
        List<ChangeRecord> records = new ArrayList<>();
        records.add(new ChangeRecord(
                EntityType.ASSOCIATION,
                membership.id(),
                Action.END,
                PlaceImage.of(place, departure.hierarchy().code()),
                null));
        Return end = new Return(membership, null, departure.hierarchy());
        records.addAll(places.carryOut(setup.orgId(), List.of(end), Map.of(), List.of(), change));
        return records;
    }
}
