package io.guildhall.card.domain;

import static io.guildhall.card.domain.CardStatus.ACTIVE;
import static io.guildhall.card.domain.CardStatus.DELETED;
import static io.guildhall.card.domain.CardStatus.EXPIRED;
import static io.guildhall.card.domain.CardStatus.ISSUED;
import static io.guildhall.card.domain.CardStatus.NOT_ISSUED;
import static io.guildhall.card.domain.CardStatus.SUSPENDED;
import static io.guildhall.card.domain.CardWorld.AT;
import static io.guildhall.card.domain.CardWorld.CAPPED;
import static io.guildhall.card.domain.CardWorld.EXTERNAL;
import static io.guildhall.card.domain.CardWorld.FUEL;
import static io.guildhall.card.domain.CardWorld.WELCOME;
import static io.guildhall.card.domain.CardWorld.card;
import static io.guildhall.card.domain.CardWorld.of;
import static io.guildhall.card.domain.CardWorld.setup;
import static io.guildhall.card.domain.CardWorld.told;
import static io.guildhall.card.domain.CardWorld.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.card.domain.CardPlanner.Decision;
import io.guildhall.customer.domain.CardWish;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.CardSeries.Expiry;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CardPlannerTest {
    private static final long ANNA = 11;
    private static final long BERT = 12;

    private static CardPlanner planner(Card... stored) {
        return planner(setup(), 100, stored);
    }

    private static CardPlanner planner(OrganisationSetup setup, long left, Card... stored) {
        return new CardPlanner(setup, CardSnapshot.of(List.of(stored), Map.of(FUEL.id(), left, WELCOME.id(), left)));
    }

    private static Decision decide(CardPlanner planner, Long customer, CardWish... wishes) {
        return planner.decide(customer, List.of(wishes), false, AT);
    }

    private static void assertWarns(Decision decision, String... warnings) {
        assertThat(told(decision.warnings())).containsExactly(warnings);
        assertThat(decision.errors()).isEmpty();
        assertThat(decision.grants()).isEmpty();
    }

    private static void assertNothing(Decision decision) {
        assertWarns(decision);
    }

    private static CardGrant granted(Decision decision) {
        assertThat(decision.errors()).isEmpty();
        assertThat(decision.warnings()).isEmpty();
        assertThat(decision.grants()).hasSize(1);
        return decision.grants().getFirst();
    }

    @Test
    void aSeriesWithGenerationGivesTheNumber() {
        CardGrant grant = granted(decide(planner(), null, of("FUEL", null)));

        assertThat(grant).isEqualTo(new CardGrant.Draw(FUEL, ACTIVE, "In use", null, Fields.NONE));
    }

    @Test
    void aNumberOfAnExternalSeriesIsCreated() {
        CardGrant grant = granted(decide(planner(), null, wish(2L, "EXT", "N1", "Fine", "X1")));

        assertThat(grant).isEqualTo(new CardGrant.Create(EXTERNAL, "N1", ACTIVE, "Fine", "X1", Fields.NONE));
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_ISSUED", "ACTIVE", "ISSUED"})
    void aFreeCardIsLinkedByItsNumberAlone(CardStatus status) {
        Card free = card(FUEL, "FP000007", null, status);

        CardGrant grant = granted(decide(planner(free), ANNA, wish(null, null, "FP000007", "ISSUED", null)));

        assertThat(grant).isEqualTo(new CardGrant.Link(free, Expiry.NONE, ISSUED, "ISSUED", null, Fields.NONE));
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "SUSPENDED", "DELETED"})
    void whatIsNotFitForUseIsGivenToNobody(CardStatus status) {
        CardPlanner planner = planner(card(FUEL, "N1", null, status));

        assertWarns(decide(planner, ANNA, of("FUEL", "N1")), "3027 /0/card/value");
    }

    @ParameterizedTest
    @CsvSource({
        ", NONE, , 3004 /0/card/seriesCode",
        "99, , , 3004 /0/card/seriesId",
        "99, NONE, , 3004 /0/card/seriesCode",
        "2, FUEL, , 3000 /0/card/seriesId",
        "99, FUEL, , 3000 /0/card/seriesId",
        ", FUEL, UNKNOWN, 3010 /0/card/value",
        ", SILENT, UNKNOWN, 3010 /0/card/value",
        ", , UNKNOWN, 3010 /0/card/value",
        ", EXT, , 3010 /0/card/value",
        ", EXT, FREE, 3000 /0/card/value",
        ", SILENT, , 3007 /0/card",
        ", , , 3001 /0/card/seriesCode"
    })
    void aWishThatNamesNoCardCostsTheCard(Long seriesId, String seriesCode, String number, String warning) {
        CardPlanner planner = planner(card(FUEL, "FREE", null, NOT_ISSUED));

        assertWarns(decide(planner, null, wish(seriesId, seriesCode, number, null, null)), warning);
    }

    @ParameterizedTest
    @CsvSource({
        "Golden, 3017 /0/card/statusLabel",
        "ACTIVE, 3017 /0/card/statusLabel", // the organisation calls it otherwise
        "On hold, 3018 /0/card/statusLabel",
        "NOT_ISSUED, 3018 /0/card/statusLabel",
        "DELETED, 3018 /0/card/statusLabel"
    })
    void aLabelThatNoIssuedCardHasCostsTheCard(String label, String warning) {
        assertWarns(decide(planner(), null, wish(null, "FUEL", null, label, null)), warning);
    }

    @Test
    void somebodyElsesCardFailsTheItemAndGivesNothing() {
        CardPlanner planner = planner(card(EXTERNAL, "HERS", BERT, ACTIVE));

        Decision decision = decide(planner, ANNA, of("EXT", "FRESH"), of("EXT", "HERS"), of("NONE", null));

        assertThat(told(decision.errors())).containsExactly("3009 /0/card/value");
        assertThat(told(decision.warnings())).containsExactly("3004 /0/card/seriesCode");
        assertThat(decision.grants()).isEmpty();
        assertThat(decide(planner, BERT, of("EXT", "FRESH")).grants()).hasSize(1); // is free again
    }

    @Test
    void whatAnEarlierItemTookIsSomebodyElses() {
        CardPlanner planner = planner(card(FUEL, "FREE", null, NOT_ISSUED));
        granted(decide(planner, null, of("EXT", "N1")));
        granted(decide(planner, null, of(null, "FREE")));

        assertThat(told(decide(planner, null, of("EXT", "N1")).errors())).containsExactly("3009 /0/card/value");
        assertThat(told(decide(planner, ANNA, of(null, "FREE")).errors())).containsExactly("3009 /0/card/value");
    }

    @Test
    void whatAFailedItemTookIsFreeAgain() {
        CardPlanner planner = planner(setup(), 1);
        Decision number = decide(planner, null, wish(null, "EXT", "N1", null, "X1"));
        Decision drawn = decide(planner, null, of("FUEL", null));
        assertWarns(decide(planner, ANNA, of("FUEL", null)), "702 /0/card");

        planner.takeBack(null, number);
        planner.takeBack(null, drawn);

        granted(decide(planner, ANNA, wish(null, "EXT", "N1", null, "X1")));
        granted(decide(planner, BERT, of("FUEL", null)));
    }

    @Test
    void aCardThatThePersonHoldsIsNoWish() {
        CardPlanner planner = planner(card(FUEL, "N1", ANNA, SUSPENDED), card(EXTERNAL, "N2", ANNA, ACTIVE, "X2"));

        assertNothing(decide(planner, ANNA, of("FUEL", "N1"), of(null, "N2"), wish(null, null, "N2", "?", "X2")));
        assertNothing(decide(planner, ANNA, wish(null, "EXT", null, null, "X2")));
        assertWarns(decide(planner, ANNA, of("EXT", "N1")), "3000 /0/card/value");
        assertWarns(decide(planner, ANNA, wish(null, null, "N1", null, "X2")), "3046 /0/card/cardExternalId");
    }

    @Test
    void aDeletedCardIsHeldByNobodyAndGivenToNobody() {
        CardPlanner planner = planner(card(FUEL, "N1", ANNA, DELETED));

        assertWarns(decide(planner, ANNA, of("FUEL", "N1")), "3027 /0/card/value");
    }

    @Test
    void theFirstCardOfACallStandsAndFurtherOnesDoNot() {
        Decision decision =
                decide(planner(), null, of("EXT", "N1"), of("EXT", "N1"), of("EXT", "N2"), of("FUEL", null));

        assertThat(decision.grants()).hasSize(1);
        assertThat(told(decision.warnings())).containsExactly("3035 /0/card", "3035 /0/card");
    }

    @Test
    void aWishThatFailedLeavesRoomForTheNext() {
        Decision decision = decide(planner(), null, of("NONE", null), of("FUEL", null));

        assertThat(decision.grants()).hasSize(1);
        assertThat(told(decision.warnings())).containsExactly("3004 /0/card/seriesCode");
    }

    @Test
    void anExternalIdBelongsToOneCard() {
        Card titled = card(EXTERNAL, "N1", null, NOT_ISSUED, "X1");
        Card plain = card(EXTERNAL, "N2", null, NOT_ISSUED);

        assertWarns(
                decide(planner(titled, plain), ANNA, wish(null, null, "N2", null, "X1")),
                "3046 /0/card/cardExternalId");
        assertWarns(
                decide(planner(titled, plain), ANNA, wish(null, null, "N1", null, "X9")),
                "3046 /0/card/cardExternalId");
        assertWarns(
                decide(planner(titled, plain), ANNA, wish(null, "EXT", "NEW", null, "X1")),
                "3045 /0/card/cardExternalId");
        assertWarns(
                decide(planner(titled, plain), ANNA, wish(null, "FUEL", null, null, "X1")),
                "3045 /0/card/cardExternalId");
        assertThat(granted(decide(planner(titled, plain), ANNA, wish(null, null, "N2", null, "X2")))
                        .externalId())
                .isEqualTo("X2");
    }

    @Test
    void anExternalIdIsGivenOnceInABatch() {
        CardPlanner planner = planner();
        granted(decide(planner, ANNA, wish(null, "EXT", "N1", null, "X1")));

        assertNothing(decide(planner, ANNA, wish(null, "EXT", "N1", null, "X1"), wish(null, "EXT", null, null, "X1")));
        assertWarns(decide(planner, BERT, wish(null, "FUEL", null, null, "X1")), "3045 /0/card/cardExternalId");
    }

    @Test
    void aBatchTakesNoMoreNumbersThanThereAre() {
        CardPlanner planner = planner(setup(), 2);
        granted(decide(planner, null, of("FUEL", null)));
        granted(decide(planner, null, of("FUEL", null)));

        assertWarns(decide(planner, null, of("FUEL", null)), "702 /0/card");
    }

    @Test
    void capsCountWhatIsHeldAndWhatTheBatchGave() {
        OrganisationSetup capped = setup(2, FUEL, CAPPED);
        CardSnapshot snapshot = CardSnapshot.of(List.of(), Map.of(FUEL.id(), 100L))
                .withHeld(Map.of(
                        ANNA, List.of(held("CAPPED", "In use")),
                        BERT, List.of(held("CAPPED", "On hold"), held("FUEL", "EXPIRED"), held("FUEL", "gone"))));
        CardPlanner planner = new CardPlanner(capped, snapshot);

        assertWarns(decide(planner, ANNA, of("CAPPED", "N1")), "3036 /0/card");
        granted(decide(planner, ANNA, of("FUEL", null)));
        assertWarns(decide(planner, BERT, of("CAPPED", "N1")), "3039 /0/card"); // on hold and gone count, expired not
        granted(decide(planner, null, of("CAPPED", "N1")));
    }

    private static HeldCard held(String series, String label) {
        return new HeldCard("n" + label, series, label, null, Fields.NONE);
    }

    @Test
    void registrationGivesACardWhereNoCardOfTheirOwnStands() {
        OrganisationSetup setup = setup(0, FUEL, WELCOME, EXTERNAL);
        CardPlanner planner = planner(setup, 2);

        assertThat(granted(planner.decide(null, List.of(), true, AT))).isInstanceOf(CardGrant.Draw.class);
        assertThat(granted(planner.decide(null, List.of(of("EXT", "N1")), true, AT)))
                .isInstanceOf(CardGrant.Create.class);
        Decision instead = planner.decide(null, List.of(of("NONE", null)), true, AT);
        assertThat(instead.grants()).hasSize(1);
        assertThat(instead.warnings()).hasSize(1);
        assertWarns(planner.decide(null, List.of(), true, AT), "702 /0");
        assertNothing(planner.decide(null, List.of(), false, AT));
        assertNothing(planner(setup(), 2).decide(null, List.of(), true, AT));
    }

    @Test
    void statusesTellWhatCounts() {
        assertThat(CardStatus.values()).filteredOn(CardStatus::isActive).containsExactly(ACTIVE, ISSUED);
        assertThat(CardStatus.values()).filteredOn(CardStatus::isHeld).containsExactly(ACTIVE, SUSPENDED, ISSUED);
        assertThat(CardStatus.values())
                .filteredOn(status -> !status.isLinkable())
                .containsExactly(EXPIRED, SUSPENDED, DELETED);
    }

    private static CardSeries changed(CardSeries series, boolean active, Expiry expiry) {
        return new CardSeries(
                series.id(),
                series.code(),
                series.name(),
                series.type(),
                active,
                series.external(),
                series.trigger(),
                series.maxActiveCardsPerCustomer(),
                expiry,
                series.generation());
    }

    @Test
    void aSeriesThatIsNotActiveGivesNoCards() {
        OrganisationSetup idle = setup(
                0,
                changed(FUEL, false, Expiry.NONE),
                changed(EXTERNAL, false, Expiry.NONE),
                changed(WELCOME, false, Expiry.NONE));
        Card free = card(FUEL, "N1", null, NOT_ISSUED);
        Card own = card(FUEL, "N2", ANNA, ACTIVE);

        assertWarns(decide(planner(idle, 0, free, own), ANNA, of("FUEL", null)), "3008 /0/card");
        assertWarns(decide(planner(idle, 9, free, own), ANNA, of(null, "N1")), "3008 /0/card");
        assertWarns(decide(planner(idle, 9, free, own), ANNA, of("EXT", "E1")), "3008 /0/card");
        assertWarns(planner(idle, 9).decide(null, List.of(), true, AT), "3008 /0");
        assertNothing(decide(planner(idle, 9, free, own), ANNA, of(null, "N2")));
    }

    @Test
    void aFreeCardIsLinkedForTheTimeThatItsSeriesSays() {
        OrganisationSetup dated = setup(0, changed(FUEL, true, new Expiry(30, true)));
        Card free = card(FUEL, "N1", null, NOT_ISSUED);

        CardGrant grant = granted(decide(planner(dated, 9, free), ANNA, of(null, "N1")));

        assertThat(((CardGrant.Link) grant).expiry()).isEqualTo(new Expiry(30, true));
    }
}
