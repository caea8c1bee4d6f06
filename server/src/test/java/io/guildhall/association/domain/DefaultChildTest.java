package io.guildhall.association.domain;

import static io.guildhall.association.domain.Fleet.NORFLEET;
import static io.guildhall.association.domain.ItemBuilder.item;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// One default child per parent (`spec/associate.md` §6 row 24, `decisions.md` 16 and 20).
class DefaultChildTest {
    private static final String CHILDREN = "/0/associationDetails/childCustomers";

    private final World world = new World()
            .company("HQ", NORFLEET)
            .linked("boss", NORFLEET, "DEPOT_MGR", "HQ")
            .linked("old", NORFLEET, "DRIVER", "HQ", "boss")
            .linked("kid", NORFLEET, "DRIVER", "HQ", "boss")
            .linked("boss2", NORFLEET, "DEPOT_MGR", "HQ")
            .defaultChild("old");

    private static ItemBuilder manager(String person) {
        return item(person).in("NORFLEET").as("DEPOT_MGR");
    }

    @Test
    void aNewChildIsMarked() {
        Plan plan = world.post(manager("boss2").withDefault("x", true).with("y"));

        assertThat(world.after(plan).places()).contains("x: DRIVER of HQ under boss2 *", "y: DRIVER of HQ under boss2");
    }

    @Test
    void twoOfOneItemFailTheItem() {
        Plan plan = world.post(manager("boss2").withDefault("x", true).withDefault("y", true));

        assertThat(Told.of(plan))
                .containsExactly("1648 " + CHILDREN + " [1685 " + CHILDREN + "/0, 1685 " + CHILDREN + "/1]");
    }

    @Test
    void theSameChildMarkedTwiceIsOne() {
        Plan plan = world.post(manager("boss2").withDefault("x", true).withDefault("x", true));

        assertThat(Told.of(plan)).containsExactly("ok [ok, ok]");
        assertThat(Told.of(world.post(manager("boss2").withDefault("x+x2", true).withDefault("x2", true))))
                .containsExactly("ok [ok, ok]");
    }

    @Test
    void twoItemsOfOneParentCannotMarkTwo() {
        Plan plan = world.post(
                manager("boss2").withDefault("x", true),
                manager("boss2").withDefault("y", true).with("z"));

        assertThat(Told.of(plan).getFirst()).isEqualTo("ok [ok]");
        assertThat(Told.of(plan).get(1))
                .isEqualTo(
                        "1648 /1/associationDetails/childCustomers/0/defaultChild"
                                + " [1685 /1/associationDetails/childCustomers/0, 1685 /1/associationDetails/childCustomers/1]");
    }

    @Test
    void onlyTheItemThatMarksTheSecondOneFails() {
        Plan plan = world.post(
                manager("boss2").withDefault("x", true),
                item("y").in("NORFLEET").as("DRIVER").under("boss2"),
                manager("boss2").withDefault("y", true));

        assertThat(Told.of(plan)).startsWith("ok [ok]", "ok");
        assertThat(Told.of(plan).get(2)).startsWith("1648 ");
    }

    @Test
    void aStoredDefaultChildIsNotPushedAside() {
        String refused = "1648 " + CHILDREN + "/0/defaultChild [1685 " + CHILDREN + "/0]";

        assertThat(Told.of(world.post(manager("boss").withDefault("x", true)))).containsExactly(refused);
        assertThat(Told.of(world.put(manager("boss").withDefault("kid", true)))).containsExactly(refused);
        assertThat(Told.of(world.post(manager("boss").withDefault("old", true))))
                .containsExactly("ok [ok]");
    }

    @Test
    void itMakesRoomWhenUpdateTellsItTo() {
        Plan plan = world.put(manager("boss").withDefault("kid", true).withDefault("old", false));

        assertThat(Told.of(plan)).containsExactly("ok [ok, ok]");
        assertThat(world.after(plan).places())
                .contains("kid: DRIVER of HQ under boss *", "old: DRIVER of HQ under boss");
        assertThat(Told.of(world.post(manager("boss").withDefault("x", true).withDefault("old", false))))
                .first()
                .asString()
                .startsWith("1648 " + CHILDREN + "/0/defaultChild");
    }

    @Test
    void itMakesNoRoomWhenItsOwnItemFails() {
        Plan plan = world.put(
                manager("boss").withDefault("kid", true).withDefault("old", false),
                item("old").in("NORFLEET").as("DEPOT_MGR"));

        assertThat(Told.of(plan).getFirst()).startsWith("1648 " + CHILDREN + "/0/defaultChild");
        assertThat(world.after(plan).places()).isEqualTo(world.places());
    }

    @Test
    void itMakesNoRoomWhenItIsToldTwoThings() {
        Plan plan = world.put(
                manager("boss").withDefault("old", true).withDefault("old", false),
                manager("boss").withDefault("old", false).withDefault("kid", true));

        assertThat(Told.of(plan).getFirst()).isEqualTo("ok [ok, ok]");
        assertThat(Told.of(plan).get(1)).startsWith("1648 /1/associationDetails/childCustomers/1/defaultChild");
    }

    @Test
    void itMayMoveAwayInTheSameCall() {
        Plan plan = world.put(
                manager("boss").withDefault("kid", true).withDefault("old", false),
                item("kid").in("NORFLEET").as("DRIVER"));
        assertThat(Told.of(plan)).containsExactly("ok [ok, ok]", "ok");

        Plan moved = world.put(manager("boss2").withDefault("old", true));
        assertThat(world.after(moved).places())
                .contains("old: DRIVER of HQ under boss2 *", "kid: DRIVER of HQ under boss");
    }

    @Test
    void whoeverMovesWithoutSayingSoIsNobodysDefault() {
        Plan plan = world.put(item("old").in("NORFLEET").as("DRIVER").under("boss2"));

        assertThat(world.after(plan).places()).contains("old: DRIVER of HQ under boss2");
    }

    @Test
    void repeatingAMarkChangesNothing() {
        assertThat(world.post(manager("boss").withDefault("old", true)).links()).isEmpty();
        assertThat(world.post(manager("boss").with("old")).links()).isEmpty();
        assertThat(world.put(item("old").in("NORFLEET").as("DRIVER").under("boss"))
                        .links())
                .isEmpty();
    }
}
