package io.guildhall.association;

import io.guildhall.association.store.PlaceCensus;
import io.guildhall.hierarchy.HierarchyCensus;
import io.guildhall.hierarchy.domain.HierarchyTrial.Findings;
import io.guildhall.hierarchy.domain.HierarchyTrial.Rules;
import org.springframework.stereotype.Component;

/// Tells the hierarchy module whose place other rules would not allow.
@Component
class PlacedPeople implements HierarchyCensus {
    private final PlaceCensus places;

    PlacedPeople(PlaceCensus places) {
        this.places = places;
    }

    @Override
    public Findings against(long orgId, long hierarchyId, Rules rules) {
        return new Findings(
                places.misplaced(orgId, hierarchyId, rules),
                places.overfull(orgId, hierarchyId, rules.caps()),
                places.alone(orgId, hierarchyId, rules.needed()));
    }
}
