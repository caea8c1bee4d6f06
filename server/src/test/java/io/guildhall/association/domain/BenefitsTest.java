package io.guildhall.association.domain;

import static io.guildhall.association.domain.ItemBuilder.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.association.domain.Batch.Options;
import io.guildhall.card.domain.CardGrant;
import io.guildhall.customer.domain.CardWish;
import io.guildhall.customer.domain.EnrolmentWish;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.customer.domain.Subscription.Priority;
import io.guildhall.error.Pointer;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Cards, enrolments and subscriptions of a batch (`spec/associate.md` §6 rows 1, 19 and 20).
class BenefitsTest {
    private final World world = new World()
            .company("HQ", Fleet.NORFLEET)
            .set(Setup.of(
                    Settings.DEFAULTS,
                    List.of(Setup.MILES, Setup.EXTRA),
                    List.of(Setup.FUEL, Setup.PARTNER, Setup.WELCOME)))
            .people("ana", "bo")
            .card(Setup.PARTNER, "P-1", "ana")
            .enrolledIn("ana", Setup.MILES);

    private static UnaryOperator<PersonDraft> card(String series, String number) {
        return draft -> DraftBuilder.like(draft)
                .cards(new CardWish(cardAt(draft), null, series, number, null, null, Fields.NONE))
                .build();
    }

    private static Pointer cardAt(PersonDraft draft) {
        return draft.at().child("card");
    }

    private static UnaryOperator<PersonDraft> enrolment(long program, long points) {
        return draft -> DraftBuilder.like(draft)
                .enrolments(new EnrolmentWish(draft.at().child("enrolment"), program, null, points, null, null))
                .build();
    }

    private static List<String> cards(Plan plan) {
        return plan.cards().stream()
                .map(granted -> granted.person() + " " + what(granted.grant()))
                .toList();
    }

    private static String what(CardGrant grant) {
        return switch (grant) {
            case CardGrant.Draw draw -> draw.series().code();
            case CardGrant.Create create -> create.number();
            case CardGrant.Link link -> link.card().number();
        };
    }

    private static List<String> enrolments(Plan plan) {
        return plan.enrolments().stream()
                .map(granted -> granted.person() + " in " + granted.enrolment().programId() + " with "
                        + granted.enrolment().points())
                .toList();
    }

    @Test
    void everybodyNewGetsACardAndTheDefaultProgrammeParentAndChildrenIncluded() {
        Plan plan =
                world.post(item("di").in("NORFLEET").as("DEPOT_MGR").with("cy").under("ed"));

        assertThat(Told.of(plan)).containsExactly("ok [ok]");
        assertThat(cards(plan)).hasSize(3).allMatch(card -> card.endsWith(" WELCOME"));
        assertThat(enrolments(plan)).containsExactlyInAnyOrder("0 in 71 with 0", "1 in 71 with 0", "2 in 71 with 0");
    }

    @Test
    void whoBringsACardGetsNoOtherOne() {
        assertThat(cards(world.post(item("cy").amended(card("PARTNER", "P-2")))))
                .containsExactly("0 P-2");
    }

    @Test
    void whoHasNoLoyaltyGetsNothing() {
        Plan plan = world.post(item("cy")
                .amended(draft -> DraftBuilder.like(draft).loyalty(false).build()));

        assertThat(cards(plan)).isEmpty();
        assertThat(enrolments(plan)).isEmpty();
    }

    @Test
    void somebodyElsesCardFailsTheItemAndWhoeverLeansOnIt() {
        Plan plan = world.post(
                item("di").in("NORFLEET").as("DEPOT_MGR").amended(card("PARTNER", "P-1")),
                item("cy").in("NORFLEET").as("DRIVER").under("di"),
                item("ed"));

        assertThat(Told.of(plan)).first().isEqualTo("3009 /0/card/value");
        assertThat(Told.of(plan).get(1)).startsWith("1625");
        assertThat(Told.of(plan).get(2)).isEqualTo("ok");
        assertThat(cards(plan)).singleElement().asString().endsWith(" WELCOME");
    }

    @Test
    void ofTwoNewcomersWithOneNumberTheFirstHasIt() {
        Plan plan = world.post(
                item("cy").amended(card("PARTNER", "P-2")), item("di").amended(card("PARTNER", "P-2")));

        assertThat(Told.of(plan)).containsExactly("ok", "3009 /1/card/value");
    }

    @Test
    void anItemThatIsRefusedTakesNobodysTurn() {
        Plan plan = world.post(
                item("cy").in("NORFLEET").as("NO_ROLE"),
                item("di").amended(card("PARTNER", "P-2")),
                item("cy").amended(card("PARTNER", "P-2")));

        assertThat(Told.firstCodes(plan)).containsExactly(List.of(1615), List.of(0), List.of(3009));
    }

    @Test
    void theNumberThatANewcomerHasGotIsSomebodyElsesToWhoeverIsRegistered() {
        Plan plan = world.post(
                item("cy").amended(card("PARTNER", "P-2")),
                item("bo").in("NORFLEET").as("DRIVER").amended(card("PARTNER", "P-2")));

        assertThat(Told.of(plan)).containsExactly("ok", "3009 /1/card/value");
    }

