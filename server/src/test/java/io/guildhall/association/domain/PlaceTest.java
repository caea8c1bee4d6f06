package io.guildhall.association.domain;

import static io.guildhall.association.domain.Fleet.NORFLEET;
import static io.guildhall.association.domain.Fleet.TINY;
import static io.guildhall.association.domain.ItemBuilder.item;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Hierarchy, role and company of an item (`spec/associate.md` §6 rows 4 to 6 and 10, `decisions.md` 16, 18, 19).
class PlaceTest {
    private static final String DETAILS = "/0/associationDetails";
    private static final String COMPANY = DETAILS + "/fleetCompany";

    private final World world =
            new World().company("HQ", NORFLEET).company("TINYCO", TINY).people("ana");

    private String told(ItemBuilder item) {
        return Told.of(world.post(item)).getFirst();
    }

    @Test
    void aHierarchyMustBeNamedKnownAndActive() {
        assertThat(told(item("x").as("DRIVER"))).isEqualTo("1613 " + DETAILS + "/hierarchyCode");
        assertThat(told(item("x").in(" ").as("DRIVER"))).isEqualTo("1613 " + DETAILS + "/hierarchyCode");
        assertThat(told(item("x").in("NONE").as("DRIVER"))).isEqualTo("1616 " + DETAILS + "/hierarchyCode");
        assertThat(told(item("x").in("SHUT").as("B"))).isEqualTo("1610 " + DETAILS + "/hierarchyCode");
    }

    @Test
    void theCompanyOrTheOrganisationMayImplyTheHierarchy() {
        assertThat(told(item("x").as("CREW").of("TINYCO"))).isEqualTo("ok");
        assertThat(told(item("x").as("CREW").ofCompany(null, id("TINYCO"), null, null)))
                .isEqualTo("ok");

        world.with(Fleet.hierarchy(9, "USUAL", "default", "TOP>LOW:1", "LOW"));
        assertThat(told(item("x").as("LOW"))).isEqualTo("ok");
        assertThat(told(item("x").as("CREW").of("TINYCO"))).isEqualTo("ok");
    }

    @Test
    void aDefaultHierarchyThatIsSwitchedOffImpliesNothing() {
        world.with(Fleet.hierarchy(9, "USUAL", "default", "TOP>LOW:1", "LOW").inactive());

        assertThat(told(item("x").as("LOW"))).isEqualTo("1613 " + DETAILS + "/hierarchyCode");
    }

    @Test
    void aCompanyYetToBeCreatedImpliesTheHierarchyToo() {
        Plan plan =
                world.post(item("x").as("CREW").of("NEW"), item("y").as("BOSS").creating("NEW", "TINY"));

        assertThat(Told.of(plan)).containsExactly("ok", "ok");
        assertThat(world.after(plan).places()).containsExactly("x: CREW of NEW", "y: BOSS of NEW");
    }

    @Test
    void aRoleMustBeNamedAndOfTheHierarchy() {
        assertThat(told(item("x").in("NORFLEET"))).isEqualTo("1603 " + DETAILS + "/roleCode");
        assertThat(told(item("x").in("NORFLEET").as(" "))).isEqualTo("1603 " + DETAILS + "/roleCode");
        assertThat(told(item("x").in("NORFLEET").as("BOSS"))).isEqualTo("1615 " + DETAILS + "/roleCode");
    }

    @Test
    void aWrongRoleOfTheChildrenIsAnErrorOfTheItem() {
        assertThat(told(item("x").in("NORFLEET").as("DEPOT_MGR").childrenAs("BOSS")))
                .isEqualTo("1615 " + DETAILS + "/childRoleCode");
        assertThat(told(item("x").in("NORFLEET").as("DEPOT_MGR").childrenAs("DEPOT_MGR")))
                .isEqualTo("1617 " + DETAILS + "/childRoleCode");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").with("y")))
                .isEqualTo("1617 " + DETAILS + "/childCustomers [1685 " + DETAILS + "/childCustomers/0]");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER"))).isEqualTo("ok");
    }

    @Test
    void childrenTakeTheNextRoleUnlessAnotherIsAskedFor() {
        Plan plan = world.post(
                item("x").in("NORFLEET").as("FLEET_OWNER").with("y"),
                item("z").in("NORFLEET").as("FLEET_OWNER").childrenAs("DRIVER").with("w"));

        assertThat(world.after(plan).places())
                .containsExactly("w: DRIVER under z", "x: FLEET_OWNER", "y: DEPOT_MGR under x", "z: FLEET_OWNER");
        assertThat(Told.done(plan, 0).link().childRoleCode()).isEqualTo("DEPOT_MGR");
        assertThat(Told.done(plan, 1).link().childRoleCode()).isEqualTo("DRIVER");
    }

