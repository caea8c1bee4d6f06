package io.guildhall.customer;

import io.guildhall.customer.store.SetupReferences;
import io.guildhall.org.SetupUse;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Tells what people refer to in the organisation's document: sources, accounts, fields with values, tills that
/// registered or changed somebody.
@Component
class CustomerSetupUse implements SetupUse {
    private final SetupReferences references;

    CustomerSetupUse(SetupReferences references) {
        this.references = references;
    }

    @Override
    public Set<SetupObject> inUse(long orgId, Collection<SetupObject> objects) {
        return objects.stream()
                .collect(Collectors.groupingBy(
                        SetupObject::kind, Collectors.mapping(SetupObject::key, Collectors.toSet())))
                .entrySet()
                .stream()
                .flatMap(entry -> referred(orgId, entry.getKey(), entry.getValue()).stream()
                        .map(key -> new SetupObject(entry.getKey(), key)))
                .collect(Collectors.toSet());
    }

    private Set<String> referred(long orgId, SetupObject.Kind kind, Set<String> keys) {
        return switch (kind) {
            case SOURCE -> references.sources(orgId, keys);
            case ACCOUNT -> references.accounts(orgId, keys);
            case CUSTOM_FIELD -> references.customFields(orgId, keys);
            case CUSTOMER_FIELD -> references.extendedFields(orgId, keys);
            case TILL -> references.tills(orgId, keys);
            case COMPANY_FIELD, CARD_FIELD, PROGRAM, CARD_SERIES -> Set.of();
        };
    }
}