    @Test
    void ofAPersonNamedByItems1And10TheItemWithTheCardFails() {
        ItemBuilder[] items = new ItemBuilder[11];
        Arrays.setAll(items, i -> item("n" + i));
        items[1] = item("cy").in("NORFLEET").as("DEPOT_MGR");
        items[10] = item("cy").in("NORFLEET").as("DEPOT_MGR").amended(card("PARTNER", "P-1"));

        Plan plan = world.post(items);

        assertThat(Told.of(plan).get(1)).isEqualTo("ok");
        assertThat(Told.of(plan).get(10)).isEqualTo("3009 /10/card/value");
    }

    @Test
    void theNumberOfAFailedItemIsFreeForTheNext() {
        Plan plan = world.post(
                item("cy").in("NORFLEET").as("NO_ROLE").amended(card("PARTNER", "P-2")),
                item("di").amended(card("PARTNER", "P-2")));

        assertThat(Told.of(plan)).last().isEqualTo("ok");
        assertThat(cards(plan)).singleElement().asString().endsWith(" P-2");
    }

    @Test
    void anUnknownSeriesIsAWarningAndAnErrorOfAStrictCall() {
        ItemBuilder item = item("cy").amended(card("NO_SERIES", null));

        Plan lenient = world.post(item);
        Plan strict = world.plan(new Batch(
                Operation.ASSOCIATE,
                new Options(Atomicity.ITEM, false, true, false, false, false),
                ItemBuilder.items(List.of(item))));

        assertThat(Told.of(lenient)).containsExactly("ok");
        assertThat(Told.warnings(lenient, 0)).startsWith("3004 /0/card");
        assertThat(cards(lenient)).containsExactly("0 WELCOME");
        assertThat(Told.of(strict)).singleElement().asString().startsWith("3004 /0/card");
        assertThat(cards(strict)).isEmpty();
    }

    @Test
    void aCardAloneRecognisesItsHolder() {
        Plan plan = world.post(
                item("").amended(card("PARTNER", "P-1")).in("NORFLEET").as("DRIVER"));

        assertThat(Told.of(plan)).containsExactly("ok");
        assertThat(world.after(plan).places()).containsExactly("ana: DRIVER");
        assertThat(cards(plan)).isEmpty();
    }

    @Test
    void somebodyRegisteredKeepsTheCardsThereAre() {
        Plan plan = world.put(item("ana").amended(card("FUEL", null)));

        assertThat(Told.of(plan)).containsExactly("ok");
        assertThat(Told.warnings(plan, 0)).isEqualTo("91006 /0/card");
        assertThat(cards(plan)).isEmpty();
    }

    @Test
    void sendingARegistrationAgainIssuesNoSecondCard() {
        Plan plan = world.post(
                item("ana").in("NORFLEET").as("DRIVER").amended(card("PARTNER", "P-1")),
                item("bo").in("NORFLEET").as("DRIVER").amended(card("FUEL", null)));

        assertThat(Told.of(plan)).containsExactly("ok", "ok");
        assertThat(cards(plan)).isEmpty();
    }

    @Test
    void anotherProgrammeIsJoinedOnceAndAKnownOneStaysAsItIs() {
        assertThat(enrolments(world.put(item("ana").amended(enrolment(72, 5))))).containsExactly("0 in 72 with 5");

        Plan again = world.put(item("ana").amended(enrolment(71, 5)));
        assertThat(enrolments(again)).isEmpty();
        assertThat(Told.warnings(again, 0)).isEqualTo("1697 /0/enrolment");
    }

    @Test
    void onRequestNewcomersJoinEveryProgramme() {
        Options every = new Options(Atomicity.ITEM, false, false, false, true, false);

        Plan plan = world.plan(new Batch(Operation.ASSOCIATE, every, ItemBuilder.items(List.of(item("cy")))));

        assertThat(enrolments(plan)).containsExactlyInAnyOrder("0 in 71 with 0", "0 in 72 with 0");
    }

    @Test
    void nothingIsGivenToAnybodyOfABatchThatIsUndone() {
        Plan plan = world.plan(
                Operation.ASSOCIATE,
                Atomicity.BATCH,
                item("cy").amended(enrolment(72, 5)),
                item("di").in("NORFLEET").as("NO_ROLE"));

        assertThat(cards(plan)).isEmpty();
        assertThat(enrolments(plan)).isEmpty();
        assertThat(plan.subscriptions()).isEmpty();
    }

    @Test
    void subscriptionsAreTakenOfNewcomersAndOfUpdates() {
        Subscription bulk = new Subscription(new ProfileKey("INSTORE", ""), "mobile", Priority.BULK, true);
        UnaryOperator<PersonDraft> subscribed =
                draft -> DraftBuilder.like(draft).subscriptions(bulk).build();

        assertThat(world.post(item("cy").amended(subscribed)).subscriptions()).hasSize(1);
        assertThat(world.put(item("ana").amended(subscribed)).subscriptions()).hasSize(1);
        assertThat(world.post(item("ana").in("NORFLEET").as("DRIVER").amended(subscribed))
                        .subscriptions())
                .isEmpty();
    }
}
