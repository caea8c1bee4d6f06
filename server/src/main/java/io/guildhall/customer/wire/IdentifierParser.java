package io.guildhall.customer.wire;

import static io.guildhall.error.ErrorCode.EMAIL_INVALID;
import static io.guildhall.error.ErrorCode.IDENTIFIER_INVALID;
import static io.guildhall.error.ErrorCode.IDENTIFIER_NOT_UPDATABLE;
import static io.guildhall.error.ErrorCode.MOBILE_INVALID;
import static io.guildhall.error.ErrorCode.PRIMARY_IDENTIFIER_INVALID;
import static io.guildhall.error.ErrorCode.UNKNOWN_EXTENDED_FIELD;

import io.guildhall.customer.domain.CardWish;
import io.guildhall.customer.domain.EmailAddress;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.ProfileDraft.DraftIdentifier;
import io.guildhall.customer.wire.PersonParser.Findings;
import io.guildhall.customer.wire.WirePerson.WireCard;
import io.guildhall.customer.wire.WirePerson.WireIdentifier;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.Masked;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.FieldDefinition.Entity;
import io.guildhall.org.domain.FieldValues;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks and normalises identifiers. An invalid one is dropped with a warning and the rest is kept; the
/// organisation's primary identifier must not be invalid (`spec/associate.md` §6 row 17, `decisions.md` 2 and 3).
public final class IdentifierParser {
    private final OrganisationSetup setup;
    private final MobileNumbers mobiles;
    private final @Nullable IdentifierType primary;

    public IdentifierParser(OrganisationSetup setup) {
        this(setup, new MobileNumbers(setup.baseCountry()));
    }

    IdentifierParser(OrganisationSetup setup, MobileNumbers mobiles) {
        this.setup = setup;
        this.mobiles = mobiles;
        this.primary = IdentifierType.named(setup.settings().primaryIdentifier());
    }

    /// Identifiers outside a person, checked in the same way.
    ///
    /// @param valid without cards
    public record Checked(
            List<DraftIdentifier> valid, List<CardWish> cards, List<Problem> errors, List<Problem> warnings) {}

    public Checked check(List<WireIdentifier> sent) {
        Findings found = new Findings(true);
        List<DraftIdentifier> valid = parse(sent, found);
        return new Checked(valid, found.cards, found.errors, found.warnings);
    }

    List<DraftIdentifier> parse(List<WireIdentifier> sent, Findings found) {
        List<DraftIdentifier> valid = new ArrayList<>(sent.size());
        Set<MatchKey> seen = new HashSet<>();
        for (WireIdentifier wire : sent) {
            IdentifierType type = wire.type() == null
                    ? null
                    : IdentifierType.named(wire.type().strip());
            if (type == null) {
                found.warn(IDENTIFIER_NOT_UPDATABLE, wire.at().child("type"), wire.type() == null ? "" : wire.type());
            } else if (type == IdentifierType.CARD_NUMBER) {
                card(wire, found);
            } else {
                Optional<Identifier> identifier = normalise(type, wire.value());
                if (identifier.isEmpty()) {
                    refuse(type, wire, found);
                } else if (seen.add(MatchKey.of(identifier.get()))) {
                    valid.add(new DraftIdentifier(identifier.get(), wire.at()));
                }
            }
        }
        return valid;
    }

    /// A card is no identifier like the others: which one it becomes, the card series decide (`spec/domain.md` §6).
    private void card(WireIdentifier wire, Findings found) {
        String number = stripped(wire.value());
        if (number != null && number.length() > Identifier.MAX_LENGTH) {
            refuse(IdentifierType.CARD_NUMBER, wire, found);
            return;
        }
        WireCard card = wire.card();
        FieldValues.Checked fields = FieldValues.check(
                card.extendedFields(),
                setup.extendedFields(Entity.CARD),
                wire.at().child("extendedFields"),
                UNKNOWN_EXTENDED_FIELD,
                setup.settings().rejectEmptyExtendedFields());
        found.warnings.addAll(fields.warnings());
        found.cards.add(new CardWish(
                wire.at(),
                card.seriesId(),
                stripped(card.seriesCode()),
                number,
                stripped(card.statusLabel()),
                stripped(card.externalId()),
                fields.accepted()));
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /// The identifier in the form it is stored in, or nothing when the value cannot be one of this type.
    public Optional<Identifier> normalise(IdentifierType type, @Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            return Optional.empty();
        }
        String value = sent.strip();
        return switch (type) {
            case MOBILE -> mobiles.normalise(value).map(digits -> new Identifier(type, digits));
            case EMAIL -> EmailAddress.isValid(value) ? Optional.of(new Identifier(type, value)) : Optional.empty();
            default ->
                value.length() <= Identifier.MAX_LENGTH ? Optional.of(new Identifier(type, value)) : Optional.empty();
        };
    }

    private void refuse(IdentifierType type, WireIdentifier wire, Findings found) {
        String shown = Masked.value(wire.value() == null ? "" : wire.value());
        if (type == primary) {
            found.refuse(PRIMARY_IDENTIFIER_INVALID, wire.at().child("value"), shown);
            return;
        }
        ErrorCode code = switch (type) {
            case MOBILE -> MOBILE_INVALID;
            case EMAIL -> EMAIL_INVALID;
            default -> IDENTIFIER_INVALID;
        };
        found.warn(code, wire.at().child("value"), shown);
    }
}
