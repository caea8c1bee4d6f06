package io.guildhall.group.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The survivor is 1, the victims are 2 and 3.
class GroupHandoverTest {
    private final List<HeldMembership> held = new ArrayList<>();

    private void belongs(long group, long customer, boolean primary, boolean isDefault, String... permissions) {
        held.add(new HeldMembership(group, "g" + group, customer, primary, isDefault, List.of(permissions)));
    }

    private GroupHandover handover() {
        TreeMap<Long, Long> survivorOf = new TreeMap<>();
        survivorOf.put(2L, 1L);
        survivorOf.put(3L, 1L);
        return GroupHandover.of(survivorOf, held);
    }

    private static String told(HeldMembership membership) {
        return membership.customerId() + " in " + membership.groupId() + (membership.primaryMember() ? " primary" : "")
                + (membership.defaultGroup() ? " default" : "") + membership.permissions();
    }

    private static List<String> kept(GroupHandover handover) {
        return handover.kept().stream()
                .map(kept -> told(kept.before()) + " -> " + told(kept.after()))
                .toList();
    }

    private static List<String> ended(GroupHandover handover) {
        return handover.ended().stream().map(GroupHandoverTest::told).toList();
    }

    @Test
    void aVictimsPlaceGoesOverWhole() {
        belongs(10, 2, true, true, "earn_points");

        GroupHandover handover = handover();

        assertThat(kept(handover))
                .containsExactly("2 in 10 primary default[earn_points] -> 1 in 10 primary default[earn_points]");
        assertThat(handover.ended()).isEmpty();
    }

    @Test
    void theSurvivorsDefaultGroupStays() {
        belongs(10, 2, false, true);
        belongs(11, 1, false, true);

        assertThat(kept(handover())).containsExactly("2 in 10 default[] -> 1 in 10[]");
    }

    @Test
    void ofSeveralDefaultGroupsThatOfTheOldestVictimIsLeft() {
        belongs(10, 3, false, true);
        belongs(11, 2, false, true);

        assertThat(kept(handover()))
                .containsExactly("3 in 10 default[] -> 1 in 10[]", "2 in 11 default[] -> 1 in 11 default[]");
    }

    @Test
    void whoeverIsAMemberAlreadyGetsWhatTheVictimWasInTheGroup() {
        belongs(10, 1, false, false, "a");
        belongs(10, 2, true, true, "b", "a");

        GroupHandover handover = handover();

        assertThat(kept(handover)).containsExactly("1 in 10[a] -> 1 in 10 primary default[a, b]");
        assertThat(ended(handover)).containsExactly("2 in 10 primary default[b, a]");
    }

    @Test
    void twoVictimsInOneGroupAreOneMember() {
        belongs(10, 2, false, true);
        belongs(10, 3, true, true);

        GroupHandover handover = handover();

        assertThat(kept(handover)).containsExactly("2 in 10 default[] -> 1 in 10 primary default[]");
        assertThat(ended(handover)).containsExactly("3 in 10 primary default[]");
    }

    @Test
    void theSurvivorsOwnPlacesStayAsTheyAre() {
        belongs(10, 1, true, true, "a");
        belongs(10, 2, false, false, "a");

        GroupHandover handover = handover();

        assertThat(handover.kept()).isEmpty();
        assertThat(ended(handover)).containsExactly("2 in 10[a]");
    }
}
