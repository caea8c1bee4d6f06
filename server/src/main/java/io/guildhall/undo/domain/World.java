package io.guildhall.undo.domain;

import io.guildhall.association.domain.Membership;
import io.guildhall.card.domain.Card;
import io.guildhall.company.domain.CompanyState;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.PersonState;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.loyalty.domain.Reversible;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How everything that a revert could touch stands now, held until the transaction ends.
public record World(People people, Places places, Companies companies, Cards cards, Loyalty loyalty) {

    /// An identifier in one of a person's profiles.
    public record OwnedKey(MatchKey key, ProfileKey profile) {}

    /// @param states everybody concerned by id; who is gone is absent
    /// @param subscriptions by person
    /// @param victims who has become one of these people
    /// @param owners to whom identifiers belong
    public record People(
            Map<Long, PersonState> states,
            Map<Long, List<Subscription>> subscriptions,
            Map<Long, Set<Long>> victims,
            Map<OwnedKey, Long> owners) {}

    /// @param memberships all that are concerned, open or not, by id
    /// @param children who stands directly below, by the parent's membership
    /// @param defaultChildren the default child by the parent's membership
    /// @param caps most children by membership; absent where there is none but what nobody reaches
    public record Places(
            Map<Long, Membership> memberships,
            Map<Long, Set<Long>> children,
            Map<Long, Long> defaultChildren,
            Map<Long, Integer> caps) {}

    /// @param states by id; a company that is gone is absent
    /// @param keys ids of companies that have one of the external ids asked for
    /// @param below ids of the companies directly below
    /// @param people open memberships in the company
    public record Companies(
            Map<Long, CompanyState> states,
            Map<String, Long> keys,
            Map<Long, Set<Long>> below,
            Map<Long, Set<Long>> people) {}

    /// @param states by id; a card that is gone is absent
    /// @param held ids of all cards of people who may go, by person
    /// @param numbers and
    /// @param externalIds ids of the cards that have one of those asked for
    public record Cards(
            Map<Long, Card> states,
            Map<Long, Set<Long>> held,
            Map<String, Long> numbers,
            Map<String, Long> externalIds) {}

    /// @param enrolments by id, all of people who are concerned
    /// @param postings of the change set
    public record Loyalty(Map<Long, Enrolment> enrolments, List<Reversible> postings) {}
}
