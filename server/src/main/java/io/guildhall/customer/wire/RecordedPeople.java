package io.guildhall.customer.wire;

import io.guildhall.customer.domain.Attribution;
import io.guildhall.customer.domain.Channel;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.CustomerStatus;
import io.guildhall.customer.domain.CustomerStatus.Status;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.PersonState;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.org.domain.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads people as change sets keep them, the other way round of [PersonWriter#state].
public final class RecordedPeople {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    private RecordedPeople() {}

    /// What a person's subscriptions are, as a change set keeps them.
    public record Subscriptions(List<Subscription> subscriptions) {}

    public static String text(List<Subscription> subscriptions) {
        return JSON.writeValueAsString(new Subscriptions(subscriptions));
    }

    public static List<Subscription> subscriptions(String state) {
        return JSON.readValue(state, Subscriptions.class).subscriptions();
    }

    /// Profiles of which the state does not say who registered them have [Attribution#UNKNOWN].
    public static PersonState person(long id, String state) {
        JsonNode json = JSON.readTree(state);
        JsonNode survivor = json.get("mergedInto");
        if (survivor != null) {
            return new PersonState.Merged(survivor.asLong());
        }
        List<Profile> profiles = new ArrayList<>();
        for (JsonNode profile : json.path("profiles")) {
            profiles.add(profile(profile));
        }
        return new PersonState.Registered(new Customer(
                id,
                json.path("loyaltyType").asString("").equals(PersonWriter.loyaltyType(true)),
                new CustomerStatus(Status.valueOf(json.path("status").asString()), text(json, "statusLabel")),
                text(json, "referralCode"),
                fields(json.path("extendedFields")),
                profiles,
                List.of()));
    }

    private static Profile profile(JsonNode json) {
        List<Identifier> identifiers = new ArrayList<>();
        for (JsonNode identifier : json.path("identifiers")) {
            IdentifierType type = Objects.requireNonNull(
                    IdentifierType.named(identifier.path("type").asString()));
            identifiers.add(new Identifier(type, identifier.path("value").asString()));
        }
        List<Channel> channels = new ArrayList<>();
        for (JsonNode channel : json.path("commChannels")) {
            channels.add(channel(channel));
        }
        JsonNode createdOn = json.get("createdOn");
        long createdBy = json.path("createdBy").asLong(0);
        Attribution attribution = createdOn == null
                ? Attribution.UNKNOWN
                : new Attribution(
                        Instant.parse(createdOn.asString()), createdBy, createdBy, Instant.parse(createdOn.asString()));
        JsonNode mergedFrom = json.get("mergedFrom");
        return new Profile(
                new ProfileKey(
                        json.path("source").asString(), json.path("accountId").asString()),
                text(json, "firstName"),
                text(json, "lastName"),
                identifiers,
                channels,
                fields(json.path("fields")),
                attribution,
                mergedFrom == null ? null : mergedFrom.asLong());
    }

    private static Channel channel(JsonNode json) {
        JsonNode meta = json.path("meta");
        JsonNode subscribed = json.get("subscribed");
        return new Channel(
                json.path("type").asString(),
                json.path("value").asString(),
                json.path("primary").asBoolean(),
                json.path("verified").asBoolean(),
                subscribed == null ? null : subscribed.asBoolean(),
                meta.path("residence").asBoolean(),
                meta.path("office").asBoolean(),
                text(meta, "lastViewedDate"),
                canonical(json.path("attributes").toString()));
    }

    /// A stored person in the form in which recorded ones are read, so that both can be compared: what is within a
    /// channel's attributes has one order.
    public static Customer comparable(Customer customer) {
        return customer.withProfiles(
                customer.profiles().stream().map(RecordedPeople::comparable).toList());
    }

    private static Profile comparable(Profile profile) {
        List<Channel> channels = profile.channels().stream()
                .map(channel -> new Channel(
                        channel.type(),
                        channel.value(),
                        channel.primary(),
                        channel.verified(),
                        channel.subscribed(),
                        channel.residence(),
                        channel.office(),
                        channel.lastViewedDate(),
                        canonical(channel.attributes())))
                .toList();
        return new Profile(
                profile.key(),
                profile.firstName(),
                profile.lastName(),
                profile.identifiers(),
                channels,
                profile.fields(),
                profile.attribution(),
                profile.mergedFrom());
    }

    private static String canonical(String object) {
        return object.length() <= 2 ? "{}" : JSON.writeValueAsString(JSON.readValue(object, VALUES));
    }

    private static Fields fields(JsonNode json) {
        return json.isEmpty() ? Fields.NONE : new Fields(JSON.convertValue(json, VALUES));
    }

    private static @Nullable String text(JsonNode json, String member) {
        JsonNode value = json.get(member);
        return value == null || value.isNull() ? null : value.asString();
    }
}
