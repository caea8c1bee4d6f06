package io.guildhall.association;

import io.guildhall.association.store.LinkReads;
import io.guildhall.hierarchy.HierarchyUse;
import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Tells the hierarchy module which hierarchies people are or were linked in.
@Component
class LinkedHierarchies implements HierarchyUse {
    private final LinkReads links;

    LinkedHierarchies(LinkReads links) {
        this.links = links;
    }

    @Override
    public Set<Long> linked(long orgId, Collection<Long> hierarchyIds) {
        return links.linkedHierarchies(orgId, hierarchyIds);
    }

    @Override
    public Set<Long> withCompanies(long orgId, Collection<Long> hierarchyIds) {
        return Set.of();
    }
}
