package io.guildhall.association.domain;

import static io.guildhall.association.domain.Fleet.NORFLEET;
import static io.guildhall.association.domain.Fleet.TINY;
import static io.guildhall.association.domain.ItemBuilder.item;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Where two steps of `spec/associate.md` §7 would fail an item, the earlier one does.
class PrecedenceTest {
    private final World world = new World()
            .company("HQ", NORFLEET)
            .company("SHUTCO", NORFLEET)
            .company("CO", TINY)
            .linked("kid", NORFLEET, "DRIVER", "HQ")
            .linked("full", TINY, "BOSS", "CO")
            .linked("c1", TINY, "CREW", "CO", "full")
            .linked("c2", TINY, "CREW", "CO", "full")
            .people("ana", "bo")
            .close("SHUTCO");

    private int post(ItemBuilder item) {
        return Told.firstCodes(world.post(item)).getFirst().getFirst();
    }

    private int put(ItemBuilder item) {
        return Told.firstCodes(world.put(item)).getFirst().getFirst();
    }

    @Test
    void identifiersComeBeforeTheHierarchy() {
        assertThat(post(item("!").in("NONE").as("DRIVER"))).isEqualTo(8005);
        assertThat(post(item("x").under("!").in("NONE").as("DRIVER"))).isEqualTo(8005);
    }

