package io.guildhall.association.domain;

import static io.guildhall.association.domain.Fleet.NORFLEET;
import static io.guildhall.association.domain.ItemBuilder.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.association.domain.Plan.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a batch says of one person must go together (`spec/associate.md` §5 Order, §6 row 21).
class ContradictionTest {
    private static final String PARENT = "/associationDetails/parentCustomer";

    private final World world = new World()
            .company("HQ", NORFLEET)
            .company("OTHER", NORFLEET)
            .linked("boss", NORFLEET, "DEPOT_MGR", "HQ")
            .linked("boss2", NORFLEET, "DEPOT_MGR", "HQ");

    private static ItemBuilder as(String person, String role) {
        return item(person).in("NORFLEET").as(role);
    }

    @Test
    void theLaterOfTwoContradictingItemsFails() {
        Plan plan = world.post(
                as("x", "DRIVER").of("HQ").under("boss"),
                as("x", "DEPOT_MGR"),
                as("x", "DRIVER").under("boss2"),
                as("x", "DRIVER").of("OTHER"),
                item("x").in("TINY").as("HAND"),
                as("x", "DRIVER").of("HQ").under("boss"));

        assertThat(Told.of(plan)).containsExactly("ok", "1687 /1", "1687 /2", "1687 /3", "1687 /4", "ok");
        assertThat(plan.outcomes().subList(1, 5))
                .extracting(outcome ->
                        ((Result.Refused) outcome.self()).errors().getFirst().arguments())
                .containsExactly(List.of("role"), List.of("parent"), List.of("company"), List.of("hierarchy"));
    }

    @Test
    void aChildRowContradictsLikeAnItem() {
        Plan plan = world.post(
                as("x", "DRIVER").under("boss"),
                as("m1", "DEPOT_MGR").with("x", "y"),
                as("m2", "DEPOT_MGR").with("y", "z"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "ok",
                        "ok [1687 /1/associationDetails/childCustomers/0, ok]",
                        "ok [1687 /2/associationDetails/childCustomers/0, ok]");
    }

    @Test
    void aChildRowFallsWithTheItemThatContradictsIt() {
        Plan plan = world.post(
                as("m", "DEPOT_MGR").with("x", "y"), as("x", "DRIVER").under("boss"));

        assertThat(Told.of(plan)).containsExactly("ok [1625 /0/associationDetails/childCustomers/0, ok]", "1687 /1");
    }

    @Test
    void aContradictionWithWhatFailsIsNone() {
        Plan plan =
                world.post(as("x", "NO_ROLE").under("boss"), as("x", "DRIVER").under("boss2"));

        assertThat(Told.of(plan)).containsExactly("1615 /0/associationDetails/roleCode", "ok");
    }

    @Test
    void laterMentionsMayAddWhatIsStillOpen() {
        Plan plan = world.post(
                as("x", "DRIVER"), as("x", "DRIVER").of("HQ"), as("x", "DRIVER").under("boss"));

        assertThat(world.after(plan).places()).contains("x: DRIVER of HQ under boss");
    }

    @Test
    void nobodyIsTheirOwnParent() {
        Plan plan =
                world.post(as("x", "DRIVER").under("x"), as("y", "DEPOT_MGR").with("z", "y"));

        assertThat(Told.of(plan))
                .containsExactly("1608 /0" + PARENT, "ok [ok, 1608 /1/associationDetails/childCustomers/1]");
    }

    @Test
    void twoWhoNameEachOtherAreRefusedWithTheCircleSpelledOut() {
        Plan plan = world.post(
                as("x", "DRIVER").under("y"),
                as("other", "DRIVER"),
                as("y", "DEPOT_MGR").under("x"));

        assertThat(Told.of(plan)).containsExactly("1608 /0" + PARENT, "ok", "1608 /2" + PARENT);
        assertThat(((Result.Refused) plan.outcomes().getFirst().self())
                        .errors()
                        .getFirst()
                        .message())
                .contains("/0 -> /2 -> /0");
    }

    @Test
    void aCircleOfThreeTakesThoseWhoLeanOnItAlongAndNobodyElse() {
        Plan plan = world.post(
                as("a", "DRIVER").under("b"),
                as("b", "DEPOT_MGR").under("c"),
                as("c", "FLEET_OWNER").under("a"),
                as("leaning", "DRIVER").under("b"),
                as("above", "GROUP_OWNER"));

        assertThat(Told.of(plan))
                .containsExactly("1608 /0" + PARENT, "1608 /1" + PARENT, "1608 /2" + PARENT, "1625 /3" + PARENT, "ok");
    }

    @Test
    void aCircleThroughChildRowsIsOneWhateverTheRoles() {
        Plan plan = world.post(
                as("a", "DEPOT_MGR").with("b", "x"), as("b", "DEPOT_MGR").with("a"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "ok [1608 /0/associationDetails/childCustomers/0, ok]",
                        "ok [1608 /1/associationDetails/childCustomers/0]");
    }

    @Test
    void aCircleOfAnItemAndAChildRowIsOne() {
        Plan plan = world.post(as("a", "DEPOT_MGR").with("b").under("b"), as("c", "FLEET_OWNER"));

        assertThat(Told.of(plan))
                .containsExactly("1608 /0" + PARENT + " [1608 /0/associationDetails/childCustomers/0]", "ok");
    }

    @Test
    void twoCirclesAreToldApart() {
        Plan plan = world.post(
                as("a", "DRIVER").under("b"),
                as("c", "DRIVER").under("d"),
                as("b", "DEPOT_MGR").under("a"),
                as("d", "DEPOT_MGR").under("c"),
                as("tail", "GROUP_OWNER").with("a"));

        assertThat(Told.of(plan).subList(0, 4))
                .containsExactly("1608 /0" + PARENT, "1608 /1" + PARENT, "1608 /2" + PARENT, "1608 /3" + PARENT);
        assertThat(((Result.Refused) plan.outcomes().get(1).self())
                        .errors()
                        .getFirst()
                        .message())
                .contains("/1 -> /3 -> /1");
    }

    @Test
    void aLongChainIsNoCircle() {
        ItemBuilder[] items = new ItemBuilder[2_000];
        for (int i = 0; i < items.length; i++) {
            items[i] = as("p" + i, "DRIVER").under("p" + (i + 1) % items.length);
        }

        assertThat(Told.of(world.post(items))).allMatch(line -> line.startsWith("1608 "));
        items[items.length - 1] = as("p" + (items.length - 1), "GROUP_OWNER");
        assertThat(Told.of(world.post(items))).noneMatch(line -> line.startsWith("1608 "));
    }

    @Test
    void contradictionsAboutARegisteredPersonCountToo() {
        world.linked("kid", NORFLEET, "DRIVER", "HQ", "boss");

        Plan plan = world.put(
                as("kid", "DRIVER").under("boss2"), as("kid", "DRIVER").under("boss"));

        assertThat(Told.of(plan)).containsExactly("ok", "1687 /1");
        assertThat(world.after(plan).places()).contains("kid: DRIVER of HQ under boss2");
    }
}
