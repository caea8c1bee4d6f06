package io.guildhall.association.domain;

import static io.guildhall.association.domain.Fleet.QSC_ORG;
import static io.guildhall.association.domain.ItemBuilder.item;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Who may stand without a parent where a hierarchy is strict (`spec/associate.md` §6 row 23, `decisions.md` 12, 13).
class StrictnessTest {
    private final World world = new World().company("QSC", QSC_ORG).company("SUB", QSC_ORG, "QSC");

    private static ItemBuilder in(String person, String role) {
        return item(person).in("QSC_ORG").as(role);
    }

    @Test
    void nobodyStandsAloneBelowTheTop() {
        Plan plan = world.post(
                in("x", "SITE_LEAD").of("QSC"),
                in("y", "SITE_LEAD"),
                in("z", "DIRECTOR"),
                in("d", "DIRECTOR").of("QSC"));

        assertThat(Told.of(plan)).containsExactly("1625 /0", "1625 /1", "ok", "ok");
    }

    @Test
    void somebodyStoredInTheRoleDirectlyAboveOfTheSameCompanyWillDo() {
        world.linked("lead", QSC_ORG, "AREA_LEAD", "QSC");

        Plan plan = world.post(
                in("x", "SITE_LEAD").of("QSC"),
                in("y", "SITE_LEAD").of("SUB"),
                in("z", "DRIVER").of("QSC"),
                in("w", "SITE_LEAD"));

        assertThat(Told.of(plan)).containsExactly("ok", "1625 /1", "1625 /2", "1625 /3");
    }

    @Test
    void theOthersOfTheBatchCountInAnyOrder() {
        List<ItemBuilder> items = List.of(
                in("e", "DRIVER").of("NEW"),
                in("d", "DISPATCHER").of("NEW"),
                in("c", "SITE_LEAD").of("NEW"),
                in("b", "AREA_LEAD").of("NEW"),
                in("a", "DIRECTOR").creating("NEW", "QSC_ORG"));

        assertThat(Told.of(world.post(items.toArray(ItemBuilder[]::new)))).containsOnly("ok");
        assertThat(Told.of(world.post(items.reversed().toArray(ItemBuilder[]::new))))
                .containsOnly("ok");
    }

    @Test
    void whoeverFailsDoesNotCountAndTakesThoseBelowAlong() {
        Plan plan = world.post(
                in("c", "SITE_LEAD").of("QSC"),
                in("b", "AREA_LEAD").of("QSC"),
                in("a", "DIRECTOR").of("QSC").under("nobody"));

        assertThat(Told.of(plan)).containsExactly("1625 /0", "1625 /1", "1617 /2/associationDetails/parentCustomer");
    }

    @Test
    void anyRoleAboveWillDoWhereRolesMayBeSkipped() {
        world.with(Fleet.hierarchy(8, "LOOSE", "strict skip", "T>M:5", "M>L:5", "L"));
        world.company("LOOSECO", world.hierarchies.getLast());

        Plan plan = world.post(
                item("l").in("LOOSE").as("L").of("LOOSECO"),
                item("t").in("LOOSE").as("T").of("LOOSECO"),
                item("l2").in("LOOSE").as("L"));

        assertThat(Told.of(plan)).containsExactly("ok", "ok", "1625 /2");
    }

    @Test
    void aParentWhoComesAlongMustSatisfyTheOrderToo() {
        Plan alone = world.post(in("x", "SITE_LEAD").of("QSC").under("new"));
        Plan covered = world.post(
                in("x", "SITE_LEAD").of("QSC").under("new"),
                in("top", "DIRECTOR").of("QSC"));
        Plan topmost = world.post(in("x", "AREA_LEAD").of("QSC").under("new"));

        assertThat(Told.of(alone)).containsExactly("1625 /0/associationDetails/parentCustomer");
        assertThat(Told.of(covered)).containsExactly("ok", "ok");
        assertThat(Told.of(topmost)).containsExactly("ok");
    }

    @Test
    void oneErrorIsToldOfAParentWhoComesAlong() {
        Plan plan = world.post(
                in("x", "SITE_LEAD").of("QSC").under("new"),
                in("y", "SITE_LEAD").of("QSC").under("new"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "1625 /0/associationDetails/parentCustomer", "1625 /1/associationDetails/parentCustomer");
        assertThat(world.after(plan).registered()).isEmpty();
    }

    @Test
    void aParentIsEnoughWhoeverElseTheCompanyHas() {
        world.linked("site", QSC_ORG, "SITE_LEAD", null);

        Plan plan = world.post(
                in("x", "DISPATCHER").under("site"),
                in("y", "DISPATCHER").with("z").under("site"));

        assertThat(Told.of(plan)).containsExactly("ok", "ok [ok]");
    }

    @Test
    void somebodyLinkedAlreadyStaysWhateverTheOrderSays() {
        world.linked("lonely", QSC_ORG, "SITE_LEAD", "QSC");

        assertThat(Told.of(world.post(in("lonely", "SITE_LEAD").of("QSC").with("x"))))
                .containsExactly("ok [ok]");
    }
}
