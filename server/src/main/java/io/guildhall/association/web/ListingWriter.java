package io.guildhall.association.web;

import io.guildhall.association.LinkDirectory.Listing;
import io.guildhall.association.LinkDirectory.Row;
import io.guildhall.association.store.LinkReads.LinkedPerson;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.wire.PersonWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Writes the answer of `GET /v2/customers/bulk` (`spec/associate.md` §9).
final class ListingWriter {
    private final JsonGenerator json;
    private final PersonWriter people;
    private final Listing listing;
    private final boolean withDetails;
    private final boolean withCounts;

    ListingWriter(JsonGenerator json, Listing listing, boolean withDetails, boolean withCounts) {
        this.json = json;
        this.people = new PersonWriter(listing.setup());
        this.listing = listing;
        this.withDetails = withDetails;
        this.withCounts = withCounts;
    }

    void write() {
        json.writeStartObject();
        json.writeName("entity");
        json.writeStartObject();
        json.writeName("customers");
        json.writeStartArray();
        listing.people().forEach(this::row);
        json.writeEndArray();
        json.writeNumberProperty("count", listing.people().size());
        json.writeNumberProperty("total", listing.total());
        json.writeStringProperty("cursor", listing.cursor());
        noProblems();
        json.writeEndObject();
        noProblems();
        json.writeBooleanProperty("success", true);
        json.writeEndObject();
    }

    private void row(Row row) {
        json.writeStartObject();
        person(row.customer());
        LinkedPerson place = row.place();
        if (place != null && withDetails) {
            json.writeStringProperty("roleCode", place.roleCode());
            json.writeStringProperty("createdDate", people.date(place.createdOn()));
            json.writeBooleanProperty("defaultChild", place.defaultChild());
            Customer parent = place.parentCustomerId() == null
                    ? null
                    : listing.customers().get(place.parentCustomerId());
            if (parent != null) {
                json.writeName("parentCustomer");
                json.writeStartObject();
                person(parent);
                json.writeEndObject();
            }
        }
        if (place != null && withCounts) {
            json.writeNumberProperty("noOfChildren", place.children());
        }
        json.writeEndObject();
    }

    private void person(Customer customer) {
        json.writeName("profiles");
        people.profiles(json, customer, List.of(), true);
        json.writeName("extendedFields");
        PersonWriter.fields(json, customer.extendedFields());
    }

    private void noProblems() {
        for (String member : List.of("errors", "warnings")) {
            json.writeName(member);
            json.writeStartArray();
            json.writeEndArray();
        }
    }
}
