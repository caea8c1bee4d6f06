package io.guildhall.association.domain;

import static io.guildhall.association.domain.Fleet.NORFLEET;
import static io.guildhall.association.domain.ItemBuilder.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.association.domain.Plan.Result;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.CustomerStatus;
import io.guildhall.customer.domain.CustomerStatus.Status;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.Profile;
import io.guildhall.error.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// One person in several sources (`spec/associate.md` §6 rows 2b to 2e, `decisions.md` 1 and 34).
class JoiningTest {
    private static final String LINE_OF_BOTH = "ana+bo@LINE";

    private final World world = new World().company("HQ", NORFLEET).people("ana", "bo@WEBSITE");

    private static List<Long> conflicts(Plan plan, int index) {
        return plan.outcomes().get(index).self().conflicting().stream()
                .map(Match::customerId)
                .toList();
    }

    private static List<String> arguments(Plan plan, int index) {
        Result self = plan.outcomes().get(index).self();
        List<Problem> told = self instanceof Result.Refused refused ? refused.errors() : self.warnings();
        return told.getFirst().arguments();
    }

    private static List<String> profiles(World world, String name) {
        return Objects.requireNonNull(world.customers.get(world.id(name))).profiles().stream()
                .map(profile -> profile.key().source() + (profile.mergedFrom() == null ? "" : " from another"))
                .toList();
    }

    private ItemBuilder driver(String who) {
        return item(who).in("NORFLEET").as("DRIVER");
    }

    private void delete(String name) {
        world.customers.computeIfPresent(
                world.id(name),
                (_, stored) -> new Customer(
                        stored.id(),
                        stored.loyalty(),
                        new CustomerStatus(Status.DELETED, "Gone"),
                        stored.referralCode(),
                        stored.extendedFields(),
                        stored.profiles(),
                        stored.cards()));
    }

    @Nested
    class WhereEverySourceKnowsItsOwn {
        @Test
        void somebodyKnownElsewhereIsSomebodyNewAndTheConflictIsShown() {
            Plan plan = world.post(item("ana@WEBSITE"), driver("bo"));

            assertThat(Told.of(plan)).containsExactly("ok", "ok");
            assertThat(plan.merges()).isEmpty();
            assertThat(conflicts(plan, 0)).containsExactly(world.id("ana"));
            assertThat(world.after(plan).customers).hasSize(4);
        }

        @Test
        void twoPeopleOfOtherSourcesMakeAThirdThatNamesBoth() {
            Plan plan = world.post(item(LINE_OF_BOTH));

            assertThat(Told.of(plan)).containsExactly("ok");
            assertThat(conflicts(plan, 0)).containsExactlyInAnyOrder(world.id("ana"), world.id("bo"));
            assertThat(world.after(plan).customers).hasSize(3);
        }

        @Test
        void anIdentifierTakenInTheOwnProfileLeavesNoThirdPerson() {
            Plan plan = world.post(
                    driver("ana+bo"),
                    item("cy").linked().in("NORFLEET").as("DRIVER").under("ana+bo"));

            assertThat(Told.of(plan)).containsExactly("8052 /0", "8052 /1/associationDetails/parentCustomer");
            assertThat(conflicts(plan, 0)).containsExactlyInAnyOrder(world.id("ana"), world.id("bo"));
        }

        @Test
        void theSameIdentifierElsewhereIsNoSecondPerson() {
            world.people("ana@WEBSITE");

            assertThat(Told.of(world.post(driver("ana")))).containsExactly("ok");
        }
    }

    @Nested
    class WhereAnIdentifierMeansOnePersonEverywhere {
        WhereAnIdentifierMeansOnePersonEverywhere() {
            world.joiningPeople();
        }

        @Test
        void theProfileJoinsThePersonKnownElsewhere() {
            Plan plan = world.post(item("ana+a2@WEBSITE"));

            assertThat(Told.of(plan)).containsExactly("ok");
            assertThat(Told.warnings(plan, 0)).isEqualTo("8050 /0");
            assertThat(conflicts(plan, 0)).isEmpty();
            World after = world.after(plan);
            assertThat(profiles(after, "a2")).containsExactly("INSTORE", "WEBSITE");
            assertThat(after.customers).hasSize(2);
            assertThat(Told.of(after.post(item("a2@WEBSITE"), item("ana")))).containsExactly("8006 /0", "8006 /1");
        }

