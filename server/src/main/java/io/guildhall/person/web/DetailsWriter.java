package io.guildhall.person.web;

import static io.guildhall.error.ErrorCode.CUSTOMER_MERGED;

import io.guildhall.association.store.LinkReads.PlacedPerson;
import io.guildhall.customer.domain.Attribution;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.customer.wire.PersonWriter;
import io.guildhall.error.Problem;
import io.guildhall.group.store.Groups.GroupOfCustomer;
import io.guildhall.loyalty.wire.StandingWriter;
import io.guildhall.person.Embed;
import io.guildhall.person.PersonDirectory.Details;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes one person with whatever was asked to come along (`spec/domain.md` §5).
final class DetailsWriter {
    private final JsonGenerator json;
    private final Details details;
    private final PersonWriter people;

    DetailsWriter(JsonGenerator json, Details details) {
        this.json = json;
        this.details = details;
        this.people = new PersonWriter(details.setup());
    }

    void write() {
        Customer customer = details.customer();
        json.writeStartObject();
        json.writeNumberProperty("id", customer.id());
        json.writeName("profiles");
        people.profiles(json, customer, List.of(), true);
        loyaltyInfo(customer);
        json.writeName("segments");
        json.writeStartObject();
        json.writeEndObject();
        json.writeStringProperty(
                "associatedWith", people.tillCode(registration(customer).createdBy()));
        json.writeName("extendedFields");
        PersonWriter.fields(json, customer.extendedFields());
        if (!details.brings(Embed.IGNORE_CARD_DETAILS)) {
            cards(customer.cards());
        }
        if (details.brings(Embed.CUSTOMER_STATUS)) {
            json.writeStringProperty(
                    "statusLabel", customer.status().shownLabel(details.setup().customerLabels()));
        }
        if (details.brings(Embed.SUBSCRIPTIONS)) {
            subscriptions(details.subscriptions());
        }
        points();
        if (details.brings(Embed.USER_GROUP)) {
            groups(details.groups());
        }
        if (details.place() != null) {
            place(details.place(), details.parent());
        }
        warnings();
        json.writeEndObject();
    }

    private static Attribution registration(Customer customer) {
        return customer.profiles().getFirst().attribution();
    }

    private void loyaltyInfo(Customer customer) {
        Profile first = customer.profiles().getFirst();
        json.writeName("loyaltyInfo");
        json.writeStartObject();
        json.writeStringProperty("loyaltyType", PersonWriter.loyaltyType(customer.loyalty()));
        json.writeName("attributionV2");
        json.writeStartObject();
        people.attributionMembers(json, first.attribution(), true);
        json.writeStringProperty("createdFromSource", first.key().source());
        json.writeEndObject();
        json.writeNumberProperty("lifetimePurchases", 0); // purchases are not kept here
        json.writeEndObject();
    }

    private void cards(List<HeldCard> cards) {
        json.writeName("cardDetails");
        json.writeStartArray();
        for (HeldCard card : cards) {
            json.writeStartObject();
            json.writeStringProperty("cardNumber", card.number());
            json.writeStringProperty("seriesCode", card.seriesCode());
            json.writeStringProperty("statusLabel", card.statusLabel());
            text("cardExternalId", card.externalId());
            json.writeName("extendedFields");
            PersonWriter.fields(json, card.extendedFields());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void points() {
        StandingWriter standings = new StandingWriter(details.setup());
        if (details.brings(Embed.POINTS) || details.brings(Embed.MLP)) {
            json.writeName("loyaltyProgramDetails");
            standings.programDetails(json, details.standings());
        }
        if (details.brings(Embed.EXPIRY_SCHEDULES)) {
            json.writeName("expirySchedules");
            standings.expirySchedules(json, details.standings());
        }
        if (details.brings(Embed.EXPIRED_POINTS)) {
            json.writeName("expiredPoints");
            standings.expiredPoints(json, details.standings());
        }
    }

    private void groups(List<GroupOfCustomer> groups) {
        json.writeName("userGroups");
        json.writeStartArray();
        for (GroupOfCustomer group : groups) {
            json.writeStartObject();
            json.writeNumberProperty("groupId", group.groupId());
            json.writeStringProperty("externalId", group.externalId());
            json.writeStringProperty("groupName", group.name());
            json.writeStringProperty("groupStatus", group.status().name());
            json.writeBooleanProperty("primaryMember", group.primaryMember());
            json.writeBooleanProperty("defaultGroup", group.defaultGroup());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void subscriptions(List<Subscription> subscriptions) {
        json.writeName("subscriptions");
        json.writeStartArray();
        for (Subscription subscription : subscriptions) {
            json.writeStartObject();
            json.writeStringProperty("channel", subscription.channel());
            json.writeStringProperty("priority", subscription.priority().name());
            json.writeStringProperty("type", subscription.optedIn() ? "OPTIN" : "OPTOUT");
            json.writeStringProperty("sourceName", subscription.profile().source());
            json.writeStringProperty("accountId", subscription.profile().accountId());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void place(PlacedPerson place, @Nullable Customer parent) {
        json.writeName("associationDetails");
        json.writeStartObject();
        json.writeStringProperty("hierarchyCode", place.hierarchyCode());
        json.writeNumberProperty("hierarchyId", place.hierarchyId());
        json.writeStringProperty("roleCode", place.roleCode());
        if (parent != null) {
            json.writeName("parentCustomer");
            json.writeStartObject();
            json.writeName("profiles");
            people.profiles(json, parent, List.of(), true);
            json.writeName("extendedFields");
            PersonWriter.fields(json, parent.extendedFields());
            json.writeEndObject();
        }
        if (place.companyKey() != null && place.companyId() != null) {
            json.writeName("fleetCompany");
            json.writeStartObject();
            json.writeStringProperty("externalId", place.companyKey());
            json.writeNumberProperty("companyId", place.companyId());
            json.writeEndObject();
        }
        if (place.parentAssociationId() != null) {
            json.writeNumberProperty("parentRoleId", place.parentAssociationId());
        }
        json.writeBooleanProperty("skipLevelAllowed", place.skipRoleAllowed());
        json.writeBooleanProperty("new", false);
        json.writeBooleanProperty("childCustomer", false);
        json.writeEndObject();
    }

    private void warnings() {
        Long merged = details.mergedId();
        List<Problem> warnings = merged == null
                ? List.of()
                : List.of(Problem.of(
                        CUSTOMER_MERGED,
                        null,
                        Long.toString(merged),
                        Long.toString(details.customer().id())));
        json.writeName("warnings");
        PersonAnswer.problems(json, warnings);
    }

    private void text(String member, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(member, value);
        }
    }
}
