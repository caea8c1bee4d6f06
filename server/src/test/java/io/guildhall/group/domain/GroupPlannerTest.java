package io.guildhall.group.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.group.domain.GroupPlan.Join;
import io.guildhall.group.domain.GroupPlan.NewGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Somebody's customer id is a hundred more than the membership's, and a group's id a thousand more than its owner's.
class GroupPlannerTest {
    private static final long ABOVE = 1;
    private static final long OWNER = 2;
    private static final long MANAGER = 3;
    private static final long DRIVER = 4;
    private static final long OTHER = 5;

    private final List<Relative> relatives = new ArrayList<>();
    private final List<OpenMembership> open = new ArrayList<>();
    private final List<FollowingGroup> groups = new ArrayList<>();

    private void stands(long id, Long parent, boolean moved) {
        boolean owner = id == OWNER || id == OTHER;
        List<String> permissions = id == DRIVER ? List.of("earn_points") : List.of();
        relatives.add(new Relative(id, id + 100, owner, permissions, owner ? 12L : null, parent, moved));
    }

    private void moved(long id, Long parent) {
        stands(id, parent, true);
    }

    private void stayed(long id, Long parent) {
        stands(id, parent, false);
    }

    private void belongs(long owner, long id, boolean defaultGroup) {
        open.add(new OpenMembership(owner + 1000, owner, id + 100, owner == id, defaultGroup));
    }

    private void group(long owner, int members) {
        groups.add(new FollowingGroup(owner + 1000, owner, "auto-12-" + (owner + 100), 30_000, members));
    }

    private GroupPlan plan() {
        return GroupPlanner.plan(relatives, open, groups);
    }

    private static String told(Join join) {
        return (join.customerId() - 100) + " in " + join.ownerId() + (join.primaryMember() ? " primary" : "")
                + (join.defaultGroup() ? " default" : "");
    }

    private static List<String> joining(GroupPlan plan) {
        return plan.joining().stream().map(GroupPlannerTest::told).toList();
    }

    private static List<String> leaving(GroupPlan plan) {
        return plan.leaving().stream()
                .map(leave -> (leave.membership().customerId() - 100) + " from " + leave.ownerId())
                .toList();
    }

    @Test
    void anOwnerIsGivenAGroupWithThemselfAsPrimaryMember() {
        moved(OWNER, null);

        GroupPlan plan = plan();

        assertThat(plan.created()).containsExactly(new NewGroup(OWNER, "auto-12-102", 12L));
        assertThat(joining(plan)).containsExactly("2 in 2 primary default");
        assertThat(plan.leaving()).isEmpty();
    }

    @Test
    void withoutACompanyTheKeyOfTheGroupSaysZero() {
        relatives.add(new Relative(OWNER, 102, true, List.of(), null, null, true));

        assertThat(plan().created()).extracting(NewGroup::externalId).containsExactly("auto-0-102");
    }

    @Test
    void everybodyAboveAndBelowJoinsWhateverTheDepth() {
        moved(ABOVE, null);
        moved(OWNER, ABOVE);
        moved(MANAGER, OWNER);
        moved(DRIVER, MANAGER);

        GroupPlan plan = plan();

        assertThat(joining(plan))
                .containsExactly("2 in 2 primary default", "1 in 2 default", "3 in 2 default", "4 in 2 default");
        assertThat(plan.joining().getLast().permissions()).containsExactly("earn_points");
    }

    @Test
    void somebodyLinkedLaterJoinsTheOwnersGroupAndNobodyElseIsTouched() {
        stayed(ABOVE, null);
        stayed(OWNER, ABOVE);
        stayed(MANAGER, OWNER);
        moved(DRIVER, MANAGER);
        group(OWNER, 3);
        belongs(OWNER, ABOVE, true);
        belongs(OWNER, OWNER, true);
        belongs(OWNER, MANAGER, true);

        GroupPlan plan = plan();

        assertThat(plan.created()).isEmpty();
        assertThat(joining(plan)).containsExactly("4 in 2 default");
        assertThat(plan.leaving()).isEmpty();
    }

    @Test
    void planningAgainAfterwardsChangesNothing() {
        stayed(ABOVE, null);
        moved(OWNER, ABOVE);
        moved(MANAGER, OWNER);
        moved(DRIVER, MANAGER);
        group(OWNER, 4);
        for (long id : List.of(ABOVE, OWNER, MANAGER, DRIVER)) {
            belongs(OWNER, id, true);
        }

        assertThat(plan()).isEqualTo(new GroupPlan(List.of(), List.of(), List.of(), Set.of()));
    }