        @Test
        void whoeverJoinsIsLinkedAsSomebodyRegistered() {
            Plan plan = world.post(
                    item("ana@LINE").in("NORFLEET").as("DEPOT_MGR").with("bo@LINE"),
                    driver("cy").under("ana@WEBSITE"));

            assertThat(Told.of(plan)).containsExactly("ok [ok]", "ok");
            assertThat(Told.warnings(plan, 0)).isEqualTo("8050 /0");
            assertThat(Told.warningsOfChild(plan, 0, 0)).isEqualTo("8050 /0/associationDetails/childCustomers/0");
            assertThat(Told.warnings(plan, 1)).isEqualTo("8050 /1/associationDetails/parentCustomer");
            World after = world.after(plan);
            assertThat(after.places())
                    .containsExactly("ana: DEPOT_MGR", "bo@LINE: DRIVER under ana", "cy: DRIVER under ana");
            assertThat(profiles(after, "ana")).containsExactly("INSTORE", "LINE", "WEBSITE");
        }

        @Test
        void aProfileThatIsTakenCannotJoin() {
            World after = world.after(world.post(item("ana+a9@WEBSITE")));

            Plan plan = after.post(item("a9+other"), item("a9@LINE"));

            assertThat(Told.of(plan)).containsExactly("8066 /0", "ok");
            assertThat(conflicts(plan, 0)).containsExactly(world.id("ana"));
        }

        @Test
        void aMergeThatWouldTakeAProfileGivesWayToWhoeverJoinsPlainly() {
            world.people("cy@WECHAT:A", "di@LINE");

            Plan plan = world.post(item("ana@LINE"), item("ana+di@TMALL"), item("ana+cy@JD"));

            assertThat(Told.of(plan)).containsExactly("ok", "8052 /1", "ok");
            assertThat(Told.of(world.post(item("ana@LINE"), item("ana+cy@JD")))).containsExactly("ok", "ok");
        }

        @Test
        void aProfileTakenByAMergeNamesWhoseItWas() {
            long bo = world.id("bo");
            World after = world.after(world.post(item(LINE_OF_BOTH)));

            Plan plan = after.post(item("ana+new@WEBSITE"));

            assertThat(Told.of(plan)).containsExactly("8067 /0");
            assertThat(arguments(plan, 0)).containsExactly(Long.toString(bo));
        }

        @Test
        void peopleOfTwoSourcesBecomeTheOlderOne() {
            long bo = world.id("bo");

            Plan plan = world.post(item(LINE_OF_BOTH));

            assertThat(Told.of(plan)).containsExactly("ok");
            assertThat(Told.warnings(plan, 0)).isEqualTo("8051 /0");
            assertThat(arguments(plan, 0)).containsExactly(Long.toString(bo));
            assertThat(plan.merges()).extracting(merge -> merge.victim().id()).containsExactly(bo);
            World after = world.after(plan);
            assertThat(after.customers.keySet()).containsExactly(world.id("ana"));
            assertThat(profiles(after, "bo")).containsExactly("INSTORE", "WEBSITE from another", "LINE");
        }

        @Test
        void theSurvivorIsFoundByWhatWasTheVictims() {
            World after = world.after(world.post(item(LINE_OF_BOTH)));

            Plan plan = after.post(
                    item("bo@WEBSITE").in("NORFLEET").as("DEPOT_MGR").with("cy"),
                    driver("di").under("bo@WEBSITE"));

            assertThat(Told.of(plan)).containsExactly("ok [ok]", "ok");
            assertThat(Told.warnings(plan, 0)).isEqualTo("8069 /0 & 8028 /0");
            assertThat(Told.warnings(plan, 1)).isEqualTo("8069 /1/associationDetails/parentCustomer");
            assertThat(Told.warnings(after.put(item("bo@WEBSITE")), 0)).isEqualTo("8069 /0");
        }

