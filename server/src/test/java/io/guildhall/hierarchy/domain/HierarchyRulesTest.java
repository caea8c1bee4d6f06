package io.guildhall.hierarchy.domain;

import static io.guildhall.hierarchy.domain.Drafts.draft;
import static io.guildhall.hierarchy.domain.Drafts.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HierarchyRulesTest {
    private static List<String> check(Drafts draft) {
        return found(HierarchyRules.check(draft.build(), true));
    }

    @Test
    void acceptsRolesInAnyOrderAndTwoAboveOne() {
        assertThat(check(draft().role("RIDER", null, null)
                        .role("OWNER", "RIDER", 0)
                        .role("PARTNER", "RIDER", 30_000)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void acceptsTwoToEightRoles(int count) {
        assertThat(check(chain(count))).isEmpty();
    }

    @Test
    void refusesFewerRolesAndMore() {
        assertThat(check(draft())).containsExactly("1601 /roles");
        assertThat(check(chain(1))).containsExactly("1601 /roles");
        assertThat(check(chain(9))).containsExactly("1602 /roles");
    }

    private static Drafts chain(int count) {
        Drafts draft = draft();
        for (int i = 1; i < count; i++) {
            draft.role("R" + i, "R" + (i + 1), 1);
        }
        return draft.role("R" + count, null, null);
    }

    @Test
    void refusesAHierarchyOrRoleWithoutCode() {
        assertThat(check(draft().code("").role(null, "B", 1).role("", null, null)))
                .containsExactly("1613 /code", "1603 /roles/0/code", "1603 /roles/1/code");
        assertThat(check(chain(2).code(null))).containsExactly("1613 /code");
    }

    @Test
    void refusesTheSecondOfTwoRolesOfOneCode() {
        assertThat(check(draft().role("A", "B", 1).role("A", "B", 2).role("B", null, null)))
                .containsExactly("1606 /roles/1/code");
    }

    @Test
    void refusesImpossibleCaps() {
        assertThat(check(draft().role("A", "B", -1)
                        .role("B", "C", 30_001)
                        .role("C", "D", null)
                        .role("D", null, -5)))
                .containsExactly(
                        "1604 /roles/0/maxChild",
                        "1605 /roles/1/maxChild",
                        "1611 /roles/2/maxChild",
                        "1604 /roles/3/maxChild");
    }

    @Test
    void refusesAChildRoleThatIsNoRole() {
        assertThat(check(draft().role("A", "X", 1).role("B", null, null)))
                .containsExactly("1607 /roles/0/childRoleCode");
    }

    @Test
    void refusesEveryRoleWithoutChildRoleButTheLast() {
        assertThat(check(draft().role("A", "C", 1).role("B", null, null).role("C", null, null)))
                .containsExactly("1612 /roles/1/childRoleCode");
        assertThat(check(draft().role("C", null, null).role("A", "C", 1).role("B", null, null)))
                .as("C stands below A, so B is the one that lacks something")
                .containsExactly("1612 /roles/2/childRoleCode");
        assertThat(check(draft().role("A", null, null).role("B", null, null)))
                .containsExactly("1612 /roles/0/childRoleCode");
    }

    @Test
    void refusesEachCircleOnceAtItsFirstRole() {
        assertThat(check(draft().role("A", "B", 1).role("B", "A", 1))).containsExactly("1608 /roles/0/childRoleCode");
        assertThat(check(draft().role("A", "A", 1).role("B", null, null)))
                .containsExactly("1608 /roles/0/childRoleCode");
        assertThat(check(draft().role("T", "Y", 1)
                        .role("X", "Y", 1)
                        .role("Y", "Z", 1)
                        .role("Z", "X", 1)
                        .role("P", "Q", 1)
                        .role("Q", "P", 1)
                        .role("L", null, null)))
                .containsExactly("1608 /roles/1/childRoleCode", "1608 /roles/4/childRoleCode");
    }

    @Test
    void namesTheRolesOfACircle() {
        assertThat(HierarchyRules.check(
                        draft().role("A", "B", 1).role("B", "A", 1).build(), true))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("A > B > A"));
    }

    @Test
    void looksForCirclesOnlyWhereReferencesAreSound() {
        assertThat(check(draft().role("A", "A", 1).role("B", "X", 1))).containsExactly("1607 /roles/1/childRoleCode");
    }

    @Test
    void comparesNoRolesWhereSomethingCouldNotBeRead() {
        assertThat(found(HierarchyRules.check(
                        draft().role("A", "X", 1)
                                .role("B", null, null)
                                .role("C", null, null)
                                .autoGroup()
                                .build(),
                        false)))
                .isEmpty();
    }

    @Test
    void refusesPermissionsThatAreEmptyUnknownOrTwice() {
        assertThat(check(draft().role("A", "B", 1, false, false, "earn_points", "", "fly", "earn_points")
                        .role("B", null, null)))
                .containsExactly(
                        "1629 /roles/0/permissions/1/permissionCode",
                        "1630 /roles/0/permissions/2/permissionCode",
                        "1631 /roles/0/permissions/3/permissionCode");
    }

    @Test
    void knowsSixPermissions() {
        assertThat(check(draft().role(
                                "A",
                                "B",
                                1,
                                false,
                                false,
                                "block_points_redemption",
                                "allow_points_redemption",
                                "block_points_transfer",
                                "allow_points_transfer",
                                "earn_points",
                                "burn_points")
                        .role("B", null, null)))
                .isEmpty();
        assertThat(PermissionCode.values()).hasSize(6);
        assertThat(PermissionCode.EARN_POINTS.label()).isEqualTo("Earn points");
    }

    @Test
    void automaticGroupsNeedOneRoleThatAggregates() {
        assertThat(check(chain(2).autoGroup())).containsExactly("1614 /roles");
        assertThat(check(draft().autoGroup().role("A", "B", 1, true, false).role("B", null, null)))
                .isEmpty();
        assertThat(check(draft().autoGroup().role("A", "B", 1, true, false).role("B", null, null, true, false)))
                .containsExactly("1649 /roles/1/pointsAggregationRole");
        assertThat(check(draft().role("A", "B", 1, true, true).role("B", null, null)))
                .containsExactly("1650 /roles/0/nonAutomatedPointsAggregationRole");
    }

    @Test
    void tellsOfACapThatSaysNothing() {
        assertThat(found(HierarchyRules.warnings(
                        draft().role("A", "B", 1).role("B", null, 3).build())))
                .containsExactly("1682 /roles/1/maxChild");
    }
}
