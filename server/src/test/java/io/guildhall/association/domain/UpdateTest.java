package io.guildhall.association.domain;

import static io.guildhall.association.domain.Fleet.NORFLEET;
import static io.guildhall.association.domain.Fleet.TINY;
import static io.guildhall.association.domain.ItemBuilder.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.association.domain.Plan.LinkChange;
import org.junit.jupiter.api.Test;

/// How PUT changes links (`spec/associate.md` §6 rows 3d and 12 to 15, `decisions.md` 19 and 35).
class UpdateTest {
    private static final String DETAILS = "/0/associationDetails";

    private final World world = new World()
            .company("HQ", NORFLEET)
            .company("SUB", NORFLEET, "HQ")
            .company("OTHER", NORFLEET)
            .company("TINYCO", TINY)
            .linked("boss", NORFLEET, "DEPOT_MGR", "HQ")
            .linked("boss2", NORFLEET, "DEPOT_MGR", "HQ")
            .linked("owner", NORFLEET, "FLEET_OWNER", "OTHER")
            .linked("kid", NORFLEET, "DRIVER", "HQ", "boss")
            .linked("free", NORFLEET, "DRIVER", null)
            .people("loner");

    private String told(ItemBuilder... items) {
        return Told.of(world.put(items)).getFirst();
    }

    @Test
    void hierarchyRoleAndCompanyCannotChange() {
        assertThat(told(item("kid").in("TINY").as("HAND"))).isEqualTo("1626 " + DETAILS + "/hierarchyCode");
        assertThat(told(item("kid").in("NORFLEET").as("DEPOT_MGR"))).isEqualTo("1627 " + DETAILS + "/roleCode");
        assertThat(told(item("kid").in("NORFLEET").as("DRIVER").of("SUB")))
                .isEqualTo("1628 " + DETAILS + "/fleetCompany");
        assertThat(told(item("free").in("NORFLEET").as("DRIVER").of("HQ")))
                .isEqualTo("1628 " + DETAILS + "/fleetCompany");
        assertThat(told(item("kid").in("NORFLEET").as("DRIVER").creating("NEW", "NORFLEET")))
                .isEqualTo("1628 " + DETAILS + "/fleetCompany");
        assertThat(told(item("kid").in("NORFLEET").as("DRIVER").of("HQ"))).isEqualTo("ok");
    }

    @Test
    void theSameHoldsForPost() {
        assertThat(Told.of(world.post(
                        item("kid").in("TINY").as("HAND"),
                        item("boss").in("NORFLEET").as("DRIVER"),
                        item("free").in("NORFLEET").as("DRIVER").of("HQ"))))
                .containsExactly(
                        "1626 /0/associationDetails/hierarchyCode",
                        "1627 /1/associationDetails/roleCode",
                        "1628 /2/associationDetails/fleetCompany");
    }

    @Test
    void aNewParentMovesThePersonWithinTheMembership() {
        Plan plan = world.put(item("kid").in("NORFLEET").as("DRIVER").under("boss2"));

        assertThat(world.after(plan).places()).contains("kid: DRIVER of HQ under boss2");
        assertThat(plan.links()).singleElement().satisfies(change -> {
            assertThat(change).isInstanceOf(LinkChange.Move.class);
            assertThat(change.parentCap()).isEqualTo(50);
            assertThat(((LinkChange.Move) change).changesParent()).isTrue();
        });
        assertThat(Told.done(plan, 0).link().isNew()).isFalse();
        assertThat(world.after(plan).links.get(world.id("kid")).id())
                .isEqualTo(world.links.get(world.id("kid")).id());
    }

    @Test
    void aNewParentIsCheckedLikeAnyOther() {
        world.linked("tinyBoss", TINY, "BOSS", "TINYCO");
        String parent = DETAILS + "/parentCustomer";

        assertThat(told(item("kid").in("NORFLEET").as("DRIVER").under("owner"))).isEqualTo("1622 " + parent);
        assertThat(told(item("kid").in("NORFLEET").as("DRIVER").under("free"))).isEqualTo("1617 " + parent);
        assertThat(told(item("kid").in("NORFLEET").as("DRIVER").under("tinyBoss")))
                .isEqualTo("1626 " + parent);
        assertThat(told(item("kid").in("NORFLEET").as("DRIVER").under("loner"))).isEqualTo("1625 " + parent);
        assertThat(told(item("kid").in("NORFLEET").as("DRIVER").under("stranger")))
                .isEqualTo("1625 " + parent);
    }

