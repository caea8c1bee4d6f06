package io.guildhall.association.domain;

import static io.guildhall.association.domain.Fleet.NORFLEET;
import static io.guildhall.association.domain.Fleet.TINY;
import static io.guildhall.association.domain.ItemBuilder.item;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What stands or falls together (`spec/associate.md` §5, `decisions.md` 14, 15 and 17).
class AtomicityTest {
    private final World world =
            new World().company("HQ", NORFLEET).company("CO", TINY).linked("boss", TINY, "BOSS", "CO");

    private Plan plan(Atomicity atomicity, ItemBuilder... items) {
        return world.plan(Operation.ASSOCIATE, atomicity, items);
    }

    private static ItemBuilder manager(String person) {
        return item(person).in("NORFLEET").as("DEPOT_MGR");
    }

    @Test
    void aFailingChildUndoesNobodyByDefault() {
        Plan plan = plan(Atomicity.ITEM, manager("m").with("x", "!bad"));

        assertThat(Told.of(plan)).containsExactly("ok [ok, 8017 /0/associationDetails/childCustomers/1/profiles/0]");
        assertThat(world.after(plan).places()).contains("m: DEPOT_MGR", "x: DRIVER under m");
    }

    @Test
    void anItemFallsWithItsParentAndCompany() {
        Plan plan = plan(
                Atomicity.ITEM,
                item("x").in("NORFLEET").as("DRIVER").under("!bad").creating("NEW", "NORFLEET"),
                item("y").in("NORFLEET").as("NO_ROLE").under("p").with("z"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "8017 /0/associationDetails/parentCustomer/profiles/0",
                        "1615 /1/associationDetails/roleCode [1685 /1/associationDetails/childCustomers/0]");
        assertThat(plan.companies()).isEmpty();
        assertThat(world.after(plan).registered()).isEqualTo(world.registered());
    }

    @Test
    void aFailingChildUndoesItsWholeTreeAndNoOther() {
        Plan plan = plan(
                Atomicity.TREE,
                manager("m").with("x", "!bad", "y").creating("NEW", "NORFLEET"),
                manager("m2").with("z"),
                item("lean").in("NORFLEET").as("DRIVER").under("m"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "1685 /0 [1685 /0/associationDetails/childCustomers/0, "
                                + "8017 /0/associationDetails/childCustomers/1/profiles/0, "
                                + "1685 /0/associationDetails/childCustomers/2]",
                        "ok [ok]",
                        "1625 /2/associationDetails/parentCustomer");
        assertThat(world.after(plan).places())
                .containsExactly("boss: BOSS of CO", "m2: DEPOT_MGR", "z: DRIVER under m2");
        assertThat(plan.companies()).isEmpty();
    }

    @Test
    void aTreeThatIsUndoneTakesTheTreesThatLeanOnItAlong() {
        Plan plan = plan(
                Atomicity.TREE,
                item("top").in("NORFLEET").as("FLEET_OWNER").with("m"),
                manager("m").with("x", "!bad"),
                item("y").in("NORFLEET").as("FLEET_OWNER").with("z"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "1685 /0 [1625 /0/associationDetails/childCustomers/0]",
                        "1685 /1 [1685 /1/associationDetails/childCustomers/0, "
                                + "8017 /1/associationDetails/childCustomers/1/profiles/0]",
                        "ok [ok]");
    }

    @Test
    void oneFailingItemUndoesTheWholeBatch() {
        Plan plan = plan(
                Atomicity.BATCH,
                manager("m").with("x").creating("NEW", "NORFLEET"),
                item("y").in("NORFLEET").as("NO_ROLE"),
                item("z"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "1685 /0 [1685 /0/associationDetails/childCustomers/0]",
                        "1615 /1/associationDetails/roleCode",
                        "1685 /2");
        assertNothingIsDone(plan);
    }

    private void assertNothingIsDone(Plan plan) {
        assertThat(plan.companies()).isEmpty();
        assertThat(plan.links()).isEmpty();
        assertThat(world.after(plan).registered()).isEqualTo(world.registered());
    }

    @Test
    void oneFailingChildUndoesTheWholeBatchToo() {
        Plan plan = plan(Atomicity.BATCH, item("z"), manager("m").with("!bad"));

        assertThat(Told.of(plan))
                .containsExactly("1685 /0", "1685 /1 [8017 /1/associationDetails/childCustomers/0/profiles/0]");
        assertNothingIsDone(plan);
    }

    @Test
    void aBatchWithoutFaultStands() {
        assertThat(Told.of(plan(Atomicity.BATCH, manager("m").with("x"), item("z"))))
                .containsExactly("ok [ok]", "ok");
        assertThat(Told.of(plan(Atomicity.TREE, manager("m").with("x"), item("z"))))
                .containsExactly("ok [ok]", "ok");
    }

    @Test
    void aTreeThatIsUndoneGivesItsPlacesBack() {
        Plan plan = plan(
                Atomicity.TREE,
                item("boss").in("TINY").as("BOSS").with("x", "y", "!bad"),
                item("z").in("TINY").as("CREW").under("boss2"),
                item("boss2").in("TINY").as("BOSS"));

        assertThat(Told.of(plan).subList(1, 3)).containsExactly("ok", "ok");
        assertThat(world.after(plan).places()).doesNotContain("x: CREW of CO under boss");
    }
}