        @Test
        void twoPeopleOfOneSourceAreNeverJoined() {
            world.people("cy");

            Plan plan = world.post(item("ana+cy@LINE"), item("ana+cy"), item("ana@LINE"));

            assertThat(Told.of(plan)).containsExactly("8052 /0", "8052 /1", "ok");
            assertThat(conflicts(plan, 0)).containsExactlyInAnyOrder(world.id("ana"), world.id("cy"));
            assertThat(plan.merges()).isEmpty();
        }

        @Test
        void peopleWithProfilesOfOneSourceCannotBecomeOne() {
            world.people("cy+c2@LINE").people("di@LINE");
            World both = world.after(world.post(item("cy@WECHAT:A"), item("di@TMALL")));

            Plan plan = both.post(item("cy@JD"), item("c2+di@TAOBAO"));

            assertThat(Told.of(plan)).containsExactly("ok", "8052 /1");
            assertThat(Told.of(both.after(plan).people("ed@INSTORE").post(item("ed@MARTJACK"))))
                    .containsExactly("ok");
        }

        @Test
        void peopleWhoBothStandSomewhereCannotBecomeOne() {
            world.linked("cy", NORFLEET, "DRIVER", "HQ").linked("di@WEBSITE", NORFLEET, "DRIVER", "HQ");

            Plan plan = world.post(item("cy+di@LINE"), driver("cy").of("HQ"));

            assertThat(Told.of(plan)).containsExactly("8066 /0", "ok");
            assertThat(conflicts(plan, 0)).containsExactlyInAnyOrder(world.id("cy"), world.id("di"));
            assertThat(world.after(plan).customers).isEqualTo(world.customers);
        }

        @Test
        void theMembershipOfTheVictimBecomesTheSurvivors() {
            world.linked("boss@WEBSITE", NORFLEET, "DEPOT_MGR", "HQ")
                    .linked("kid", NORFLEET, "DRIVER", "HQ", "boss")
                    .defaultChild("kid");
            long association = world.links.get(world.id("boss")).id();

            Plan plan = world.post(
                    item("ana+boss@LINE").in("NORFLEET").as("DEPOT_MGR").with("kid"),
                    driver("kid").under("ana"));

            assertThat(Told.of(plan)).containsExactly("ok [ok]", "ok");
            assertThat(Told.warnings(plan, 0)).isEqualTo("8051 /0");
            assertThat(plan.links()).isEmpty();
            World after = world.after(plan);
            assertThat(after.places()).containsExactly("ana: DEPOT_MGR of HQ", "kid: DRIVER of HQ under ana *");
            assertThat(after.links.get(after.id("ana")).id()).isEqualTo(association);
        }

        @Test
        void threeBecomeOneByOneItemOrByTwo() {
            world.people("cy@LINE");
            long ana = world.id("ana");

            for (Plan plan : List.of(
                    world.post(item("ana+bo+cy@WECHAT:A")), world.post(item("bo+cy@TMALL"), item("ana+bo@JD")))) {
                assertThat(Told.of(plan)).allMatch("ok"::equals);
                assertThat(plan.merges()).hasSize(2);
                assertThat(world.after(plan).customers.keySet()).containsExactly(ana);
            }
        }

        @Test
        void twoItemsThatWantTheSameMergeMakeOne() {
            Plan plan = world.post(item(LINE_OF_BOTH), item(LINE_OF_BOTH), item("bo@LINE"));

            assertThat(Told.of(plan)).containsExactly("ok", "ok", "ok");
            assertThat(plan.merges()).hasSize(1);
        }

