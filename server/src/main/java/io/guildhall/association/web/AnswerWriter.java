package io.guildhall.association.web;

import io.guildhall.association.Applied;
import io.guildhall.association.BulkAssociation.Executed;
import io.guildhall.association.domain.CompanyRef;
import io.guildhall.association.domain.LinkWish;
import io.guildhall.association.domain.Operation;
import io.guildhall.association.domain.Plan.ItemOutcome;
import io.guildhall.association.domain.Plan.Place;
import io.guildhall.association.domain.Plan.Result;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.wire.PersonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes the answer of a bulk call: one element per item, in the order of the request (`spec/associate.md` §3 and
/// §4).
final class AnswerWriter {
    private final JsonGenerator json;
    private final PersonWriter people;
    private final Applied applied;
    private final Operation operation;

    AnswerWriter(JsonGenerator json, Executed executed, Operation operation) {
        this.json = json;
        this.people = new PersonWriter(executed.setup());
        this.applied = executed.applied();
        this.operation = operation;
    }

    void write(List<ItemOutcome> outcomes) {
        json.writeStartArray();
        for (ItemOutcome outcome : outcomes) {
            switch (operation) {
                case ASSOCIATE -> wrapper(outcome);
                case UPDATE -> flat(outcome);
            }
        }
        json.writeEndArray();
    }

    /// `{entity, childEntities, childCount, childFailureCount, childSuccessCount, errors}`.
    private void wrapper(ItemOutcome outcome) {
        json.writeStartObject();
        json.writeName("entity");
        json.writeStartObject();
        person(outcome);
        ProblemWriter.write(json, "warnings", outcome.self().warnings());
        json.writeEndObject();
        children(outcome);
        ProblemWriter.write(json, "errors", outcome.self().errors());
        ReasonWriter.write(json, outcome.self().reasons());
        json.writeEndObject();
    }

    /// The person's own members with `errors` and `warnings` beside them; children only where some were sent.
    private void flat(ItemOutcome outcome) {
        json.writeStartObject();
        person(outcome);
        ProblemWriter.write(json, "errors", outcome.self().errors());
        ProblemWriter.write(json, "warnings", outcome.self().warnings());
        ReasonWriter.write(json, outcome.self().reasons());
        if (!outcome.children().isEmpty()) {
            children(outcome);
        }
        json.writeEndObject();
    }

    private void person(ItemOutcome outcome) {
        Result self = outcome.self();
        Customer customer = customer(self);
        customer(customer, self);
        json.writeStringProperty("referralCode", customer.referralCode() == null ? "" : customer.referralCode());
        LinkWish wish = outcome.item().link();
        switch (self) {
            case Result.Done done -> {
                if (done.link() != null) {
                    place(outcome, done.link());
                }
            }
            case Result.Refused _ -> {
                if (wish != null) {
                    echo(wish);
                }
            }
        }
        json.writeName("extendedFields");
        PersonWriter.fields(json, customer.extendedFields());
    }

    private Customer customer(Result result) {
        return switch (result) {
            case Result.Done done -> applied.people().get(done.person());
            case Result.Refused refused -> refused.asRequested();
        };
    }

    private void customer(Customer customer, Result result) {
        if (customer.isRegistered()) {
            json.writeNumberProperty("id", customer.id());
        }
        // the reference leaves the tills out of a refused update's echo
        boolean attributed = operation == Operation.ASSOCIATE || result instanceof Result.Done;
        people.common(json, customer, result.conflicting(), attributed);
    }

    private void place(ItemOutcome outcome, Place place) {
        json.writeName("associationDetails");
        json.writeStartObject();
        json.writeStringProperty("hierarchyCode", place.hierarchy().code());
        json.writeNumberProperty("hierarchyId", place.hierarchy().id());
        json.writeStringProperty("roleCode", place.roleCode());
        if (place.parent() != null) {
            json.writeName("parentCustomer");
            profiles(applied.people().get(place.parent()));
        }
        if (!outcome.children().isEmpty()) {
            childCustomers(outcome.children());
        }
        company(place);
        if (!outcome.children().isEmpty() && place.childRoleCode() != null) {
            json.writeStringProperty("childRoleCode", place.childRoleCode());
        }
        parentRoleId(place);
        flags(place.hierarchy().skipRoleAllowed(), place.isNew(), false);
        json.writeEndObject();
    }

    private void childCustomers(List<Result> children) {
        json.writeName("childCustomers");
        json.writeStartArray();
        for (Result child : children) {
            if (child instanceof Result.Done done) {
                profiles(applied.people().get(done.person()));
            }
        }
        json.writeEndArray();
    }

    private void profiles(Customer customer) {
        json.writeStartObject();
        json.writeName("profiles");
        people.profiles(json, customer, List.of(), true);
        json.writeName("extendedFields");
        PersonWriter.fields(json, customer.extendedFields());
        json.writeEndObject();
    }

    private void company(Place place) {
        CompanyRef company = place.company();
        if (company == null) {
            return;
        }
        json.writeName("fleetCompany");
        json.writeStartObject();
        json.writeStringProperty("externalId", company.externalId());
        Long id = applied.companyId(company);
        if (id != null) {
            json.writeNumberProperty("companyId", id);
        }
        if (place.createsCompany()) {
            json.writeBooleanProperty("created", true);
        }
        json.writeEndObject();
    }

    /// The parent's membership; a dry run cannot know one that it would only create.
    private void parentRoleId(Place place) {
        Long id = place.parentAssociationId();
        if (id == null && place.parent() != null) {
            id = applied.associationIds()[place.parent()];
        }
        if (id != null && id != 0) {
            json.writeNumberProperty("parentRoleId", id);
        }
    }

    private void flags(boolean skipLevelAllowed, boolean isNew, boolean isChild) {
        json.writeBooleanProperty("skipLevelAllowed", skipLevelAllowed);
        json.writeBooleanProperty("new", isNew);
        json.writeBooleanProperty("childCustomer", isChild);
    }

    /// What was asked for, as the reference echoes it beside a refusal.
    private void echo(LinkWish wish) {
        json.writeName("associationDetails");
        json.writeStartObject();
        text("hierarchyCode", wish.hierarchyCode());
        text("roleCode", wish.roleCode());
        text("childRoleCode", wish.childRoleCode());
        if (wish.company() != null) {
            json.writeName("fleetCompany");
            json.writeStartObject();
            text("externalId", wish.company().externalId());
            json.writeEndObject();
        }
        flags(false, operation == Operation.UPDATE, false);
        json.writeEndObject();
    }

    private void children(ItemOutcome outcome) {
        int failed = 0;
        json.writeName("childEntities");
        json.writeStartArray();
        for (Result child : outcome.children()) {
            child(child);
            failed += child instanceof Result.Refused ? 1 : 0;
        }
        json.writeEndArray();
        int count = outcome.children().size();
        json.writeNumberProperty("childCount", count);
        json.writeNumberProperty("childFailureCount", failed);
        json.writeNumberProperty("childSuccessCount", count - failed);
    }

    private void child(Result child) {
        json.writeStartObject();
        Customer customer = customer(child);
        customer(customer, child);
        json.writeName("associationDetails");
        json.writeStartObject();
        if (child instanceof Result.Done done && done.link() != null) {
            Place place = done.link();
            json.writeStringProperty("hierarchyCode", place.hierarchy().code());
            json.writeNumberProperty("hierarchyId", place.hierarchy().id());
            json.writeStringProperty("roleCode", place.roleCode());
            company(place);
            parentRoleId(place);
            flags(place.hierarchy().skipRoleAllowed(), place.isNew(), true);
        } else {
            flags(false, false, true);
        }
        json.writeEndObject();
        json.writeName("extendedFields");
        PersonWriter.fields(json, customer.extendedFields());
        ProblemWriter.write(json, "warnings", child.warnings());
        ProblemWriter.write(json, "errors", child.errors());
        ReasonWriter.write(json, child.reasons());
        json.writeEndObject();
    }

    private void text(String member, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(member, value);
        }
    }
}
