package io.guildhall.company.domain;

import static io.guildhall.company.domain.CompanyRules.create;
import static io.guildhall.company.domain.CompanyRules.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.company.domain.CompanyDraft.ParentWish;
import io.guildhall.company.domain.CompanyRules.Decision;
import io.guildhall.company.domain.CompanyRules.Setup;
import io.guildhall.company.domain.CompanyRules.Update;
import io.guildhall.error.Problem;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.org.domain.FieldDefinition;
import io.guildhall.org.domain.FieldDefinition.DataType;
import io.guildhall.org.domain.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompanyRulesTest {
    private static final ParentWish UNSAID = new ParentWish.Unsaid();
    private static final Setup SETUP = new Setup(
            List.of(hierarchy(1, "FLEET", true, false), hierarchy(2, "OLD", false, false)),
            Map.of(
                    "industry", new FieldDefinition("industry", DataType.STRING, List.of(), false),
                    "size", new FieldDefinition("size", DataType.INTEGER, List.of(), false)),
            true);
    private static final Company TOP = company(10, "TOP", null, List.of(10L), true);
    private static final Company SUB = company(11, "SUB", 10L, List.of(10L, 11L), true);

    private static Hierarchy hierarchy(long id, String code, boolean active, boolean isDefault) {
        return new Hierarchy(id, code, "", "", active, isDefault, true, false, false, List.of(), null, Instant.EPOCH);
    }

    private static Company company(long id, String key, @Nullable Long parent, List<Long> path, boolean active) {
        return new Company(
                id, key, "Name of " + key, 1, parent, path, new Fields(Map.of("industry", "haulage")), active);
    }

    private static CompanyDraft wanted(@Nullable String key, @Nullable String name, @Nullable String hierarchy) {
        return new CompanyDraft(key, name, hierarchy, UNSAID, Map.of(), null);
    }

    private static CompanyDraft under(ParentWish parent) {
        return new CompanyDraft(null, null, null, parent, Map.of(), null);
    }

    private static List<String> found(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.code().number() + " " + problem.field())
                .toList();
    }

    @Test
    void aNewCompanyStandsBelowItsParent() {
        CompanyDraft draft =
                new CompanyDraft("NEW", "n", "FLEET", new ParentWish.Of("SUB"), Map.of("industry", "rail"), null);

        NewCompany created = create(12, draft, List.of(SUB), SETUP).wanted();

        assertThat(created)
                .isEqualTo(new NewCompany(
                        12, "NEW", "n", 1, 11L, List.of(10L, 11L, 12L), new Fields(Map.of("industry", "rail"))));
    }

    @Test
    void everythingMissingIsToldAtOnce() {
        Decision<NewCompany> decision =
                create(12, new CompanyDraft(null, "", null, new ParentWish.Of(""), Map.of(), null), List.of(), SETUP);

        assertThat(decision.wanted()).isNull();
        assertThat(found(decision.problems()))
                .containsExactly(
                        "1707 /externalId",
                        "403 /name",
                        "403 /hierarchyDefinitionCode",
                        "1707 /parentCompany/externalId");
    }

    @Test
    void keyHierarchyAndParentMustBeRight() {
        assertThat(found(create(12, wanted("SUB", "n", "NO"), List.of(SUB), SETUP)
                        .problems()))
                .containsExactly("1702 /externalId", "1701 /hierarchyDefinitionCode");
        assertThat(found(create(12, wanted("N", "n", "OLD"), List.of(), SETUP).problems()))
                .containsExactly("1610 /hierarchyDefinitionCode");
        CompanyDraft orphan = new CompanyDraft("N", "n", "FLEET", new ParentWish.Of("X"), Map.of(), null);
        assertThat(found(create(12, orphan, List.of(), SETUP).problems()))
                .containsExactly("1703 /parentCompany/externalId");
        CompanyDraft ownParent = new CompanyDraft("N", "n", "FLEET", new ParentWish.Of("N"), Map.of(), null);
        assertThat(found(create(12, ownParent, List.of(), SETUP).problems()))
                .containsExactly("1709 /parentCompany/externalId");
        CompanyDraft late = new CompanyDraft("N", "n", "FLEET", new ParentWish.Of("OFF"), Map.of(), null);
        Company off = company(13, "OFF", null, List.of(13L), false);
        assertThat(found(create(12, late, List.of(off), SETUP).problems()))
                .containsExactly("1705 /parentCompany/externalId");
    }

    @Test
    void withoutAHierarchyTheDefaultOneIsTaken() {
        Setup setup =
                new Setup(List.of(hierarchy(4, "OFF", false, true), hierarchy(5, "MAIN", true, true)), Map.of(), true);

        NewCompany created =
                create(12, wanted("N", "n", null), List.of(), setup).wanted();

        assertThat(created).isNotNull();
        assertThat(created.hierarchyId()).isEqualTo(5);
    }

    @Test
    void fieldsAreCheckedAgainstTheCatalogue() {
        CompanyDraft draft = new CompanyDraft(
                "N", "n", "FLEET", UNSAID, Map.of("industry", "", "size", "big", "no_such", "x"), null);

        Decision<NewCompany> decision = create(12, draft, List.of(), SETUP);

        assertThat(decision.wanted()).isNotNull();
        assertThat(found(decision.warnings()))
                .containsExactlyInAnyOrder(
                        "1692 /extendedFields/industry", "1691 /extendedFields/size", "1690 /extendedFields/no_such");
    }

    @Test
    void aMandatoryFieldMustBeThereOnANewCompany() {
        Setup setup = new Setup(
                SETUP.hierarchies(), Map.of("vat", new FieldDefinition("vat", DataType.STRING, List.of(), true)), true);

        assertThat(found(create(12, wanted("N", "n", "FLEET"), List.of(), setup).problems()))
                .containsExactly("1693 /extendedFields/vat");
        assertThat(update(TOP, wanted(null, "n", null), null, setup).problems()).isEmpty();
    }

    @Test
    void anUpdateChangesWhatItSaysAndNothingElse() {
        Decision<Update> decision =
                update(SUB, new CompanyDraft(null, "Renamed", null, UNSAID, Map.of("size", 3), null), null, SETUP);

        assertThat(decision.wanted()).isNotNull();
        Company after = decision.wanted().after();
        assertThat(after.name()).isEqualTo("Renamed");
        assertThat(after.extendedFields().values()).isEqualTo(Map.of("industry", "haulage", "size", 3L));
        assertThat(after.path()).isEqualTo(SUB.path());
        assertThat(after.parentId()).isEqualTo(10);
        assertThat(after.active()).isTrue();
        assertThat(decision.wanted().moved()).isFalse();
        assertThat(decision.wanted().switchedOff()).isFalse();
    }

    @Test
    void keyAndHierarchyStayWithAWarning() {
        assertThat(found(update(TOP, wanted("OTHER", null, "OLD"), null, SETUP).warnings()))
                .containsExactly("1682 /externalId", "1682 /hierarchyDefinitionCode");
        assertThat(update(TOP, wanted("TOP", null, "FLEET"), null, SETUP).warnings())
                .isEmpty();
        assertThat(update(TOP, wanted("TOP", null, ""), null, SETUP).warnings()).isEmpty();
    }

    @Test
    void aCompanyMovesUnderAnotherOneOrToTheTop() {
        Company other = company(20, "OTHER", null, List.of(20L), true);

        Update under =
                update(SUB, under(new ParentWish.Of("OTHER")), other, SETUP).wanted();
        assertThat(under).isNotNull();
        assertThat(under.moved()).isTrue();
        assertThat(under.after().path()).containsExactly(20L, 11L);

        Update top = update(SUB, under(new ParentWish.None()), null, SETUP).wanted();
        assertThat(top).isNotNull();
        assertThat(top.moved()).isTrue();
        assertThat(top.after().path()).containsExactly(11L);
        assertThat(top.after().parentId()).isNull();

        Update stays = update(SUB, under(new ParentWish.Of("TOP")), TOP, SETUP).wanted();
        assertThat(stays).isNotNull();
        assertThat(stays.moved()).isFalse();
    }

    @Test
    void companiesFormNoCircles() {
        assertThat(found(
                        update(TOP, under(new ParentWish.Of("TOP")), TOP, SETUP).problems()))
                .containsExactly("1709 /parentCompany/externalId");
        assertThat(found(
                        update(TOP, under(new ParentWish.Of("SUB")), SUB, SETUP).problems()))
                .containsExactly("1710 /parentCompany/externalId");
        assertThat(found(update(TOP, under(new ParentWish.Of("X")), null, SETUP).problems()))
                .containsExactly("1703 /parentCompany/externalId");
        assertThat(found(update(TOP, under(new ParentWish.Of("")), null, SETUP).problems()))
                .containsExactly("1707 /parentCompany/externalId");
    }

    @Test
    void anUpdateMaySwitchACompanyOffButNeverOn() {
        CompanyDraft off = new CompanyDraft(null, null, null, UNSAID, Map.of(), false);
        CompanyDraft on = new CompanyDraft(null, null, null, UNSAID, Map.of(), true);

        assertThat(update(TOP, off, null, SETUP).wanted()).isEqualTo(new Update(TOP.inactive(), false, true));
        assertThat(update(TOP, on, null, SETUP).wanted()).isEqualTo(new Update(TOP, false, false));
        assertThat(found(update(TOP.inactive(), on, null, SETUP).problems())).containsExactly("1706 /isActive");
        assertThat(found(update(TOP.inactive(), off, null, SETUP).problems())).containsExactly("1705 null");
    }

    @Test
    void anEmptyNameIsNoName() {
        assertThat(found(update(TOP, wanted(null, "", null), null, SETUP).problems()))
                .containsExactly("403 /name");
    }

    @Test
    void aDecisionIsEitherSomethingToWriteOrProblems() {
        assertThatThrownBy(() -> new Decision<>(null, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Decision<>("x", List.of(CompanyRules.taken("X")), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
