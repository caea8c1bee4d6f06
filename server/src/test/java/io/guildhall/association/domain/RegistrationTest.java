package io.guildhall.association.domain;

import static io.guildhall.association.domain.Fleet.NORFLEET;
import static io.guildhall.association.domain.ItemBuilder.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.association.domain.Plan.Result;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is registered and recognised (`spec/associate.md` §6 rows 1, 2, 16 and 21, `decisions.md` 1, 6, 7, 30 and 42).
class RegistrationTest {
    private final World world = new World().company("HQ", NORFLEET).people("ana+a2", "bo");

    @Test
    void somebodyNewIsRegistered() {
        Plan plan = world.post(item("cy"), item("di").in("NORFLEET").as("DRIVER"));

        assertThat(Told.of(plan)).containsExactly("ok", "ok");
        assertThat(world.after(plan).registered()).containsExactly("a2", "bo", "cy", "di");
        assertThat(world.after(plan).places()).containsExactly("di: DRIVER");
        assertThat(Told.warnings(plan, 0)).isEmpty();
    }

    @Test
    void somebodyRegisteredIsRefusedWithoutLinkAndNamedById() {
        Plan plan = world.post(item("ana"));

        assertThat(Told.of(plan)).containsExactly("8006 /0");
        Result.Refused refused = (Result.Refused) plan.outcomes().getFirst().self();
        assertThat(refused.errors().getFirst().arguments()).containsExactly(Long.toString(world.id("ana")));
    }

    @Test
    void somebodyRegisteredIsLinkedAsTheyAre() {
        Plan plan = world.post(item("ana").in("NORFLEET").as("DRIVER"));

        assertThat(Told.of(plan)).containsExactly("ok");
        assertThat(Told.warnings(plan, 0)).isEqualTo("8028 /0");
        assertThat(world.after(plan).customers).isEqualTo(world.customers);
        assertThat(world.after(plan).places()).containsExactly("a2: DRIVER");
    }

    @Test
    void aFurtherIdentifierOfSomebodyRegisteredIsNotStored() {
        Plan plan = world.post(item("ana+new").in("NORFLEET").as("DRIVER"));

        assertThat(Told.warnings(plan, 0)).isEqualTo("8028 /0 & 91006 /0/profiles/0/identifiers");
        assertThat(world.after(plan).customers).isEqualTo(world.customers);
    }

    @Test
    void aRegisteredChildIsLinkedAsItIs() {
        Plan plan = world.post(item("cy").in("NORFLEET").as("DEPOT_MGR").with("bo"));

        assertThat(Told.of(plan)).containsExactly("ok [ok]");
        assertThat(Told.warningsOfChild(plan, 0, 0)).isEqualTo("8028 /0/associationDetails/childCustomers/0");
    }

    @Test
    void identifiersOfTwoPeopleAreRefusedAndShowBothProfiles() {
        Plan plan = world.post(item("ana+bo").in("NORFLEET").as("DRIVER"), item("ana+bo"));

        assertThat(Told.of(plan)).containsExactly("8052 /0", "8052 /1");
        assertThat(plan.outcomes().getFirst().self().conflicting())
                .extracting(Match::customerId)
                .containsExactlyInAnyOrder(world.id("ana"), world.id("bo"));
    }

    @Test
    void identifiersOfTwoPeopleAreToldApartBySourceOnUpdate() {
        world.people("web@WEBSITE");

        Plan within = world.put(item("ana+bo"));
        Plan across = world.plan(new Batch(
                Operation.UPDATE,
                Batch.Options.of(Atomicity.ITEM).acrossAllSources(),
                ItemBuilder.items(List.of(item("ana+web"), item("ana+bo")))));

        assertThat(Told.of(within)).containsExactly("8008 /0");
        assertThat(Told.of(across)).containsExactly("8053 /0", "8008 /1");
    }

    @Test
    void anUpdateAcrossSourcesFindsThePersonWhereverKnown() {
        world.people("web@WEBSITE");
        Batch batch = new Batch(
                Operation.UPDATE,
                Batch.Options.of(Atomicity.ITEM).acrossAllSources(),
                ItemBuilder.items(List.of(item("web"))));

        assertThat(Told.of(world.plan(batch))).containsExactly("ok");
        assertThat(Told.of(world.put(item("web")))).containsExactly("8009 /0");
        assertThat(Told.of(world.put(item("web@ALL")))).containsExactly("ok");
    }

    @Test
    void somebodyKnownOnlyInAnotherSourceIsANewPersonThatNamesTheOtherProfile() {
        Plan plan = world.post(item("ana@WEBSITE"), item("bo"));

        assertThat(Told.of(plan)).containsExactly("ok", "8006 /1");
        assertThat(world.after(plan).customers).hasSize(3);
        assertThat(plan.outcomes().getFirst().self().conflicting())
                .singleElement()
                .extracting(Match::customerId)
                .isEqualTo(world.id("ana"));
        assertThat(plan.outcomes().get(1).self().conflicting()).isEmpty();
    }