    @Test
    void anOwnerBelowAnotherBelongsToBothGroupsButThePeopleBelowToTheNextOne() {
        moved(OWNER, null);
        moved(OTHER, OWNER);
        moved(DRIVER, OTHER);

        assertThat(joining(plan()))
                .containsExactly(
                        "2 in 2 primary default", "5 in 5 primary default", "5 in 2", "2 in 5", "4 in 5 default");
    }

    @Test
    void whoeverStandsAboveTwoOwnersBelongsToBothGroupsAndTheFirstIsTheDefault() {
        moved(ABOVE, null);
        moved(OWNER, ABOVE);
        moved(OTHER, ABOVE);

        assertThat(joining(plan()))
                .containsExactly("2 in 2 primary default", "5 in 5 primary default", "1 in 2 default", "1 in 5");
    }

    @Test
    void aMoveToAnotherOwnerLeavesTheOneGroupAndJoinsTheOther() {
        stayed(OWNER, null);
        stayed(OTHER, null);
        moved(DRIVER, OTHER);
        group(OWNER, 2);
        group(OTHER, 1);
        belongs(OWNER, OWNER, true);
        belongs(OTHER, OTHER, true);
        belongs(OWNER, DRIVER, true);

        GroupPlan plan = plan();

        assertThat(leaving(plan)).containsExactly("4 from 2");
        assertThat(joining(plan)).containsExactly("4 in 5 default");
    }

    @Test
    void aMoveWithPeopleBelowTakesThemAlong() {
        stayed(OWNER, null);
        stayed(OTHER, null);
        moved(MANAGER, OTHER);
        moved(DRIVER, MANAGER);
        group(OWNER, 3);
        group(OTHER, 1);
        belongs(OWNER, MANAGER, true);
        belongs(OWNER, DRIVER, true);

        GroupPlan plan = plan();

        assertThat(leaving(plan)).containsExactly("3 from 2", "4 from 2");
        assertThat(joining(plan)).containsExactly("3 in 5 default", "4 in 5 default");
    }

    @Test
    void aMoveToSomebodyWithoutAnOwnerOnlyLeaves() {
        stayed(OWNER, null);
        stayed(ABOVE, null);
        moved(DRIVER, ABOVE);
        group(OWNER, 2);
        belongs(OWNER, DRIVER, true);

        GroupPlan plan = plan();

        assertThat(leaving(plan)).containsExactly("4 from 2");
        assertThat(plan.joining()).isEmpty();
    }

    @Test
    void anOwnerWhoMovesKeepsTheGroupAndChangesWhoStandsAbove() {
        long otherAbove = 9;
        stayed(ABOVE, null);
        stayed(otherAbove, null);
        moved(OWNER, otherAbove);
        group(OWNER, 2);
        belongs(OWNER, ABOVE, true);
        belongs(OWNER, OWNER, true);

        GroupPlan plan = plan();

        assertThat(plan.created()).isEmpty();
        assertThat(leaving(plan)).containsExactly("1 from 2");
        assertThat(joining(plan)).containsExactly("9 in 2 default");
    }

    @Test
    void anOwnerRegisteredAfterTheDriversGathersThem() {
        moved(OWNER, null);
        moved(MANAGER, OWNER);
        moved(DRIVER, MANAGER);

        GroupPlan plan = plan();

        assertThat(plan.created()).hasSize(1);
        assertThat(joining(plan)).containsExactly("2 in 2 primary default", "3 in 2 default", "4 in 2 default");
    }

    @Test
    void aGroupMadeByHandIsLeftAloneAndStaysTheDefault() {
        stayed(OWNER, null);
        moved(DRIVER, OWNER);
        group(OWNER, 1);
        open.add(new OpenMembership(7, null, DRIVER + 100, false, true));

        GroupPlan plan = plan();

        assertThat(plan.leaving()).isEmpty();
        assertThat(joining(plan)).containsExactly("4 in 2");
    }

    @Test
    void aFullGroupTakesAsManyAsThereIsRoomForAndTellsWhoIsLeft() {
        stayed(OWNER, null);
        moved(MANAGER, OWNER);
        moved(DRIVER, OWNER);
        group(OWNER, 29_999);

        GroupPlan plan = plan();

        assertThat(joining(plan)).containsExactly("3 in 2 default");
        assertThat(plan.withoutRoom()).containsExactly(DRIVER + 100);
    }

    @Test
    void thePlaceOfSomebodyWhoLeavesIsFree() {
        stayed(OWNER, null);
        stayed(OTHER, null);
        moved(MANAGER, OTHER);
        moved(DRIVER, OWNER);
        group(OWNER, 30_000);
        group(OTHER, 1);
        belongs(OWNER, MANAGER, true);

        GroupPlan plan = plan();

        assertThat(joining(plan)).containsExactly("4 in 2 default", "3 in 5 default");
        assertThat(plan.withoutRoom()).isEmpty();
    }
}
