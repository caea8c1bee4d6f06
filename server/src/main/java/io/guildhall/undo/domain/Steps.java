package io.guildhall.undo.domain;

import io.guildhall.association.domain.PlaceState;
import io.guildhall.card.domain.Card;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.company.domain.CompanyState;
import io.guildhall.customer.domain.PersonState;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.loyalty.domain.Enrolment;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Everything that a change set did, the other way round. Groups are not here: they follow the places.
///
/// @param erased records of people who were erased since: nobody knows what was before
public record Steps(
        List<Step<PersonState>> people,
        List<Step<List<Subscription>>> subscriptions,
        List<Step<PlaceState>> places,
        List<Step<CompanyState>> companies,
        List<Step<Card>> cards,
        List<Step<Enrolment>> enrolments,
        List<Erased> erased) {
    /// A record of somebody who was erased.
    public record Erased(EntityKey key, long personId) {}

    public Steps {
        people = List.copyOf(people);
        subscriptions = List.copyOf(subscriptions);
        places = List.copyOf(places);
        companies = List.copyOf(companies);
        cards = List.copyOf(cards);
        enrolments = List.copyOf(enrolments);
        erased = List.copyOf(erased);
    }

    public Stream<Step<?>> all() {
        return Stream.of(people, subscriptions, places, companies, cards, enrolments)
                .flatMap(List::stream);
    }

    /// Everybody whom any record is about, before or after.
    public SortedSet<Long> concerned() {
        SortedSet<Long> people = new TreeSet<>();
        all().forEach(step -> people.addAll(step.people()));
        return people;
    }
}
