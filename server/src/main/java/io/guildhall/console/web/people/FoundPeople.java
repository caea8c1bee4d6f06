package io.guildhall.console.web.people;

import io.guildhall.console.web.Pages;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.person.PeopleSearch.Found;
import io.guildhall.person.domain.SearchText;
import io.guildhall.wire.Page;
import java.util.List;
import java.util.stream.Stream;

/// One page of what a search found.
public record FoundPeople(List<Row> rows, Pages pages) {

    /// @param name empty for somebody without one
    public record Row(long id, String name, List<Detail> details) {
        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    /// An identifier or a card.
    ///
    /// @param matched whether it is what the search found the person by
    public record Detail(String type, String value, boolean matched) {
        @Override
        public String toString() {
            return "Detail[" + type + "]";
        }
    }

    static FoundPeople of(Found found, SearchText text, Page page) {
        return new FoundPeople(
                found.people().stream().map(person -> row(person, text)).toList(), Pages.of(page, found.total()));
    }

    private static Row row(Customer person, SearchText text) {
        Stream<Detail> identifiers = person.allIdentifiers().stream().map(one -> detail(one, text));
        Stream<Detail> cards = person.cards().stream().map(card -> detail(card, text));
        return new Row(
                person.id(), Names.of(person), Stream.concat(identifiers, cards).toList());
    }

    private static Detail detail(Identifier identifier, SearchText text) {
        return new Detail(identifier.type().wireName(), identifier.value(), text.isMatchedBy(identifier));
    }

    private static Detail detail(HeldCard card, SearchText text) {
        return new Detail("card", card.number(), text.isMatchedBy(card.number()));
    }
}
