package io.guildhall.card.domain;

import static io.guildhall.error.ErrorCode.CARD_EXTERNAL_ID_EXISTS;
import static io.guildhall.error.ErrorCode.CARD_EXTERNAL_ID_MISMATCH;
import static io.guildhall.error.ErrorCode.CARD_LABEL_INVALID;
import static io.guildhall.error.ErrorCode.CARD_LABEL_UNCHANGED;
import static io.guildhall.error.ErrorCode.CARD_NOT_UNLINKABLE;
import static io.guildhall.error.ErrorCode.CARD_NUMBER_EXISTS;
import static io.guildhall.error.ErrorCode.CARD_NUMBER_MISSING;
import static io.guildhall.error.ErrorCode.CARD_NUMBER_TOO_LONG;
import static io.guildhall.error.ErrorCode.CARD_NUMBER_UNKNOWN;
import static io.guildhall.error.ErrorCode.CARD_STATUS_MISSING;
import static io.guildhall.error.ErrorCode.CARD_STATUS_UNCHANGED;
import static io.guildhall.error.ErrorCode.MANDATORY_FIELD_MISSING;
import static io.guildhall.error.ErrorCode.MAPPED_ENTITY_INVALID;
import static io.guildhall.error.ErrorCode.MAPPED_ENTITY_TYPE_INVALID;
import static io.guildhall.error.ErrorCode.SERIES_CAP_REACHED;
import static io.guildhall.error.ErrorCode.SERIES_CONTRADICTORY;
import static io.guildhall.error.ErrorCode.SERIES_INACTIVE;
import static io.guildhall.error.ErrorCode.UNKNOWN_CUSTOM_FIELD;
import static io.guildhall.error.ErrorCode.UNKNOWN_EXTENDED_FIELD;

import io.guildhall.card.domain.CardDraft.MappedEntity;
import io.guildhall.card.domain.CardLabels.Labelled;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.FieldDefinition.Entity;
import io.guildhall.org.domain.FieldValues;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Till;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What calls about a single card may do (`spec/domain.md` §6).
public final class CardRules {
    /// Longest number or external id.
    public static final int MAX_LENGTH = 255;

    private final OrganisationSetup setup;
    private final CardLabels labels;
    private final CardSnapshot known;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    private CardRules(OrganisationSetup setup, CardSnapshot known) {
        this.setup = setup;
        this.labels = new CardLabels(setup.cardLabels());
        this.known = known;
    }

