package io.guildhall.hierarchy;

import io.guildhall.hierarchy.domain.HierarchyChange.Use;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// What all other modules together keep of hierarchies.
@Component
class HierarchyUses {
    private final List<HierarchyUse> modules;

    HierarchyUses(List<HierarchyUse> modules) {
        this.modules = modules;
    }

    Use of(long orgId, long hierarchyId) {
        return of(orgId, List.of(hierarchyId)).getOrDefault(hierarchyId, Use.NONE);
    }

    /// The use of each of the hierarchies, one question to each module.
    Map<Long, Use> of(long orgId, Collection<Long> hierarchyIds) {
        Set<Long> linked = new HashSet<>();
        Set<Long> withCompanies = new HashSet<>();
        for (HierarchyUse module : modules) {
            linked.addAll(module.linked(orgId, hierarchyIds));
            withCompanies.addAll(module.withCompanies(orgId, hierarchyIds));
        }
        Map<Long, Use> uses = new HashMap<>();
        hierarchyIds.forEach(id -> uses.put(id, new Use(linked.contains(id), withCompanies.contains(id))));
        return uses;
    }
}