    @Test
    void anUpdateNeverRegistersAnybody() {
        Plan plan = world.put(
                item("cy"),
                item("ana").in("NORFLEET").as("DEPOT_MGR").of("HQ").with("di", "bo"),
                item("bo").in("NORFLEET").as("DRIVER").under("ed"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "8009 /0",
                        "ok [8009 /1/associationDetails/childCustomers/0, "
                                + "1625 /1/associationDetails/childCustomers/1]",
                        "1625 /2/associationDetails/parentCustomer");
        assertThat(world.after(plan).registered()).isEqualTo(world.registered());
    }

    @Test
    void furtherIdentifiersOnUpdateOnlyWarn() {
        Plan plan = world.put(item("ana+a2+new"));

        assertThat(Told.warnings(plan, 0))
                .isEqualTo("8070 /0/profiles/0/identifiers & 91006 /0/profiles/0/identifiers");
    }

    @Test
    void aChildOnUpdateIsOnlyLookedUp() {
        Plan plan = world.put(item("bo").in("NORFLEET").as("DEPOT_MGR").with("ana+a2+new"));

        assertThat(Told.of(plan)).containsExactly("ok [ok]");
        assertThat(Told.warningsOfChild(plan, 0, 0)).isEmpty();
    }

    @Test
    void anUpdateChangesWhatWasSentAndNothingElse() {
        Plan plan = world.put(item("ana").amended(draft -> referred(draft, "R1")), item("bo"));

        World after = world.after(plan);
        assertThat(after.customers.get(world.id("ana")).referralCode()).isEqualTo("R1");
        assertThat(after.customers.get(world.id("bo"))).isEqualTo(world.customers.get(world.id("bo")));
    }

    private static PersonDraft referred(PersonDraft draft, String code) {
        return DraftBuilder.like(draft).referralCode(code).build();
    }

    @Test
    void loyaltyCannotEnd() {
        Plan plan = world.put(item("ana").amended(draft -> loyal(draft, false)));

        assertThat(Told.of(plan)).containsExactly("8018 /0/loyaltyInfo/loyaltyType");
        assertThat(Told.of(world.put(item("ana").amended(draft -> loyal(draft, true)))))
                .containsExactly("ok");
    }

    private static PersonDraft loyal(PersonDraft draft, boolean loyalty) {
        return DraftBuilder.like(draft).loyalty(loyalty).build();
    }

    @Test
    void theSamePersonNamedSeveralTimesIsOnePerson() {
        Plan plan = world.post(
                item("cy"),
                item("cy+c2").in("NORFLEET").as("DRIVER"),
                item("c2").in("NORFLEET").as("DRIVER").under("di"),
                item("di").in("NORFLEET").as("DEPOT_MGR").with("cy", "c2"));

        assertThat(Told.of(plan)).containsExactly("ok", "ok", "ok", "ok [ok, ok]");
        assertThat(world.after(plan).registered()).containsExactly("a2", "bo", "c2", "di");
        assertThat(world.after(plan).places()).containsExactly("c2: DRIVER under di", "di: DEPOT_MGR");
        assertThat(Told.done(plan, 0).person()).isEqualTo(Told.done(plan, 2).person());
        assertThat(plan.links()).hasSize(2);
    }

    @Test
    void peopleAreBroughtTogetherThroughMentionsInBetween() {
        Plan plan = world.post(item("p1"), item("p3"), item("p2+p3"), item("p1+p2"));

        assertThat(world.after(plan).registered()).containsExactly("a2", "bo", "p1");
        assertThat(world.after(plan).customers.get(world.after(plan).id("p1")).allIdentifiers())
                .hasSize(3);
    }

    @Test
    void whatTheItemSaysWeighsMoreThanWhatIsSaidOfAChildOrParent() {
        Plan plan = world.post(
                item("boss").in("NORFLEET").as("DEPOT_MGR").with("x1+cy"),
                item("kid").in("NORFLEET").as("DRIVER").under("y1+boss"),
                item("cy+z1").in("NORFLEET").as("DRIVER"));

        World after = world.after(plan);
        assertThat(after.customers.get(after.id("cy")).profiles().getFirst().firstName())
                .isEqualTo("cy");
        assertThat(after.customers.get(after.id("boss")).profiles().getFirst().firstName())
                .isEqualTo("boss");
        assertThat(after.customers.get(after.id("boss")).allIdentifiers()).hasSize(2);
    }

    @Test
    void mandatoryFieldsBindTheItemAndRemindTheOthers() {
        Problem missing = Problem.of(ErrorCode.FIELD_MISSING, Pointer.ROOT.child("shift"), "shift");

        Plan refused = world.post(item("cy").amended(draft -> lacking(draft, missing)));
        Plan reminded = world.post(
                item("cy").in("NORFLEET").as("DRIVER").under("di").parentAmended(draft -> lacking(draft, missing)));
        Plan known = world.post(item("ana").in("NORFLEET").as("DRIVER").amended(draft -> lacking(draft, missing)));

        assertThat(Told.of(refused)).containsExactly("1693 /shift");
        assertThat(Told.of(reminded)).containsExactly("ok");
        assertThat(Told.warnings(reminded, 0)).isEqualTo("1693 /shift");
        assertThat(Told.of(known)).containsExactly("ok");
    }

    private static PersonDraft lacking(PersonDraft draft, Problem missing) {
        return DraftBuilder.like(draft).missing(missing).build();
    }
}