    @Test
    void aCompanyMustBeNamedAndKnown() {
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").of(" "))).isEqualTo("1707 " + COMPANY + "/externalId");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").ofCompany(null, null, "Name", null)))
                .isEqualTo("1707 " + COMPANY + "/externalId");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").of("NEW"))).isEqualTo("1704 " + COMPANY + "/externalId");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").ofCompany("NEW", null, "Name", null)))
                .isEqualTo("1704 " + COMPANY + "/externalId");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").ofCompany(null, 4711L, null, null)))
                .isEqualTo("1704 " + COMPANY + "/companyId");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").ofCompany("HQ", 4711L, null, null)))
                .isEqualTo("1704 " + COMPANY + "/companyId");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").ofCompany(" HQ ", id("HQ"), null, null)))
                .isEqualTo("ok");
    }

    private long id(String company) {
        return world.companies.get(company).id();
    }

    @Test
    void aCompanyHasOneHierarchy() {
        assertThat(told(item("x").in("TINY").as("BOSS").of("HQ"))).isEqualTo("1616 " + COMPANY);
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").ofCompany("HQ", null, null, "TINY")))
                .isEqualTo("1616 " + COMPANY + "/hierarchyDefinitionCode");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").ofCompany("HQ", null, null, "NONE")))
                .isEqualTo("1701 " + COMPANY + "/hierarchyDefinitionCode");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").ofCompany("HQ", null, null, "NORFLEET")))
                .isEqualTo("ok");
    }

    @Test
    void aStoredCompanyKeepsItsName() {
        Plan plan = world.post(
                item("x").in("NORFLEET").as("DRIVER").ofCompany("HQ", null, "Other", null),
                item("y").in("NORFLEET").as("DRIVER").ofCompany("HQ", null, "Name of HQ", "NORFLEET"));

        assertThat(Told.warnings(plan, 0)).isEqualTo("1681 " + COMPANY + "/name");
        assertThat(Told.warnings(plan, 1)).isEmpty();
        assertThat(plan.companies()).isEmpty();
    }

    @Test
    void aCompanyIsCreatedByTheFirstItemThatBringsWhatItTakes() {
        Plan plan = world.post(
                item("x").in("NORFLEET").as("DRIVER").of("NEW"),
                item("y").in("NORFLEET").as("DRIVER").creating("NEW", "NORFLEET"),
                item("z").in("NORFLEET").as("DRIVER").ofCompany("NEW", null, "Other", "NORFLEET"));

        assertThat(Told.of(plan)).containsExactly("ok", "ok", "ok");
        assertThat(plan.companies())
                .singleElement()
                .satisfies(company -> assertThat(company.name()).isEqualTo("Name of NEW"));
        assertThat(world.after(plan).places())
                .containsExactly("x: DRIVER of NEW", "y: DRIVER of NEW", "z: DRIVER of NEW");
        assertThat(plan.outcomes())
                .extracting(
                        outcome -> ((Plan.Result.Done) outcome.self()).link().createsCompany())
                .containsExactly(false, true, false);
        assertThat(Told.warnings(plan, 2)).isEqualTo("1681 /2/associationDetails/fleetCompany/name");
    }

    @Test
    void aCompanyIsCreatedInAHierarchyThatIsThereOnly() {
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").creating("NEW", "NONE")))
                .isEqualTo("1701 " + COMPANY + "/hierarchyDefinitionCode");
        assertThat(told(item("x").in("NORFLEET").as("DRIVER").creating("NEW", "TINY")))
                .isEqualTo("1616 " + COMPANY + "/hierarchyDefinitionCode");
        assertThat(told(item("x").as("B").creating("NEW", "SHUT"))).isEqualTo("1613 " + DETAILS + "/hierarchyCode");
    }

    @Test
    void twoItemsCannotCreateOneCompanyInTwoHierarchies() {
        Plan plan = world.post(
                item("x").in("NORFLEET").as("DRIVER").creating("NEW", "NORFLEET"),
                item("y").in("TINY").as("BOSS").creating("NEW", "TINY"));

        assertThat(Told.of(plan))
                .containsExactly("ok", "1616 /1/associationDetails/fleetCompany/hierarchyDefinitionCode");
    }

    @Test
    void whoeverOnlyNamesACompanyFailsWithTheItemThatWouldHaveCreatedIt() {
        Plan plan = world.post(
                item("x").in("NORFLEET").as("DRIVER").of("NEW"),
                item("y").in("NORFLEET").as("DRIVER").under("ana").creating("NEW", "NORFLEET"),
                item("z").in("NORFLEET").as("DRIVER").under("x2"),
                item("x2").in("NORFLEET").as("DEPOT_MGR").of("NEW"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "1704 /0/associationDetails/fleetCompany/externalId",
                        "1625 /1/associationDetails/parentCustomer",
                        "1625 /2/associationDetails/parentCustomer",
                        "1704 /3/associationDetails/fleetCompany/externalId");
        assertThat(plan.companies()).isEmpty();
    }

    @Test
    void anInactiveCompanyTakesNoNewLinkAndKeepsWhatItHas() {
        world.linked("boss", NORFLEET, "DEPOT_MGR", "HQ")
                .linked("kid", NORFLEET, "DRIVER", "HQ", "boss")
                .close("HQ");

        Plan plan = world.post(
                item("x").in("NORFLEET").as("DRIVER").of("HQ"),
                item("boss").in("NORFLEET").as("DEPOT_MGR").of("HQ").with("kid", "y"),
                item("z").in("NORFLEET").as("DRIVER").under("boss"));

        assertThat(Told.of(plan))
                .containsExactly(
                        "1705 /0/associationDetails/fleetCompany",
                        "ok [ok, 1705 /1/associationDetails/childCustomers/1]",
                        "1705 /2/associationDetails/parentCustomer");
        assertThat(Told.done(plan, 1).link().isNew()).isFalse();
        assertThat(plan.links()).isEmpty();
    }

    @Test
    void repeatingALinkChangesNothing() {
        world.linked("boss", NORFLEET, "DEPOT_MGR", "HQ").linked("kid", NORFLEET, "DRIVER", "HQ", "boss");

        Plan plan = world.post(
                item("kid").in("NORFLEET").as("DRIVER").of("HQ").under("boss"),
                item("boss").in("NORFLEET").as("DEPOT_MGR").with("kid"),
                item("kid").as("DRIVER").in("NORFLEET"));

        assertThat(Told.of(plan)).containsExactly("ok", "ok [ok]", "ok");
        assertThat(plan.links()).isEmpty();
        assertThat(Told.done(plan, 0).link().isNew()).isFalse();
        assertThat(Told.done(plan, 0).link().parentAssociationId())
                .isEqualTo(world.links.get(world.id("boss")).id());
    }
}
