package io.guildhall.company;

import io.guildhall.company.store.Companies;
import io.guildhall.hierarchy.HierarchyUse;
import io.guildhall.org.SetupUse;
import io.guildhall.org.SetupUse.SetupObject.Kind;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Tells other modules what companies refer to: their hierarchy, and the extended fields they have values for.
@Component
class CompanyUses implements HierarchyUse, SetupUse {
    private final Companies companies;

    CompanyUses(Companies companies) {
        this.companies = companies;
    }

    /// Nobody is linked by a company; that is known to `association`.
    @Override
    public Set<Long> linked(long orgId, Collection<Long> hierarchyIds) {
        return Set.of();
    }

    @Override
    public Set<Long> withCompanies(long orgId, Collection<Long> hierarchyIds) {
        return companies.hierarchiesInUse(orgId, hierarchyIds);
    }

    @Override
    public Set<SetupObject> inUse(long orgId, Collection<SetupObject> objects) {
        Set<String> fields = objects.stream()
                .filter(object -> object.kind() == Kind.COMPANY_FIELD)
                .map(SetupObject::key)
                .collect(Collectors.toSet());
        if (fields.isEmpty()) {
            return Set.of();
        }
        return companies.fieldsInUse(orgId, fields).stream()
                .map(name -> new SetupObject(Kind.COMPANY_FIELD, name))
                .collect(Collectors.toSet());
    }
}
