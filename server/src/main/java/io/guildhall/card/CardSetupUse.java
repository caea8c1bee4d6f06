package io.guildhall.card;

import io.guildhall.card.store.CardReferences;
import io.guildhall.org.SetupUse;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Tells what cards refer to in the organisation's document: their series, fields with values, tills.
@Component
class CardSetupUse implements SetupUse {
    private final CardReferences references;
    private final Setups setups;

    CardSetupUse(CardReferences references, Setups setups) {
        this.references = references;
        this.setups = setups;
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
            case CARD_SERIES -> series(orgId, keys);
            case CARD_FIELD -> references.extendedFields(orgId, keys);
            case CUSTOM_FIELD -> references.customFields(orgId, keys);
            case TILL -> references.tills(orgId, keys);
            case SOURCE, ACCOUNT, CUSTOMER_FIELD, COMPANY_FIELD, PROGRAM -> Set.of();
        };
    }

    private Set<String> series(long orgId, Set<String> codes) {
        OrganisationSetup setup = setups.current(orgId);
        Map<Long, String> codeById = new HashMap<>();
        for (CardSeries series : setup.cardSeries()) {
            if (codes.contains(series.code())) {
                codeById.put(series.id(), series.code());
            }
        }
        return references.series(orgId, codeById.keySet()).stream()
                .map(codeById::get)
                .collect(Collectors.toSet());
    }
}
