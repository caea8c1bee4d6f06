package io.guildhall.person;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;
import static io.guildhall.error.ErrorCode.SOURCE_MISSING;
import static io.guildhall.error.ErrorCode.SOURCE_PARAMETER_MISSING;

import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardStatus;
import io.guildhall.card.store.Cards;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.store.Customers;
import io.guildhall.customer.wire.IdentifierQuery;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.wire.QueryParameters;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Finds out whom an address means, in the transaction that is open: one statement.
@Component
public class Addressees {
    private static final String CARD_EXTERNAL_ID = "cardExternalId";

    private final Customers customers;
    private final Cards cards;

    Addressees(Customers customers, Cards cards) {
        this.customers = customers;
        this.cards = cards;
    }

    /// @throws RequestRefused with 8001 or 8016 without source, 8003, 8011, 8091, 8002, 8092, 8093, 8013 for what is
    ///     missing or unusable, with 404/8015 for nobody, with 409/8053 when `ALL` finds several
    public Addressee find(OrganisationSetup setup, Address address) {
        return switch (address) {
            case Address.ById byId -> survivor(setup, byId);
            case Address.ByIdentifier byIdentifier -> owner(setup, byIdentifier);
        };
    }

    /// Whoever has been merged into somebody is answered as the survivor (8069).
    private Addressee survivor(OrganisationSetup setup, Address.ById address) {
        ProfileKey profile =
                IdentifierQuery.profile(setup, address.source(), address.accountId(), SOURCE_PARAMETER_MISSING);
        Long id = customers.survivors(setup.orgId(), List.of(address.id())).get(address.id());
        if (id == null) {
            throw RequestRefused.because(NO_SUCH_CUSTOMER);
        }
        return new Addressee(id, profile, id == address.id() ? null : address.id());
    }

    private Addressee owner(OrganisationSetup setup, Address.ByIdentifier address) {
        ProfileKey profile = IdentifierQuery.profile(setup, address.source(), address.accountId(), SOURCE_MISSING);
        String name = QueryParameters.text("identifierName", address.name());
        String value = QueryParameters.text("identifierValue", address.value());
        if (name != null && value != null) {
            if (name.equalsIgnoreCase(CARD_EXTERNAL_ID)) {
                return holder(cards.findAll(setup.orgId(), List.of(), List.of(value)));
            }
            if (IdentifierType.named(name) == IdentifierType.CARD_NUMBER) {
                return holder(cards.findAll(setup.orgId(), List.of(value), List.of()));
            }
        }
        IdentifierQuery query = IdentifierQuery.of(setup, profile, address.name(), address.value());
        List<Match> matches =
                customers.matches(setup.orgId(), List.of(query.key())).getOrDefault(query.key(), List.of());
        return new Addressee(query.onlyOne(matches), profile, null);
    }

    /// Cards belong to the person and not to a source (`spec/domain.md` §6); deleted ones find nobody.
    private static Addressee holder(List<Card> found) {
        return found.stream()
                .filter(card -> card.status() != CardStatus.DELETED)
                .map(Card::customerId)
                .filter(Objects::nonNull)
                .findFirst()
                .map(id -> new Addressee(id, ProfileKey.ANY, null))
                .orElseThrow(() -> RequestRefused.because(NO_SUCH_CUSTOMER));
    }
}
