package io.guildhall.association.domain;

import static io.guildhall.association.domain.Fleet.NORFLEET;
import static io.guildhall.association.domain.Fleet.TINY;
import static io.guildhall.association.domain.Fleet.TWINTOP;
import static io.guildhall.association.domain.ItemBuilder.item;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Under whom somebody may stand (`spec/associate.md` §6 rows 3, 7, 9, 11 and 26, `decisions.md` 11, 15 and 37).
class ParentTest {
    private static final String PARENT = "/0/associationDetails/parentCustomer";
    private static final String CHILD = "/0/associationDetails/childCustomers/0";

    private final World world = new World()
            .company("HQ", NORFLEET)
            .company("SUB", NORFLEET, "HQ")
            .company("OTHER", NORFLEET)
            .company("TINYCO", TINY)
            .people("loner")
            .linked("boss", NORFLEET, "DEPOT_MGR", "HQ")
            .linked("kid", NORFLEET, "DRIVER", "HQ", "boss")
            .linked("crew", TINY, "CREW", "TINYCO");

    private String told(ItemBuilder... items) {
        return Told.of(world.post(items)).getFirst();
    }

    @Test
    void aParentWhoIsNotRegisteredComesAlong() {
        Plan plan = world.post(
                item("x").in("NORFLEET").as("DRIVER").under("new").of("HQ"),
                item("y").in("NORFLEET").as("DRIVER").under("new"));

        assertThat(Told.of(plan)).containsExactly("ok", "ok");
        assertThat(world.after(plan).places())
                .contains("new: DEPOT_MGR of HQ", "x: DRIVER of HQ under new", "y: DRIVER of HQ under new");
    }

    @Test
    void theCompanyOfAParentWhoComesAlongIsTheUpperOneInAnyOrder() {
        ItemBuilder below = item("x").in("NORFLEET").as("DRIVER").under("new").of("SUB");
        ItemBuilder above = item("y").in("NORFLEET").as("DRIVER").under("new").of("HQ");

        Plan plan = world.post(below, above);
        assertThat(Told.of(plan)).containsExactly("ok", "ok");
        assertThat(world.after(plan).places()).contains("new: DEPOT_MGR of HQ", "x: DRIVER of SUB under new");
        assertThat(Told.of(world.post(above, below))).containsExactly("ok", "ok");
    }

    @Test
    void childrenOfStrangeCompaniesDoNotShareAParentWhoComesAlong() {
        Plan plan = world.post(
                item("x").in("NORFLEET").as("DRIVER").under("new").of("SUB"),
                item("y").in("NORFLEET").as("DRIVER").under("new").of("OTHER"));

        assertThat(Told.of(plan)).containsExactly("ok", "1622 /1/associationDetails/parentCustomer");
    }

    @Test
    void theRoleOfAParentWhoComesAlongIsTheOneDirectlyAboveOrTheOneSent() {
        assertThat(told(item("x").in("TWINTOP").as("RIDER").under("new"))).isEqualTo("1683 " + PARENT);
        assertThat(told(item("x").in("TWINTOP").as("OWNER").under("new"))).isEqualTo("1617 " + PARENT);
        assertThat(told(item("x").in("TWINTOP").as("RIDER").under("new", "BOSS")))
                .isEqualTo("1615 " + PARENT + "/roleCode");
        assertThat(told(item("x").in("TWINTOP").as("OWNER").under("new", "PARTNER")))
                .isEqualTo("1617 " + PARENT + "/roleCode");
        assertThat(told(item("x").in("TWINTOP").as("RIDER").under("new", " "))).isEqualTo("1683 " + PARENT);

        Plan plan = world.post(
                item("x").in("TWINTOP").as("RIDER").under("new", "PARTNER"),
                item("y").in("NORFLEET").as("DRIVER").under("far", "GROUP_OWNER"));
        assertThat(world.after(plan).places()).contains("new: PARTNER", "far: GROUP_OWNER", "y: DRIVER under far");
    }