        @Test
        void anItemThatFailsJoinsNobody() {
            world.linked("kim", NORFLEET, "FLEET_OWNER", null);

            Plan plan = world.post(
                    driver(LINE_OF_BOTH).under("kim@TMALL", "DEPOT_MGR"), driver("bo@WEBSITE"), driver("ana@LINE"));

            assertThat(Told.of(plan)).containsExactly("1627 /0/associationDetails/parentCustomer/roleCode", "ok", "ok");
            assertThat(plan.merges()).isEmpty();
            World after = world.after(plan);
            assertThat(after.places()).contains("ana: DRIVER", "bo@WEBSITE: DRIVER");
            assertThat(profiles(after, "ana")).containsExactly("INSTORE", "LINE");
            assertThat(profiles(after, "kim")).containsExactly("INSTORE");
        }

        @Test
        void newcomersOfTwoSourcesAreOnePerson() {
            Plan plan = world.post(item("cy"), item("cy+c2@WEBSITE"), item("c2@LINE"));

            assertThat(Told.of(plan)).containsExactly("ok", "ok", "ok");
            assertThat(Told.warnings(plan, 0)).isEmpty();
            assertThat(Told.warnings(plan, 1)).isEqualTo("8050 /1");
            assertThat(profiles(world.after(plan), "cy")).containsExactly("INSTORE", "WEBSITE", "LINE");
        }

        @Test
        void newcomersOfOneSourceAreNotJoinedByAnother() {
            Plan plan = world.post(item("cy"), item("cy+di@WEBSITE"), item("di"));

            assertThat(Told.of(plan)).containsExactly("ok", "8052 /1", "ok");
            assertThat(world.after(plan).customers).hasSize(4);
        }

        @Test
        void anUpdateJoinsNobody() {
            Plan plan = world.put(item("ana@WEBSITE"), item("bo@WEBSITE"));

            assertThat(Told.of(plan)).containsExactly("8009 /0", "ok");
        }

        @Test
        void somebodyDeletedIsJoinedWithNobody() {
            delete("bo");

            Plan plan = world.post(item(LINE_OF_BOTH), driver(LINE_OF_BOTH), item("bo@LINE"), driver("bo@LINE"));

            assertThat(Told.of(plan)).containsExactly("8026 /0", "3042 /1", "8026 /2", "3042 /3");
            assertThat(plan.merges()).isEmpty();
        }
    }

    @Test
    void somebodyDeletedDoesNotReturnAndDoesNotChange() {
        delete("ana");

        Plan post = world.post(
                item("ana"),
                driver("ana"),
                item("cy").in("NORFLEET").as("DEPOT_MGR").with("ana", "di"),
                driver("ed").under("ana"));
        Plan put = world.put(item("ana"));

        assertThat(Told.of(post))
                .containsExactly(
                        "8026 /0",
                        "3042 /1",
                        "ok [3042 /2/associationDetails/childCustomers/0, ok]",
                        "3042 /3/associationDetails/parentCustomer");
        assertThat(Told.of(world.post(driver("ed").under("ana"))))
                .containsExactly("3042 /0/associationDetails/parentCustomer");
        assertThat(Told.of(put)).containsExactly("3042 /0");
    }

    @Test
    void anExistingPersonIsUpdatedWhereThatIsAskedFor() {
        ItemBuilder[] items = {
            item("ana+new")
                    .amended(draft ->
                            DraftBuilder.like(draft).referralCode("REF").build()),
            driver("bo@WEBSITE")
        };

        Plan plan = world.plan(new Batch(
                Operation.ASSOCIATE,
                Batch.Options.of(Atomicity.ITEM).updatingExisting(),
                ItemBuilder.items(Arrays.asList(items))));

        assertThat(Told.of(plan)).containsExactly("ok", "ok");
        assertThat(Told.warnings(plan, 0)).isEqualTo("91006 /0/profiles/0/identifiers");
        assertThat(Told.warnings(plan, 1)).isEqualTo("8028 /1");
        assertThat(plan.people())
                .filteredOn(person -> person instanceof PlannedPerson.Registered)
                .map(person -> ((PlannedPerson.Registered) person).after().referralCode())
                .containsExactlyInAnyOrder("REF", null);
        Customer after = Objects.requireNonNull(world.after(plan).customers.get(world.id("ana")));
        assertThat(after.profiles().getFirst())
                .extracting(Profile::identifiers)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }
}
