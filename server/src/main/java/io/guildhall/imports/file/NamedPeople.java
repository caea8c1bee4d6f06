package io.guildhall.imports.file;

import io.guildhall.association.wire.WireItem;
import io.guildhall.association.wire.WireItem.WireCompany;
import io.guildhall.association.wire.WireItem.WireLink;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.wire.IdentifierParser;
import io.guildhall.customer.wire.WirePerson;
import io.guildhall.customer.wire.WirePerson.WireIdentifier;
import io.guildhall.imports.domain.Named;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom and what a row names, of which its order among the others depends. Nothing else of it is looked at before its
/// turn comes.
public final class NamedPeople {
    private final IdentifierParser identifiers;

    /// For one thread: numbers that come again are known.
    public NamedPeople(OrganisationSetup setup) {
        this.identifiers = new IdentifierParser(setup);
    }

    public Named of(WireItem item) {
        List<MatchKey> registers = new ArrayList<>(keys(item.person()));
        WireLink link = item.link();
        if (link == null) {
            return new Named(registers, List.of(), null, null, null, false, 1);
        }
        link.children().forEach(child -> registers.addAll(keys(child.person())));
        List<MatchKey> parent =
                link.parent() == null ? List.of() : keys(link.parent().person());
        WireCompany company = link.company();
        return new Named(
                registers,
                parent,
                stripped(link.hierarchyCode()),
                stripped(link.roleCode()),
                company == null ? null : stripped(company.externalId()),
                company != null && company.name() != null && company.hierarchyDefinitionCode() != null,
                1 + link.children().size() + (link.parent() == null ? 0 : 1));
    }

    /// Cards recognise a person only where there is nothing else (`decisions.md` 10).
    private List<MatchKey> keys(WirePerson person) {
        List<MatchKey> keys = new ArrayList<>(3);
        List<MatchKey> cards = new ArrayList<>(1);
        if (person.profiles() != null) {
            person.profiles()
                    .forEach(profile -> profile.identifiers().forEach(sent -> {
                        MatchKey key = key(sent);
                        if (key != null) {
                            (key.type() == IdentifierType.CARD_NUMBER ? cards : keys).add(key);
                        }
                    }));
        }
        return keys.isEmpty() ? cards : keys;
    }

    private @Nullable MatchKey key(WireIdentifier sent) {
        IdentifierType type =
                sent.type() == null ? null : IdentifierType.named(sent.type().strip());
        Identifier identifier =
                type == null ? null : identifiers.normalise(type, sent.value()).orElse(null);
        return identifier == null ? null : MatchKey.of(identifier);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null ? null : text.strip();
    }
}
