package io.guildhall.association.domain;

import static io.guildhall.association.domain.Fleet.TINY;
import static io.guildhall.association.domain.ItemBuilder.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.association.domain.Plan.Result;
import org.junit.jupiter.api.Test;

/// How many children a parent takes (`spec/associate.md` §6 rows 8 and 14).
class CapacityTest {
    private static final String PARENT = "/associationDetails/parentCustomer";

    private final World world = new World()
            .company("CO", TINY)
            .linked("boss", TINY, "BOSS", "CO")
            .linked("c1", TINY, "CREW", "CO", "boss")
            .linked("boss2", TINY, "BOSS", "CO");

    private static ItemBuilder crew(String person, String parent) {
        return item(person).in("TINY").as("CREW").under(parent);
    }

    @Test
    void placesAreGivenInArrayOrderUntilTheParentIsFull() {
        Plan plan = world.post(crew("x", "boss"), crew("y", "boss"), crew("z", "boss"));

        assertThat(Told.of(plan)).containsExactly("ok", "1618 /1" + PARENT, "1618 /2" + PARENT);
        Result.Refused refused = (Result.Refused) plan.outcomes().get(1).self();
        assertThat(refused.errors().getFirst().arguments()).containsExactly("BOSS", "2");
        assertThat(plan.links())
                .singleElement()
                .satisfies(link -> assertThat(link.parentCap()).isEqualTo(2));
    }

    @Test
    void theChildBeyondTheCapFailsAloneAndTheItemStands() {
        Plan plan = world.post(
                item("boss").in("TINY").as("BOSS").with("c1", "x", "y"),
                item("new").in("TINY").as("CREW").with("h1", "h2", "h3", "h4"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "ok [ok, ok, 1618 /0/associationDetails/childCustomers/2]",
                        "ok [ok, ok, ok, 1618 /1/associationDetails/childCustomers/3]");
        assertThat(world.after(plan).registered()).doesNotContain("y", "h4");
    }

    @Test
    void theSameChildTakesOnePlaceHoweverOftenItIsNamed() {
        Plan plan = world.post(
                crew("x", "boss"), item("boss").in("TINY").as("BOSS").with("x", "c1", "x"), crew("x", "boss"));

        assertThat(Told.of(plan)).containsExactly("ok", "ok [ok, ok, ok]", "ok");
    }

    @Test
    void whoeverFailsTakesNoPlace() {
        Plan plan = world.post(
                item("x").in("TINY").as("CREW").under("boss").of("NONE"), crew("y", "boss"), crew("z", "boss"));

        assertThat(Told.of(plan))
                .containsExactly("1704 /0/associationDetails/fleetCompany/externalId", "ok", "1618 /2" + PARENT);
    }

    @Test
    void aMoveFreesAPlaceForThoseAfterIt() {
        world.linked("c2", TINY, "CREW", "CO", "boss");

        Plan after = world.put(
                crew("c1", "boss2"), item("boss").in("TINY").as("BOSS").with("boss2"));
        assertThat(Told.of(after).getFirst()).isEqualTo("ok");

        world.linked("free", TINY, "CREW", "CO");
        assertThat(Told.of(world.put(crew("c1", "boss2"), crew("free", "boss"))))
                .containsExactly("ok", "ok");
        assertThat(Told.of(world.put(crew("free", "boss"), crew("c1", "boss2"))))
                .containsExactly("1618 /0" + PARENT, "ok");
    }

    @Test
    void aMoveIntoAFullParentFailsAndTheOldLinkStays() {
        world.linked("c2", TINY, "CREW", "CO", "boss").linked("c3", TINY, "CREW", "CO", "boss2");

        Plan plan = world.put(crew("c3", "boss"));

        assertThat(Told.of(plan)).containsExactly("1618 /0" + PARENT);
        assertThat(world.after(plan).places()).isEqualTo(world.places());
    }

    @Test
    void roomThatNobodyHasLeftIsNobodysWhenTheParentIsFullOfItself() {
        world.with(Fleet.hierarchy(8, "NONE", "", "T>L:0", "L"));

        Plan plan = world.post(
                item("x").in("NONE").as("L").under("new"),
                item("t").in("NONE").as("T").with("y"));

        assertThat(Told.of(plan))
                .containsExactly("1618 /0" + PARENT, "ok [1618 /1/associationDetails/childCustomers/0]");
        assertThat(world.after(plan).registered()).doesNotContain("new", "x", "y");
    }

    @Test
    void whoeverLeansOnSomebodyWithoutAPlaceFailsToo() {
        Plan plan = world.post(
                crew("x", "boss"),
                crew("y", "boss").with("h1"),
                item("h2").in("TINY").as("HAND").under("y"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "ok",
                        "1618 /1" + PARENT + " [1685 /1/associationDetails/childCustomers/0]",
                        "1625 /2" + PARENT);
    }
}