    /// @param wanted what is to be done; null with problems
    public record Decision<T>(@Nullable T wanted, List<Problem> problems, List<Problem> warnings) {
        public Decision {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    /// A free card under a number of its own.
    ///
    /// @param known the cards of its number and external id
    public static Decision<NewCard> create(CardDraft draft, OrganisationSetup setup, CardSnapshot known) {
        return new CardRules(setup, known).created(draft);
    }

    /// Another status, external id, till or other fields. What is not sent stays.
    ///
    /// @param known the cards of its number and external id, and what their holders hold
    public static Decision<CardChange> update(CardDraft draft, OrganisationSetup setup, CardSnapshot known) {
        return new CardRules(setup, known).updated(draft);
    }

    /// Takes a card from its holder: it is free afterwards, and not issued unless it is expired.
    ///
    /// @param statusLabel of NOT_ISSUED; null for the default
    /// @param at where the label was sent
    public static Decision<CardChange> release(
            Card card, @Nullable String statusLabel, OrganisationSetup setup, Pointer at) {
        Labelled label = new CardLabels(setup.cardLabels()).unissued(statusLabel, at);
        if (label.problem() != null) {
            return new Decision<>(null, List.of(label.problem()), List.of());
        }
        if (card.isFree() || card.status() == CardStatus.DELETED) {
            return new Decision<>(null, List.of(Problem.of(CARD_NOT_UNLINKABLE, at)), List.of());
        }
        return new Decision<>(
                new CardChange(card, card.returned(label.status(), label.label()), null), List.of(), List.of());
    }

    private Decision<NewCard> created(CardDraft draft) {
        Pointer at = draft.at();
        SeriesChoice.Chosen chosen = SeriesChoice.choose(setup, draft.seriesId(), draft.seriesCode(), at);
        CardSeries series = chosen.series();
        if (chosen.problem() != null) {
            problems.add(chosen.problem());
        } else if (series == null) {
            refuse(MANDATORY_FIELD_MISSING, at.child("seriesId"), "seriesId");
        } else if (!series.active()) {
            refuse(SERIES_INACTIVE, at.child(draft.seriesId() != null ? "seriesId" : "seriesCode"), series.code());
        }
        String number = draft.number();
        if (number == null) {
            refuse(CARD_NUMBER_MISSING, at.child("cardNumber"));
        } else if (number.length() > MAX_LENGTH) {
            refuse(CARD_NUMBER_TOO_LONG, at.child("cardNumber"), Integer.toString(MAX_LENGTH));
        } else if (known.numbered(number) != null) {
            refuse(CARD_NUMBER_EXISTS, at.child("cardNumber"));
        }
        if (isUsable(draft) && known.titled(draft.externalId()) != null) {
            refuse(CARD_EXTERNAL_ID_EXISTS, at.child("cardExternalId"));
        }
        Labelled label = unissued(draft);
        Fields custom = fields(draft, true, true);
        Fields extended = fields(draft, false, true);
        NewCard card = problems.isEmpty() && series != null && number != null
                ? new NewCard(series, number, draft.externalId(), null, label.status(), label.label(), custom, extended)
                : null;
        return new Decision<>(card, problems, warnings);
    }

    private Labelled unissued(CardDraft draft) {
        Pointer at = draft.at().child("statusLabel");
        Labelled label = labels.unissued(draft.statusLabel(), at);
        if (draft.statusLabel() == null) {
            refuse(CARD_STATUS_MISSING, at);
        } else if (label.problem() != null) {
            problems.add(label.problem());
        }
        return label;
    }

    private Decision<CardChange> updated(CardDraft draft) {
        Card card = addressed(draft);
        if (card == null) {
            return new Decision<>(null, problems, warnings);
        }
        sameSeries(card, draft);
        String externalId = externalId(card, draft);
        Card labelled = labelled(card, draft);
        Card after = new Card(
                card.id(),
                card.seriesId(),
                card.number(),
                externalId,
                card.customerId(),
                labelled.status(),
                labelled.statusLabel(),
                card.customFields().with(fields(draft, true, false)),
                card.extendedFields().with(fields(draft, false, false)),
                till(card, draft),
                card.issuedAt(),
                card.expiresAt(),
                card.createdAt());
        boolean labelSent = draft.statusLabel() != null;
        if (problems.isEmpty() && after.equals(card)) {
            refuse(CARD_STATUS_UNCHANGED, labelSent ? draft.at().child("statusLabel") : draft.at());
        } else if (labelSent && after.statusLabel().equals(card.statusLabel())) {
            warnings.add(Problem.of(CARD_LABEL_UNCHANGED, draft.at().child("statusLabel")));
        }
        return new Decision<>(
                problems.isEmpty() ? new CardChange(card, after, draft.reason()) : null, problems, warnings);
    }

    private @Nullable Card addressed(CardDraft draft) {
        if (draft.number() == null && draft.externalId() == null) {
            refuse(CARD_NUMBER_MISSING, draft.at().child("cardNumber"));
            return null;
        }
        Card card = draft.number() != null ? known.numbered(draft.number()) : known.titled(draft.externalId());
        if (card == null) {
            refuse(CARD_NUMBER_UNKNOWN, draft.at().child(draft.number() != null ? "cardNumber" : "cardExternalId"));
        }
        return card;
    }

    private void sameSeries(Card card, CardDraft draft) {
        SeriesChoice.Chosen chosen = SeriesChoice.choose(setup, draft.seriesId(), draft.seriesCode(), draft.at());
        if (chosen.problem() != null) {
            problems.add(chosen.problem());
        } else if (chosen.series() != null && chosen.series().id() != card.seriesId()) {
            String member = draft.seriesId() != null ? "seriesId" : "seriesCode";
            refuse(SERIES_CONTRADICTORY, draft.at().child(member), "the card is of another series");
        }
    }

    private @Nullable String externalId(Card card, CardDraft draft) {
        String sent = draft.externalId();
        if (sent == null || !isUsable(draft)) {
            return card.externalId();
        }
        Card titled = known.titled(sent);
        boolean another = titled != null && titled.id() != card.id();
        boolean hasAnother = card.externalId() != null && !card.externalId().equals(sent);
        if (another || hasAnother) {
            refuse(CARD_EXTERNAL_ID_MISMATCH, draft.at().child("cardExternalId"));
        }
        return sent;
    }

    /// Whether the external id is one that can be stored.
    private boolean isUsable(CardDraft draft) {
        if (draft.externalId() != null && draft.externalId().length() > MAX_LENGTH) {
            refuse(CARD_NUMBER_TOO_LONG, draft.at().child("cardExternalId"), Integer.toString(MAX_LENGTH));
            return false;
        }
        return true;
    }

    private Card labelled(Card card, CardDraft draft) {
        String label = draft.statusLabel();
        if (label == null) {
            return card;
        }
        Pointer at = draft.at().child("statusLabel");
        CardStatus status = labels.statusOf(label).orElse(null);
        if (status == null) {
            refuse(CARD_LABEL_INVALID, at, label);
            return card;
        }
        Problem refusal = CardTransitions.refusal(card.status(), status, at);
        if (refusal != null) {
            problems.add(refusal);
        } else if (status.isActive() && !card.status().isActive()) {
            activeAgain(card, at);
        }
        return card.withStatus(status, label);
    }

    private void activeAgain(Card card, Pointer at) {
        CardSeries series = setup.series(card.seriesId());
        if (series == null || series.maxActiveCardsPerCustomer() == 0 || card.customerId() == null) {
            return;
        }
        GivenCards held = new GivenCards(known, labels);
        int most = series.maxActiveCardsPerCustomer();
        if (held.activeOf(held.owner(card.customerId()), series) >= most) {
            refuse(SERIES_CAP_REACHED, at, Integer.toString(most), series.code());
        }
    }

    private @Nullable Long till(Card card, CardDraft draft) {
        MappedEntity sent = draft.mappedEntity();
        if (sent == null) {
            return card.mappedTillId();
        }
        Pointer at = draft.at().child("mappedEntity");
        if (!"TILL".equalsIgnoreCase(sent.type())) {
            refuse(MAPPED_ENTITY_TYPE_INVALID, at.child("type"));
            return null;
        }
        String code = sent.value();
        Till till = code == null ? null : setup.activeTill(code);
        if (till == null) {
            refuse(MAPPED_ENTITY_INVALID, at.child("value"), code == null ? "" : code);
            return null;
        }
        return till.id();
    }

    private Fields fields(CardDraft draft, boolean custom, boolean isNew) {
        Map<String, ? extends @Nullable Object> sent = custom ? draft.customFields() : draft.extendedFields();
        if (custom && sent.isEmpty()) {
            return Fields.NONE; // those that are mandatory are so for people
        }
        FieldValues.Checked checked = FieldValues.check(
                sent,
                custom ? setup.customFields() : setup.extendedFields(Entity.CARD),
                draft.at().child(custom ? "customFields" : "extendedFields"),
                custom ? UNKNOWN_CUSTOM_FIELD : UNKNOWN_EXTENDED_FIELD,
                setup.settings().rejectEmptyExtendedFields());
        warnings.addAll(checked.warnings());
        if (isNew && !custom) {
            problems.addAll(checked.missing());
        }
        return checked.accepted();
    }

    private void refuse(ErrorCode code, Pointer at, String... arguments) {
        problems.add(Problem.of(code, at, arguments));
    }
}