    @Test
    void thatTheParentIsRefusedComesBeforeWhatTheParentStands() {
        World linked = new World()
                .company("HQ", NORFLEET)
                .company("OTHER", NORFLEET)
                .linked("top", NORFLEET, "GROUP_OWNER", "HQ")
                .linked("mid", NORFLEET, "FLEET_OWNER", "OTHER")
                .linked("low", NORFLEET, "FLEET_OWNER", "HQ")
                .linked("last", NORFLEET, "FLEET_OWNER", "HQ");

        Plan plan = linked.post(
                item("mid").in("NORFLEET").as("FLEET_OWNER").under("top"),
                item("low").in("NORFLEET").as("FLEET_OWNER").under("mid"),
                item("last").in("NORFLEET").as("FLEET_OWNER").under("low"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "1622 /0/associationDetails/parentCustomer",
                        "1625 /1/associationDetails/parentCustomer",
                        "1625 /2/associationDetails/parentCustomer");
    }

    @Test
    void theHierarchyComesBeforeTheRole() {
        assertThat(post(item("x").in("NONE").as("NO_ROLE"))).isEqualTo(1616);
        assertThat(post(item("x").in("").as(""))).isEqualTo(1613);
        assertThat(post(item("x").in("SHUT").as("NO_ROLE"))).isEqualTo(1610);
    }

    @Test
    void theRoleComesBeforeTheCompany() {
        assertThat(post(item("x").in("NORFLEET").as("").of("NONE"))).isEqualTo(1603);
        assertThat(post(item("x").in("NORFLEET").as("NO_ROLE").of(""))).isEqualTo(1615);
        assertThat(post(item("x")
                        .in("NORFLEET")
                        .as("DEPOT_MGR")
                        .childrenAs("BOSS")
                        .of("NONE")))
                .isEqualTo(1615);
    }

    @Test
    void theCompanyComesBeforeThePerson() {
        assertThat(put(item("x").in("NORFLEET").as("DRIVER").of("NONE"))).isEqualTo(1704);
        assertThat(put(item("x").in("NORFLEET").as("DRIVER").of("SHUTCO"))).isEqualTo(1705);
        assertThat(put(item("x").in("NORFLEET").as("DRIVER").of("CO"))).isEqualTo(1616);
        assertThat(put(item("x").in("NORFLEET").as("DRIVER").of(""))).isEqualTo(1707);
        assertThat(post(item("ana+bo").in("NORFLEET").as("DRIVER").of("SHUTCO")))
                .isEqualTo(1705);
        assertThat(post(item("ana+bo").in("NORFLEET").as("DRIVER").of("NONE"))).isEqualTo(1704);
    }

    @Test
    void aCompanyOfAnotherHierarchyIsAnotherCompanyToSomebodyWhoHasOne() {
        assertThat(put(item("kid").in("NORFLEET").as("DRIVER").of("CO"))).isEqualTo(1628);
    }

    @Test
    void theCompanyComesBeforeWhatCannotChange() {
        assertThat(put(item("kid").in("NORFLEET").as("DRIVER").of("NONE"))).isEqualTo(1704);
        assertThat(put(item("kid").in("NORFLEET").as("DEPOT_MGR").of("NONE"))).isEqualTo(1704);
    }

    @Test
    void theCompanyComesBeforeTheParent() {
        assertThat(post(item("x").in("NORFLEET").as("DRIVER").of("SHUTCO").under("ana")))
                .isEqualTo(1705);
        assertThat(post(item("x").in("NORFLEET").as("DRIVER").of("NONE").under("ana")))
                .isEqualTo(1704);
    }

    @Test
    void thePersonComesBeforeTheParent() {
        assertThat(put(item("x").in("NORFLEET").as("DRIVER").under("stranger"))).isEqualTo(8009);
        assertThat(post(item("ana+bo").in("NORFLEET").as("DRIVER").under("ana")))
                .isEqualTo(8052);
    }

    @Test
    void whatCannotChangeComesBeforeTheParent() {
        assertThat(put(item("kid").in("NORFLEET").as("DEPOT_MGR").under("stranger")))
                .isEqualTo(1627);
        assertThat(put(item("kid").in("TINY").as("HAND").under("stranger"))).isEqualTo(1626);
        assertThat(put(item("kid").in("NORFLEET").as("DRIVER").of("SHUTCO").under("stranger")))
                .isEqualTo(1628);
        assertThat(post(item("kid").in("NORFLEET").as("DEPOT_MGR").under("ana+bo")))
                .isEqualTo(1627);
    }

    @Test
    void hierarchyRoleAndCompanyAreComparedInThisOrder() {
        assertThat(put(item("kid").in("TINY").as("CREW").of("CO"))).isEqualTo(1626);
        assertThat(put(item("kid").in("NORFLEET").as("DEPOT_MGR").of("SHUTCO"))).isEqualTo(1627);
    }

    @Test
    void theParentComesBeforeItsRoom() {
        assertThat(post(item("x").in("TINY").as("HAND").under("full"))).isEqualTo(1617);
        assertThat(post(item("x").in("TINY").as("CREW").under("full").creating("NEW", "TINY")))
                .isEqualTo(1622);
        assertThat(post(item("x").in("TINY").as("CREW").under("full"))).isEqualTo(1618);
    }

    @Test
    void aParentIsLookedForThenItsHierarchyThenItsCompanyThenItsRole() {
        assertThat(post(item("x").in("NORFLEET").as("GROUP_OWNER").of("HQ").under("ana")))
                .isEqualTo(1625);
        assertThat(post(item("x").in("NORFLEET").as("GROUP_OWNER").of("HQ").under("full")))
                .isEqualTo(1626);
        world.company("HQ2", NORFLEET);
        assertThat(post(item("x").in("NORFLEET").as("GROUP_OWNER").of("HQ2").under("kid")))
                .isEqualTo(1622);
        assertThat(post(item("x").in("NORFLEET").as("GROUP_OWNER").of("HQ").under("kid")))
                .isEqualTo(1617);
    }

    @Test
    void aChildIsLookedAtInTheSameOrder() {
        Plan plan = world.put(item("full").in("TINY").as("BOSS").with("!", "stranger", "kid", "ana"));

        assertThat(Told.firstCodes(plan).getFirst()).containsExactly(0, 8005, 8009, 1626, 1618);
    }

    @Test
    void oneStepFailsAnItemOnce() {
        Plan plan = world.put(item("x").in("NORFLEET").as("NO_ROLE").under("stranger"), item("!ana"));

        assertThat(Told.of(plan)).containsExactly("1615 /0/associationDetails/roleCode", "8017 /1/profiles/0");
    }
}