    @Test
    void somebodyWithoutCompanyKeepsNoneWhereverTheyMove() {
        Plan plan = world.put(item("free").in("NORFLEET").as("DRIVER").under("boss"));

        assertThat(world.after(plan).places()).contains("free: DRIVER under boss");
    }

    @Test
    void aFirstLinkIsMadeAsByPost() {
        Plan plan = world.put(item("loner").in("NORFLEET").as("DRIVER").under("boss"));

        assertThat(world.after(plan).places()).contains("loner: DRIVER of HQ under boss");
        assertThat(Told.done(plan, 0).link().isNew()).isTrue();
    }

    @Test
    void childrenAreAddedOrMovedAndTheOthersStay() {
        world.linked("kid2", NORFLEET, "DRIVER", "HQ", "boss2");

        Plan plan = world.put(item("boss").in("NORFLEET").as("DEPOT_MGR").with("kid2", "loner", "free"));

        assertThat(Told.of(plan)).containsExactly("ok [ok, ok, ok]");
        assertThat(world.after(plan).places())
                .contains(
                        "kid: DRIVER of HQ under boss",
                        "kid2: DRIVER of HQ under boss",
                        "loner: DRIVER of HQ under boss",
                        "free: DRIVER under boss");
        assertThat(plan.links()).hasSize(3);
    }

    @Test
    void aParentWhoseItemMakesTheFirstLinkMayBeLeanedOn() {
        Plan plan = world.put(
                item("kid").in("NORFLEET").as("DRIVER").under("loner"),
                item("loner").in("NORFLEET").as("DEPOT_MGR").of("HQ"));

        assertThat(Told.of(plan)).containsExactly("ok", "ok");
        assertThat(world.after(plan).places()).contains("kid: DRIVER of HQ under loner", "loner: DEPOT_MGR of HQ");
    }

    @Test
    void nobodyMovesInAnInactiveCompany() {
        world.close("HQ");

        Plan plan = world.put(
                item("kid").in("NORFLEET").as("DRIVER").under("boss2"),
                item("kid").in("NORFLEET").as("DRIVER"),
                item("boss").in("NORFLEET").as("DEPOT_MGR").with("kid"));

        assertThat(Told.of(plan).getFirst()).isEqualTo("1705 " + DETAILS + "/parentCustomer");
        assertThat(Told.of(plan).get(1)).isEqualTo("ok");
    }

    @Test
    void anItemWithoutAssociationLeavesTheLinkAlone() {
        Plan plan = world.put(item("kid"));

        assertThat(Told.of(plan)).containsExactly("ok");
        assertThat(Told.done(plan, 0).link()).isNull();
        assertThat(plan.links()).isEmpty();
    }

    @Test
    void thePlaceAfterwardsNamesTheParent() {
        Plan plan = world.put(
                item("kid").in("NORFLEET").as("DRIVER").of("HQ"),
                item("boss2").in("NORFLEET").as("DEPOT_MGR").with("kid"));

        Plan.Place place = Told.done(plan, 0).link();
        assertThat(place.parent()).isEqualTo(Told.done(plan, 1).person());
        assertThat(place.parentAssociationId())
                .isEqualTo(world.links.get(world.id("boss2")).id());
        assertThat(place.company().externalId()).isEqualTo("HQ");
    }

    @Test
    void thePlaceOfSomebodyWhoStaysNamesTheMembershipAbove() {
        Plan plan = world.put(
                item("kid").in("NORFLEET").as("DRIVER"),
                item("boss").in("NORFLEET").as("DEPOT_MGR"));

        assertThat(Told.done(plan, 0).link().parentAssociationId())
                .isEqualTo(world.links.get(world.id("boss")).id());
        assertThat(Told.done(plan, 1).link().parentAssociationId()).isNull();
        assertThat(Told.done(plan, 1).link().parent()).isNull();
    }
}
