package io.guildhall.hierarchy.domain;

import static io.guildhall.hierarchy.domain.Drafts.draft;
import static io.guildhall.hierarchy.domain.Drafts.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.hierarchy.domain.HierarchyChange.Use;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HierarchyChangeTest {
    private static final Use LINKED = new Use(true, false);
    private static final Use COMPANIES = new Use(false, true);

    private static Drafts three() {
        return draft().role("A", "B", 5).role("B", "C", 5).role("C", null, null);
    }

    private static Hierarchy stored(Drafts draft) {
        return stored(7, draft);
    }

    private static Hierarchy stored(long id, Drafts draft) {
        return HierarchyChange.created(id, draft.build(), "till", Instant.EPOCH);
    }

    private static List<String> refusals(Drafts before, Drafts wanted, Use use) {
        return found(HierarchyChange.refusals(stored(before), wanted.build(), use));
    }

    @Test
    void anUnusedHierarchyChangesFreely() {
        Drafts wanted =
                draft().code("NEW").lenient().skipping().role("X", "Y", 1).role("Y", null, null);

        assertThat(refusals(three(), wanted, Use.NONE)).isEmpty();
        assertThat(refusals(three(), wanted, COMPANIES))
                .as("companies care for none of it")
                .isEmpty();
    }

    @Test
    void aHierarchyInUseTakesWhatTakesNothingAway() {
        assertThat(refusals(
                        three(),
                        draft().name("Renamed")
                                .role("C", "D", 4)
                                .role("D", "E", 2)
                                .role("E", null, null)
                                .role("B", "C", 5)
                                .role("A", "B", 9, false, false, "earn_points"),
                        LINKED))
                .isEmpty();
    }

    @Test
    void aHierarchyInUseKeepsItsRules() {
        assertThat(refusals(
                        three(),
                        three().code("NEW").isDefault().lenient().skipping().autoGroup(),
                        LINKED))
                .containsExactly(
                        "1711 /code",
                        "1711 /default",
                        "1711 /hierarchyCreationStrict",
                        "1711 /skipRoleAllowed",
                        "1711 /autoGroupCreationEnabled");
    }

    @Test
    void aHierarchyInUseLosesNoRole() {
        assertThat(refusals(three(), draft().role("A", "C", 5).role("C", null, null), LINKED))
                .containsExactly("1711 /roles/0/childRoleCode", "1711 /roles");
    }

    @Test
    void aHierarchyInUseGetsNewRolesOnlyAtItsEnd() {
        assertThat(refusals(three(), three().role("T", "A", 5), LINKED)).containsExactly("1711 /roles/3");
        assertThat(refusals(
                        three(),
                        draft().role("A", "M", 5)
                                .role("M", "B", 5)
                                .role("B", "C", 5)
                                .role("C", null, null),
                        LINKED))
                .containsExactly("1711 /roles/0/childRoleCode", "1711 /roles/1");
        assertThat(refusals(
                        three(),
                        draft().role("A", "B", 5)
                                .role("B", "C", 5)
                                .role("C", "D", 1)
                                .role("W", "D", 1)
                                .role("D", null, null),
                        LINKED))
                .as("W is a new top role")
                .containsExactly("1711 /roles/3");
    }

    @Test
    void aHierarchyInUseLowersNoCapAndMovesNoAggregation() {
        assertThat(refusals(
                        three(),
                        draft().role("A", "B", 4, true, false)
                                .role("B", "C", 5, false, true)
                                .role("C", null, null),
                        LINKED))
                .containsExactly(
                        "1711 /roles/0/maxChild",
                        "1711 /roles/0/pointsAggregationRole",
                        "1711 /roles/1/nonAutomatedPointsAggregationRole");
    }

    @Test
    void switchingOffNeedsAnUnusedHierarchy() {
        assertThat(refusals(three(), three().active(false), Use.NONE)).isEmpty();
        assertThat(refusals(three(), three().active(false), COMPANIES)).containsExactly("1711 /active");
        assertThat(refusals(three(), three().active(false), LINKED)).containsExactly("1711 /active");
        assertThat(refusals(three().active(false), three().active(false), LINKED))
                .isEmpty();
    }

    @Test
    void switchingOnAgainIsAlwaysPossibleButHasToBeSaid() {
        Hierarchy off = stored(three().active(false));

        assertThat(HierarchyChange.refusals(off, three().active(true).build(), LINKED))
                .isEmpty();
        assertThat(HierarchyChange.changed(off, three().active(true).build()).active())
                .isTrue();
        assertThat(HierarchyChange.changed(off, three().build()).active()).isFalse();
    }

    @Test
    void aChangeKeepsIdCreatorAndTime() {
        Hierarchy after = HierarchyChange.changed(
                stored(three()),
                draft().code("X").name("n").role("P", "Q", 3).role("Q", null, 9).build());

        assertThat(after.id()).isEqualTo(7);
        assertThat(after.createdBy()).isEqualTo("till");
        assertThat(after.createdOn()).isEqualTo(Instant.EPOCH);
        assertThat(after.code()).isEqualTo("X");
        assertThat(after.roles())
                .containsExactly(
                        new Role("P", "Q", 3, List.of(), false, false),
                        new Role("Q", null, null, List.of(), false, false));
    }

    @Test
    void aNewDefaultTakesOverFromTheFormerOne() {
        Hierarchy former = stored(1, three().code("F").isDefault());
        Hierarchy off = stored(2, three().code("O").isDefault().active(false));
        Hierarchy next = stored(3, three().code("N").isDefault());

        assertThat(HierarchyChange.dethroned(List.of(former, off), List.of(next)))
                .singleElement()
                .satisfies(hierarchy -> {
                    assertThat(hierarchy.id()).isEqualTo(1);
                    assertThat(hierarchy.isDefault()).isFalse();
                    assertThat(hierarchy.active()).isTrue();
                });
        assertThat(HierarchyChange.dethroned(List.of(former), List.of(former))).isEmpty();
        assertThat(HierarchyChange.dethroned(List.of(former), List.of(off))).isEmpty();
        assertThat(HierarchyChange.dethroned(List.of(former), List.of(stored(4, three()))))
                .isEmpty();
    }

    @Test
    void anInactiveHierarchyIsOtherwiseTheSame() {
        Hierarchy hierarchy = stored(three().isDefault());

        assertThat(hierarchy.inactive().active()).isFalse();
        assertThat(hierarchy.inactive().isDefault()).isTrue();
        assertThat(HierarchyChange.changed(
                        hierarchy.inactive(), three().isDefault().active(true).build()))
                .isEqualTo(hierarchy);
    }
}
