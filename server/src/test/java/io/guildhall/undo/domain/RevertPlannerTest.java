package io.guildhall.undo.domain;

import static io.guildhall.undo.domain.Situation.card;
import static io.guildhall.undo.domain.Situation.firm;
import static io.guildhall.undo.domain.Situation.named;
import static io.guildhall.undo.domain.Situation.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.customer.domain.PersonState.Merged;
import org.junit.jupiter.api.Test;

class RevertPlannerTest {
    private static Situation family() {
        return new Situation()
                .company(9, null, firm("NEW"))
                .person(1, null, named(1, "Bryn", "301"))
                .person(2, null, named(2, "Carys", "302"))
                .link(11, null, place(1, null, 9L))
                .link(12, null, place(2, 11L, 9L))
                .card(21, null, card(21, 1L))
                .enrolment(31, 1, false);
    }

    @Test
    void whatACallMadeIsGoneAsAWhole() {
        RevertPlan plan = family().plan();

        assertThat(plan.skipped()).isEmpty();
        assertThat(plan.removed()).isEqualTo(7);
        assertThat(plan.restored()).isZero();
        assertThat(plan.postings()).hasSize(1);
    }

    @Test
    void aChildThatWasChangedSinceKeepsTheParentAndTheCompany() {
        assertThat(family().nowPerson(2, named(2, "Other", "302")).staying())
                .containsExactlyInAnyOrder(
                        "CUSTOMER 2 CHANGED_SINCE",
                        "ASSOCIATION 12 HANGS_TOGETHER",
                        "ASSOCIATION 11 DEPENDED_ON",
                        "CUSTOMER 1 HANGS_TOGETHER",
                        "CARD 21 HANGS_TOGETHER",
                        "ENROLMENT 31 HANGS_TOGETHER",
                        "COMPANY 9 DEPENDED_ON");
    }

    @Test
    void aParentThatWasChangedSinceDoesNotKeepTheChild() {
        Situation situation = family().nowPerson(1, named(1, "Other", "301"));

        assertThat(situation.staying())
                .contains("CUSTOMER 1 CHANGED_SINCE", "COMPANY 9 DEPENDED_ON")
                .doesNotContain("CUSTOMER 2 HANGS_TOGETHER");
        assertThat(situation.plan().removed()).isEqualTo(2);
    }

    @Test
    void whatCameLaterIsDependedOn() {
        assertThat(family().nowPerson(3, named(3, "New"))
                        .nowLink(13, place(3, 12L, null))
                        .staying())
                .contains("ASSOCIATION 12 DEPENDED_ON", "CUSTOMER 2 HANGS_TOGETHER", "ASSOCIATION 11 DEPENDED_ON");
        assertThat(family().nowCard(22, card(22, 2L)).staying()).contains("CUSTOMER 2 DEPENDED_ON");
        assertThat(family().nowPerson(4, new Merged(2)).staying()).contains("CUSTOMER 2 DEPENDED_ON");
    }

    @Test
    void spentPointsKeepTheirHolder() {
        assertThat(new Situation()
                        .person(1, null, named(1, "Bryn"))
                        .enrolment(31, 1, true)
                        .staying())
                .containsExactly("CUSTOMER 1 HANGS_TOGETHER", "ENROLMENT 31 SPENT");
    }

    @Test
    void whatIsAsItWasAlreadyNeedsNothing() {
        RevertPlan plan = new Situation()
                .person(1, named(1, "Bryn"), named(1, "Carys"))
                .nowPerson(1, named(1, "Bryn"))
                .plan();

        assertThat(plan.skipped()).isEmpty();
        assertThat(plan.isNothing()).isTrue();
    }

    @Test
    void anIdentifierOfSomebodyElseIsAConflictUnlessItIsGivenUp() {
        Situation taken = new Situation()
                .person(1, named(1, "Bryn", "301"), named(1, "Bryn", "399"))
                .nowPerson(2, named(2, "Other", "301"))
                .owned("301", 2);
        assertThat(taken.staying()).containsExactly("CUSTOMER 1 TAKEN");

        Situation exchanged = new Situation()
                .person(1, named(1, "Bryn", "301"), named(1, "Bryn", "302"))
                .person(2, named(2, "Carys", "302"), named(2, "Carys", "301"))
                .owned("301", 2)
                .owned("302", 1);
        assertThat(exchanged.plan().restored()).isEqualTo(2);
    }

    @Test
    void peopleReturnToAParentOnlyWhereThereIsRoom() {
        Situation two = new Situation()
                .nowPerson(1, named(1, "A"))
                .nowPerson(2, named(2, "B"))
                .nowPerson(3, named(3, "C"))
                .nowLink(10, place(3, null, null))
                .nowLink(20, place(4, null, null))
                .link(11, place(1, 10L, null), place(1, 20L, null))
                .link(12, place(2, 10L, null), place(2, 20L, null))
                .cap(10, 1, 0);
        assertThat(two.staying()).containsExactly("ASSOCIATION 12 NO_ROOM");

        assertThat(two.nowLink(10, null).staying()).containsExactly("ASSOCIATION 11 MISSING", "ASSOCIATION 12 MISSING");
    }

    @Test
    void peopleWhoBecameOnePartAsAWholeOrNotAtAll() {
        Situation merged = new Situation()
                .person(1, named(1, "A", "301"), named(1, "A", "301", "302"))
                .person(2, named(2, "B", "302"), new Merged(1))
                .link(11, place(2, null, null), place(1, null, null))
                .owned("302", 1);
        assertThat(merged.plan().restored()).isEqualTo(3);

        assertThat(merged.nowPerson(1, named(1, "Other", "301", "302")).staying())
                .containsExactlyInAnyOrder(
                        "CUSTOMER 1 CHANGED_SINCE", "CUSTOMER 2 HANGS_TOGETHER", "ASSOCIATION 11 HANGS_TOGETHER");
    }

    @Test
    void whoWasErasedStaysErased() {
        assertThat(new Situation()
                        .erased(1)
                        .link(11, null, place(1, null, null))
                        .nowPerson(1, named(1, "x"))
                        .staying())
                .containsExactly("CUSTOMER 1 ERASED", "ASSOCIATION 11 HANGS_TOGETHER");
    }
}
