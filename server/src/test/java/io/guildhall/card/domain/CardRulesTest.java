package io.guildhall.card.domain;

import static io.guildhall.card.domain.CardStatus.ACTIVE;
import static io.guildhall.card.domain.CardStatus.EXPIRED;
import static io.guildhall.card.domain.CardStatus.NOT_ISSUED;
import static io.guildhall.card.domain.CardStatus.SUSPENDED;
import static io.guildhall.card.domain.CardWorld.AT;
import static io.guildhall.card.domain.CardWorld.CAPPED;
import static io.guildhall.card.domain.CardWorld.EXTERNAL;
import static io.guildhall.card.domain.CardWorld.FUEL;
import static io.guildhall.card.domain.CardWorld.card;
import static io.guildhall.card.domain.CardWorld.setup;
import static io.guildhall.card.domain.CardWorld.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.card.domain.CardDraft.MappedEntity;
import io.guildhall.card.domain.CardRules.Decision;
import io.guildhall.error.Pointer;
import io.guildhall.org.domain.StatusLabels;
import io.guildhall.org.domain.StatusLabels.Label;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardRulesTest {
    private static final long ANNA = 11;

    private static CardDraft draft(String number, String externalId, String label) {
        return new CardDraft(AT, null, null, number, externalId, label, "why", Map.of(), Map.of(), null);
    }

    private static Decision<CardChange> update(CardDraft draft, Card... stored) {
        return CardUpdates.decideAll(List.of(draft), setup(), List.of(stored), List.of())
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        // from, to: code or nothing
        "NOT_ISSUED, ACTIVE, 3013",
        "NOT_ISSUED, ISSUED, 3013",
        "NOT_ISSUED, SUSPENDED,",
        "NOT_ISSUED, EXPIRED, 3038",
        "NOT_ISSUED, DELETED, 3038",
        "NOT_ISSUED, NOT_ISSUED,",
        "ACTIVE, NOT_ISSUED, 3013",
        "ACTIVE, ISSUED, 3013",
        "ACTIVE, SUSPENDED,",
        "ACTIVE, EXPIRED,",
        "ACTIVE, DELETED,",
        "ACTIVE, ACTIVE,",
        "ISSUED, ACTIVE, 3013",
        "ISSUED, SUSPENDED,",
        "ISSUED, EXPIRED,",
        "ISSUED, DELETED,",
        "SUSPENDED, ACTIVE,",
        "SUSPENDED, ISSUED, 3013",
        "SUSPENDED, NOT_ISSUED, 3013",
        "SUSPENDED, EXPIRED,",
        "SUSPENDED, DELETED,",
        "SUSPENDED, SUSPENDED,",
        "EXPIRED, ACTIVE, 3013",
        "EXPIRED, SUSPENDED, 3038",
        "EXPIRED, DELETED, 3038",
        "EXPIRED, EXPIRED,",
        "DELETED, ACTIVE, 3038",
        "DELETED, NOT_ISSUED, 3038",
        "DELETED, SUSPENDED, 3038",
        "DELETED, EXPIRED, 3038",
        "DELETED, DELETED, 3038"
    })
    void statusesFollowEachOther(CardStatus from, CardStatus to, Integer code) {
        var refusal = CardTransitions.refusal(from, to, AT);

        assertThat(refusal == null ? null : (Integer) refusal.code().number()).isEqualTo(code);
    }

    @Test
    void aLabelOfTheSameStatusIsAChange() {
        Decision<CardChange> decision = update(draft("N1", null, "Fine"), card(FUEL, "N1", ANNA, ACTIVE));

        assertThat(decision.problems()).isEmpty();
        assertThat(decision.wanted().after().statusLabel()).isEqualTo("Fine");
        assertThat(decision.wanted().changesLabel()).isTrue();
        assertThat(decision.wanted().reason()).isEqualTo("why");
    }

    @Test
    void aCardIsAddressedByNumberOrExternalId() {
        Card one = card(EXTERNAL, "N1", null, NOT_ISSUED, "X1");
        Card two = card(EXTERNAL, "N2", null, NOT_ISSUED);

        assertThat(update(draft(null, "X1", "On hold"), one, two)
                        .wanted()
                        .after()
                        .number())
                .isEqualTo("N1");
        assertThat(update(draft("N2", "X2", null), one, two).wanted().after().externalId())
                .isEqualTo("X2");
        assertThat(told(update(draft("N2", "X1", null), one, two).problems()))
                .containsExactly("3046 /0/cardExternalId");
        assertThat(told(update(draft("N1", "X9", null), one, two).problems()))
                .containsExactly("3046 /0/cardExternalId");
        assertThat(told(update(draft("N9", null, null), one).problems())).containsExactly("3010 /0/cardNumber");
        assertThat(told(update(draft(null, "X9", null), one).problems())).containsExactly("3010 /0/cardExternalId");
        assertThat(told(update(draft(null, null, null), one).problems())).containsExactly("3010 /0/cardNumber");
    }

    @Test
    void whatChangesNothingIsRefusedAndWhatChangesSomethingElseIsTold() {
        Card card = card(EXTERNAL, "N1", null, NOT_ISSUED);

        assertThat(told(update(draft("N1", null, "NOT_ISSUED"), card).problems()))
                .containsExactly("3012 /0/statusLabel");
        assertThat(told(update(draft("N1", null, null), card).problems())).containsExactly("3012 /0");
        Decision<CardChange> titled = update(draft("N1", "X1", "NOT_ISSUED"), card);
        assertThat(told(titled.warnings())).containsExactly("3039 /0/statusLabel");
        assertThat(titled.problems()).isEmpty();
    }

    @Test
    void aMappedEntityIsATillOfTheOrganisation() {
        Card card = card(EXTERNAL, "N1", null, NOT_ISSUED);

        assertThat(told(mapped(card, new MappedEntity("STORE", "S")))).containsExactly("3049 /0/mappedEntity/type");
        assertThat(told(mapped(card, new MappedEntity(null, "S")))).containsExactly("3049 /0/mappedEntity/type");
        assertThat(told(mapped(card, new MappedEntity("TILL", "NO")))).containsExactly("3048 /0/mappedEntity/value");
        assertThat(told(mapped(card, new MappedEntity("till", null)))).containsExactly("3048 /0/mappedEntity/value");
    }

    private static List<io.guildhall.error.Problem> mapped(Card card, MappedEntity entity) {
        CardDraft draft = new CardDraft(AT, null, null, "N1", null, null, null, Map.of(), Map.of(), entity);
        return update(draft, card).problems();
    }

    @Test
    void aSuspendedCardDoesNotComeBackOverTheCap() {
        Card suspended = card(CAPPED, "N1", ANNA, SUSPENDED).withStatus(SUSPENDED, "On hold");
        Card inUse = card(CAPPED, "N2", ANNA, ACTIVE);
        CardDraft again = draft("N1", null, "In use");

        assertThat(decide(List.of(again), List.of(suspended), List.of(suspended, inUse)))
                .containsExactly("3036");
        assertThat(decide(List.of(again), List.of(suspended), List.of(suspended)))
                .containsExactly("ok");
    }

    @Test
    void cardsOfABatchSeeWhatTheOnesBeforeDid() {
        Card one = card(CAPPED, "N1", ANNA, SUSPENDED).withStatus(SUSPENDED, "On hold");
        Card two = card(CAPPED, "N2", ANNA, SUSPENDED).withStatus(SUSPENDED, "On hold");
        Card three = card(CAPPED, "N3", ANNA, ACTIVE);
        List<CardDraft> drafts = List.of(
                draft("N3", "X3", "On hold"),
                draft("N1", null, "In use"),
                draft("N2", null, "In use"),
                draft("N3", null, "In use"),
                draft("N2", "X3", null));

        assertThat(decide(drafts, List.of(one, two, three), List.of(one, two, three)))
                .containsExactly("ok", "ok", "3036", "400", "3045");
    }

    private static List<String> decide(List<CardDraft> drafts, Collection<Card> named, Collection<Card> held) {
        return CardUpdates.decideAll(drafts, setup(), named, held).stream()
                .map(decision -> decision.problems().isEmpty()
                        ? "ok"
                        : Integer.toString(decision.problems().getFirst().code().number()))
                .toList();
    }

    @Test
    void aCardThatIsTakenFromItsHolderIsFreeAndNotIssued() {
        Card free = CardRules.release(card(FUEL, "N1", ANNA, ACTIVE, "X1"), null, setup(), AT)
                .wanted()
                .after();

        assertThat(free.isFree()).isTrue();
        assertThat(free.status()).isEqualTo(NOT_ISSUED);
        assertThat(free.externalId()).isEqualTo("X1");
        assertThat(free.issuedAt()).isNull();
    }

    @Test
    void aCardThatIsFreeOrDeletedOrMeantToBeInUseIsNotTaken() {
        Stream<Decision<CardChange>> refused = Stream.of(
                CardRules.release(card(FUEL, "N1", null, ACTIVE), null, setup(), AT),
                CardRules.release(card(FUEL, "N1", ANNA, CardStatus.DELETED), null, setup(), AT),
                CardRules.release(card(FUEL, "N1", ANNA, ACTIVE), "In use", setup(), AT),
                CardRules.release(card(FUEL, "N1", ANNA, ACTIVE), "?", setup(), AT));

        assertThat(refused.map(decision -> told(decision.problems()).getFirst()))
                .containsExactly("3031 /0", "3031 /0", "3018 /0", "3017 /0");
    }

    @Test
    void aMappingGivesEachStatusItsOwnLabelsAndOneDefault() {
        StatusLabels stored = new StatusLabels(Map.of("SUSPENDED", List.of(new Label("On hold", true))));
        Label good = new Label("Good", true);
        Label plain = new Label("Plain", false);

        assertThat(mapping(Map.of("ACTIVE", List.of(good, plain)), stored)).isEmpty();
        assertThat(mapping(Map.of("SUSPENDED", List.of(new Label("On hold", true))), stored))
                .isEmpty();
        assertThat(mapping(Map.of(), stored)).containsExactly("3014 ");
        assertThat(mapping(Map.of("ACTIVE", List.of()), stored)).containsExactly("3014 /ACTIVE");
        assertThat(mapping(Map.of("ACTIVE", List.of(new Label(" ", true))), stored))
                .containsExactly("3014 /ACTIVE/0/label");
        assertThat(mapping(Map.of("MELTED", List.of(good)), stored)).containsExactly("3016 /MELTED");
        assertThat(mapping(Map.of("ACTIVE", List.of(good, new Label("Good", false))), stored))
                .containsExactly("3015 /ACTIVE/1/label");
        assertThat(mapping(Map.of("ACTIVE", List.of(plain)), stored)).containsExactly("3034 /ACTIVE");
        assertThat(mapping(Map.of("ACTIVE", List.of(good, new Label("B", true))), stored))
                .containsExactly("3035 /ACTIVE");
        assertThat(mapping(Map.of("ACTIVE", List.of(new Label("On hold", true))), stored))
                .containsExactly("3036 /ACTIVE/0/label");
        assertThat(mapping(Map.of("ACTIVE", List.of(new Label("DELETED", true))), stored))
                .containsExactly("3036 /ACTIVE/0/label");
    }

    private static List<String> mapping(Map<String, List<Label>> mapping, StatusLabels stored) {
        return told(LabelRules.check(mapping, stored, Pointer.ROOT));
    }

    private static Card dated(Card card, Instant expiresAt) {
        return new Card(
                card.id(),
                card.seriesId(),
                card.number(),
                card.externalId(),
                card.customerId(),
                card.status(),
                card.statusLabel(),
                card.customFields(),
                card.extendedFields(),
                card.mappedTillId(),
                card.issuedAt(),
                expiresAt,
                card.createdAt());
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, EXPIRED",
        "ISSUED, EXPIRED",
        "SUSPENDED, EXPIRED",
        "EXPIRED, EXPIRED",
        "DELETED, DELETED",
        "NOT_ISSUED, NOT_ISSUED"
    })
    void aCardWhoseTimeIsOverIsExpired(CardStatus stored, CardStatus read) {
        StatusLabels labels = new StatusLabels(Map.of("EXPIRED", List.of(new Label("Worn out", true))));
        Card card = dated(card(FUEL, "N1", ANNA, stored), CardWorld.NOW);

        Card before = card.asOf(CardWorld.NOW.minusNanos(1), labels);
        Card after = card.asOf(CardWorld.NOW, labels);

        assertThat(before).isEqualTo(card);
        assertThat(after.status()).isEqualTo(read);
        assertThat(after.statusLabel())
                .isEqualTo(read == EXPIRED && stored != EXPIRED ? "Worn out" : card.statusLabel());
        assertThat(dated(card, null).asOf(CardWorld.NOW, labels).status()).isEqualTo(stored);
    }

    @Test
    void aCardThatIsGivenBackHasNoDateUnlessItIsExpired() {
        Card good = dated(card(FUEL, "N1", ANNA, ACTIVE), CardWorld.NOW);
        Card worn = dated(card(FUEL, "N1", ANNA, EXPIRED), CardWorld.NOW);

        assertThat(good.returned(NOT_ISSUED, "Free").expiresAt()).isNull();
        assertThat(worn.returned(NOT_ISSUED, "Free").expiresAt()).isEqualTo(CardWorld.NOW);
        assertThat(worn.returned(NOT_ISSUED, "Free").status()).isEqualTo(EXPIRED);
        assertThat(worn.returned(NOT_ISSUED, "Free").isFree()).isTrue();
    }
}
