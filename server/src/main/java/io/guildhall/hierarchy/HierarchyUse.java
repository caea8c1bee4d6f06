package io.guildhall.hierarchy;

import java.util.Collection;
import java.util.Set;

/// What other modules keep that refers to hierarchies; the hierarchy module asks it before it lets one be changed.
public interface HierarchyUse {
    /// Those of the hierarchies that people are or were linked in.
    Set<Long> linked(long orgId, Collection<Long> hierarchyIds);

    /// Those of the hierarchies that companies belong to.
    Set<Long> withCompanies(long orgId, Collection<Long> hierarchyIds);
}
