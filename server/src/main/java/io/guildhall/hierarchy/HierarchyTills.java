package io.guildhall.hierarchy;

import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.org.SetupUse;
import io.guildhall.org.SetupUse.SetupObject.Kind;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Tells which tills have created hierarchies: those cannot be pruned.
@Component
class HierarchyTills implements SetupUse {
    private final Hierarchies hierarchies;

    HierarchyTills(Hierarchies hierarchies) {
        this.hierarchies = hierarchies;
    }

    @Override
    public Set<SetupObject> inUse(long orgId, Collection<SetupObject> objects) {
        if (objects.stream().noneMatch(object -> object.kind() == Kind.TILL)) {
            return Set.of();
        }
        return hierarchies.all(orgId).stream()
                .filter(hierarchy -> hierarchy.createdBy() != null)
                .map(hierarchy -> new SetupObject(Kind.TILL, String.valueOf(hierarchy.createdBy())))
                .filter(objects::contains)
                .collect(Collectors.toSet());
    }
}
