package io.guildhall.e2e.client;

import io.guildhall.client.model.Associated;
import io.guildhall.client.model.ChildEntity;
import io.guildhall.client.model.CustomerDetails;
import io.guildhall.client.model.IdentifierType;
import io.guildhall.client.model.LinkedCompany;
import io.guildhall.client.model.LinkedPerson;
import io.guildhall.client.model.ListedPerson;
import io.guildhall.client.model.Place;
import io.guildhall.client.model.Problem;
import io.guildhall.client.model.Profile;
import io.guildhall.client.model.Updated;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an answer of the generated client for Java says became of each person, in the shape of the demo's expectations.
final class Seen {
    private Seen() {}

    static List<ObjectNode> associated(List<Associated> items) {
        List<ObjectNode> people = new ArrayList<>();
        for (Associated item : items) {
            var entity = item.getEntity();
            Place place = entity.getAssociationDetails();
            ObjectNode self = person(entity.getProfiles(), item.getErrors(), entity.getWarnings());
            place(self, entity.getId(), place, place == null ? "REGISTERED" : "UNCHANGED");
            people.add(self);
            for (ChildEntity child : item.getChildEntities()) {
                people.add(child(child, self.path("person").stringValue()));
            }
        }
        return people;
    }

    static List<ObjectNode> updated(List<Updated> items) {
        List<ObjectNode> people = new ArrayList<>();
        for (Updated item : items) {
            ObjectNode self = person(item.getProfiles(), item.getErrors(), item.getWarnings());
            place(self, item.getId(), item.getAssociationDetails(), "UPDATED");
            people.add(self);
        }
        return people;
    }

    static List<ObjectNode> listed(List<ListedPerson> rows) {
        List<ObjectNode> people = new ArrayList<>();
        for (ListedPerson row : rows) {
            people.add(person(row.getProfiles(), List.of(), List.of())
                    .put("id", row.getProfiles().getFirst().getUserId())
                    .put("outcome", "FOUND")
                    .put("role", row.getRoleCode())
                    .put("parent", name(row.getParentCustomer())));
        }
        return people;
    }

    static void problems(ObjectNode seen, List<Problem> errors, List<Problem> warnings) {
        ArrayNode problems = seen.putArray("problems");
        errors.forEach(error -> problem(problems, true, error));
        warnings.forEach(warning -> problem(problems, false, warning));
    }

    private static void problem(ArrayNode problems, boolean isError, Problem problem) {
        problems.addObject()
                .put("isError", isError)
                .put("code", problem.getCode())
                .put("field", problem.getField());
    }

    /// A person whose errors make the outcome REFUSED.
    private static ObjectNode person(List<Profile> profiles, List<Problem> errors, List<Problem> warnings) {
        ObjectNode person = Demo.JSON.createObjectNode().put("person", name(profiles));
        cards(profiles).forEach(person.withArray("holds")::add);
        problems(person, errors, warnings);
        if (!errors.isEmpty()) {
            person.put("outcome", "REFUSED");
        }
        return person;
    }

    private static void place(ObjectNode person, Long id, Place place, String otherwise) {
        if (person.has("outcome")) {
            return;
        }
        person.put("id", id).put("outcome", otherwise);
        if (place != null) {
            person.put("outcome", place.getNew() ? "LINKED" : otherwise)
                    .put("role", place.getRoleCode())
                    .put("parent", name(place.getParentCustomer()));
            company(person, place.getFleetCompany());
        }
    }

    private static ObjectNode child(ChildEntity child, String parent) {
        ObjectNode person = person(child.getProfiles(), child.getErrors(), child.getWarnings());
        if (!person.has("outcome")) {
            var place = child.getAssociationDetails();
            person.put("id", child.getId())
                    .put("outcome", place.getNew() ? "LINKED" : "UNCHANGED")
                    .put("role", place.getRoleCode())
                    .put("parent", parent);
            company(person, place.getFleetCompany());
        }
        return person;
    }

    private static void company(ObjectNode person, LinkedCompany company) {
        if (company != null) {
            person.put("company", company.getExternalId()).put("createsCompany", company.getCreated() != null);
        }
    }

    static ObjectNode details(CustomerDetails details) {
        ObjectNode person = person(details.getProfiles(), List.of(), details.getWarnings())
                .put("id", details.getId())
                .put("outcome", "FOUND");
        details.getLoyaltyProgramDetails()
                .forEach(program -> person.withArray("holds")
                        .add("%s: %s, %d points"
                                .formatted(
                                        program.getTitle(),
                                        program.getCurrentSlab(),
                                        program.getLoyaltyPoints().longValue())));
        return person;
    }

    private static List<String> cards(List<Profile> profiles) {
        return profiles.getFirst().getIdentifiers().stream()
                .filter(identifier -> identifier.getType() == IdentifierType.CARDNUMBER)
                .map(identifier -> identifier.getSeriesCode() + " " + identifier.getValue())
                .toList();
    }

    private static String name(LinkedPerson person) {
        return person == null ? null : name(person.getProfiles());
    }

    private static String name(List<Profile> profiles) {
        Profile first = profiles.getFirst();
        return (first.getFirstName() + " " + first.getLastName()).strip();
    }
}