    @Test
    void twoItemsMustMeanTheSameRoleOfAParentWhoComesAlong() {
        Plan plan = world.post(
                item("x").in("NORFLEET").as("DRIVER").under("new"),
                item("y").in("NORFLEET").as("DEPOT_MGR").under("new"),
                item("z").in("TWINTOP").as("RIDER").under("new", "OWNER"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "ok", "1687 /1/associationDetails/parentCustomer", "1687 /2/associationDetails/parentCustomer");
    }

    @Test
    void theRoleOfARegisteredParentDoesNotChange() {
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").under("boss", "FLEET_OWNER")))
                .isEqualTo("1627 " + PARENT + "/roleCode");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").under("boss", "DEPOT_MGR")))
                .isEqualTo("ok");
    }

    @Test
    void theRoleOfAParentWithAnItemIsTheItems() {
        ItemBuilder parent = item("new").in("NORFLEET").as("DEPOT_MGR");

        assertThat(told(item("x").in("NORFLEET").as("DRIVER").under("new", "FLEET_OWNER"), parent))
                .isEqualTo("1687 " + PARENT + "/roleCode");
        assertThat(told(item("x").in("TWINTOP").as("RIDER").under("new"), parent))
                .isEqualTo("1626 " + PARENT);
    }

    @Test
    void aRegisteredParentMustStandInTheHierarchy() {
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").under("loner"))).isEqualTo("1625 " + PARENT);
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").under("crew"))).isEqualTo("1626 " + PARENT);
        assertThat(told(
                        item("x").in("NORFLEET").as("DRIVER").under("loner"),
                        item("loner").in("NORFLEET").as("DEPOT_MGR")))
                .isEqualTo("ok");
    }

    @Test
    void aParentWithAnItemButWithoutLinkIsNotMapped() {
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").under("new"), item("new")))
                .isEqualTo("ok");
        assertThat(Told.of(world.put(item("kid").in("NORFLEET").as("DRIVER").under("loner"), item("loner"))))
                .containsExactly("1625 " + PARENT, "ok");
    }

    @Test
    void rolesMustBeAdjacentUnlessTheyMayBeSkipped() {
        world.linked("tinyBoss", TINY, "BOSS", "TINYCO");

        assertThat(told(item("x").in("TINY").as("HAND").under("tinyBoss"))).isEqualTo("1617 " + PARENT);
        assertThat(told(item("x").in("TINY").as("BOSS").under("crew"))).isEqualTo("1617 " + PARENT);
        assertThat(told(item("tinyBoss")
                        .in("TINY")
                        .as("BOSS")
                        .childrenAs("HAND")
                        .with("x")))
                .startsWith("1617 /0/associationDetails/childRoleCode");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").under("new", "GROUP_OWNER")))
                .isEqualTo("ok");
        assertThat(told(item("x").in("NORFLEET").as("DEPOT_MGR").under("boss"))).isEqualTo("1617 " + PARENT);
        assertThat(told(item("x").in("NORFLEET").as("FLEET_OWNER").under("boss")))
                .isEqualTo("1617 " + PARENT);
    }

    @Test
    void aPersonStandsInTheParentsCompanyOrBelowIt() {
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").under("boss").of("OTHER")))
                .isEqualTo("1622 " + PARENT);
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").under("boss").of("SUB")))
                .isEqualTo("ok");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").under("boss").creating("NEW", "NORFLEET")))
                .isEqualTo("1622 " + PARENT);

        world.linked("subBoss", NORFLEET, "DEPOT_MGR", "SUB").linked("free", NORFLEET, "DEPOT_MGR", null);
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").under("subBoss").of("HQ")))
                .isEqualTo("1622 " + PARENT);
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").under("free").of("HQ")))
                .isEqualTo("ok");
        assertThat(told(
                        item("x").in("NORFLEET").as("DRIVER").under("y").creating("NEW", "NORFLEET"),
                        item("y").in("NORFLEET").as("DEPOT_MGR").creating("NEW2", "NORFLEET")))
                .isEqualTo("1622 " + PARENT);
    }

    @Test
    void aPersonWithoutCompanyTakesTheParents() {
        Plan plan = world.post(
                item("x").in("NORFLEET").as("DRIVER").under("boss"),
                item("y").in("NORFLEET").as("DRIVER").under("z"),
                item("z").in("NORFLEET").as("DEPOT_MGR").creating("NEW", "NORFLEET"));

        assertThat(world.after(plan).places())
                .contains("x: DRIVER of HQ under boss", "y: DRIVER of NEW under z", "z: DEPOT_MGR of NEW");
    }

    @Test
    void aChildTakesTheCompanyOfTheItemUnlessItsOwnItemKnowsBetter() {
        Plan plan = world.post(
                item("top").in("NORFLEET").as("DEPOT_MGR").of("HQ").with("x", "y"),
                item("y").in("NORFLEET").as("DRIVER").of("SUB"));

        assertThat(world.after(plan).places())
                .contains("x: DRIVER of HQ under top", "y: DRIVER of SUB under top", "top: DEPOT_MGR of HQ");
    }

    @Test
    void aRegisteredChildMustFitToo() {
        world.linked("stranger", NORFLEET, "DRIVER", "OTHER").linked("mate", NORFLEET, "DEPOT_MGR", "HQ");

        assertThat(told(item("boss").in("NORFLEET").as("DEPOT_MGR").with("stranger")))
                .isEqualTo("ok [1622 " + CHILD + "]");
        assertThat(told(item("boss").in("NORFLEET").as("DEPOT_MGR").with("mate")))
                .isEqualTo("ok [1627 " + CHILD + "]");
        assertThat(told(item("boss").in("NORFLEET").as("DEPOT_MGR").with("crew")))
                .isEqualTo("ok [1626 " + CHILD + "]");
        assertThat(told(item("boss").in("NORFLEET").as("DEPOT_MGR").with("!bad")))
                .isEqualTo("ok [8017 " + CHILD + "/profiles/0]");
    }

    @Test
    void somebodyLinkedElsewhereIsNotMovedByPost() {
        world.linked("boss2", NORFLEET, "DEPOT_MGR", "HQ").linked("free", NORFLEET, "DRIVER", "HQ");

        assertThat(told(item("kid").in("NORFLEET").as("DRIVER").under("boss2"))).isEqualTo("1680 /0");
        assertThat(told(item("kid").in("NORFLEET").as("DRIVER").under("new"))).isEqualTo("1680 /0");
        assertThat(told(item("boss2").in("NORFLEET").as("DEPOT_MGR").with("kid")))
                .isEqualTo("ok [1680 " + CHILD + "]");
        assertThat(told(item("free").in("NORFLEET").as("DRIVER").under("boss2")))
                .isEqualTo("ok");
    }

    @Test
    void whoeverLeansOnAFailingItemFailsWithIt() {
        Plan plan = world.post(
                item("c").in("NORFLEET").as("DRIVER").under("b"),
                item("b").in("NORFLEET").as("DEPOT_MGR").under("a"),
                item("a").in("NORFLEET").as("NO_ROLE"),
                item("d").in("NORFLEET").as("DRIVER").under("boss"),
                item("boss").in("NORFLEET").as("FLEET_OWNER"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "1625 /0/associationDetails/parentCustomer",
                        "1625 /1/associationDetails/parentCustomer",
                        "1615 /2/associationDetails/roleCode",
                        "1625 /3/associationDetails/parentCustomer",
                        "1627 /4/associationDetails/roleCode");
    }

    @Test
    void aParentWhoseOwnItemCannotEvenBeReadDoesNotComeAlong() {
        Plan plan = world.post(item("x").in("NORFLEET").as("DRIVER").under("new"), item("!new"));

        assertThat(Told.of(plan)).containsExactly("1625 " + PARENT, "8017 /1/profiles/0");
        assertThat(world.after(plan).registered()).isEqualTo(world.registered());
    }

    @Test
    void aParentWhoIsRefusedAsAChildDoesNotComeAlong() {
        Plan plan = world.post(
                item("x").in("NORFLEET").as("DRIVER").under("new"),
                item("y").in("NORFLEET").as("NO_ROLE").with("new"),
                item("z").in("NORFLEET").as("DRIVER").under("new2"),
                item("loner").in("NORFLEET").as("FLEET_OWNER").with("!new2"),
                item("w").in("NORFLEET").as("DRIVER").under("kid"),
                item("v").in("NORFLEET").as("NO_ROLE").with("boss"),
                item("u").in("NORFLEET").as("DRIVER").under("boss"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "1625 " + PARENT,
                        "1615 /1/associationDetails/roleCode [1685 /1/associationDetails/childCustomers/0]",
                        "1625 /2/associationDetails/parentCustomer",
                        "ok [8017 /3/associationDetails/childCustomers/0/profiles/0]",
                        "1617 /4/associationDetails/parentCustomer",
                        "1615 /5/associationDetails/roleCode [1685 /5/associationDetails/childCustomers/0]",
                        "ok");
    }

    @Test
    void aChildWhoseOwnItemFailsIsNobodysChildAndTheParentStands() {
        Plan plan = world.post(
                item("new").in("NORFLEET").as("DEPOT_MGR").with("x", "y"),
                item("x").in("NORFLEET").as("NO_ROLE"));

        assertThat(Told.of(plan)).containsExactly("ok [1625 " + CHILD + ", ok]", "1615 /1/associationDetails/roleCode");
        assertThat(world.after(plan).places()).contains("new: DEPOT_MGR", "y: DRIVER under new");
    }

    @Test
    void onePersonWithAFailingAndAStandingItemStands() {
        Plan plan = world.post(
                item("new").in("NORFLEET").as("NO_ROLE"),
                item("new").in("NORFLEET").as("DEPOT_MGR"),
                item("x").in("NORFLEET").as("DRIVER").under("new"));

        assertThat(Told.of(plan)).containsExactly("1615 /0/associationDetails/roleCode", "ok", "ok");
    }

    @Test
    void aParentOfTwoRolesCannotBeTold() {
        assertThat(TWINTOP.rolesDirectlyAbove("RIDER")).containsExactly("OWNER", "PARTNER");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").under("boss+loner")))
                .isEqualTo("8052 " + PARENT);
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").under("!boss")))
                .isEqualTo("8017 " + PARENT + "/profiles/0");
    }
}
