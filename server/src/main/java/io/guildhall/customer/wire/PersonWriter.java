package io.guildhall.customer.wire;

import io.guildhall.customer.domain.Attribution;
import io.guildhall.customer.domain.Channel;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.Profile;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Till;
import io.guildhall.wire.Timestamps;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Writes people as the reference's answers show them (`spec/associate.md` §3): no tree in between, straight to the
/// stream.
public final class PersonWriter {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ZoneId zone;
    private final Map<Long, Till> tills;

    public PersonWriter(OrganisationSetup setup) {
        this.zone = setup.timeZone();
        this.tills = setup.tills().stream().collect(Collectors.toMap(Till::id, till -> till));
    }

    /// An instant in the organisation's time zone, such as `2031-03-04T09:15:27+00:00`.
    public String date(Instant instant) {
        return Timestamps.of(instant, zone);
    }

    /// The members that every form of a person shares: `profiles`, `loyaltyInfo`, `segments`.
    ///
    /// @param conflicting profiles that share an identifier with this person but are not theirs
    /// @param attributed see [#profiles]
    public void common(JsonGenerator json, Customer customer, List<Match> conflicting, boolean attributed) {
        json.writeName("profiles");
        profiles(json, customer, conflicting, attributed);
        loyaltyInfo(json, customer);
        json.writeName("segments");
        json.writeStartObject();
        json.writeEndObject();
    }

    public void loyaltyInfo(JsonGenerator json, Customer customer) {
        json.writeName("loyaltyInfo");
        json.writeStartObject();
        json.writeStringProperty("loyaltyType", loyaltyType(customer.loyalty()));
        json.writeEndObject();
    }

    public static String loyaltyType(boolean loyalty) {
        return loyalty ? "loyalty" : "non_loyalty";
    }

    /// The array of profiles.
    ///
    /// @param attributed false leaves the tills out, as the reference does for a refused update
    public void profiles(JsonGenerator json, Customer customer, List<Match> conflicting, boolean attributed) {
        List<Identifier> all = customer.allIdentifiers();
        boolean isFirst = true;
        json.writeStartArray();
        for (Profile profile : customer.profiles()) {
            json.writeStartObject();
            text(json, "firstName", profile.firstName());
            text(json, "lastName", profile.lastName());
            attribution(json, profile.attribution(), attributed);
            json.writeName("fields");
            fields(json, profile.fields());
            json.writeName("identifiers");
            // cards belong to the person: they stand with the first profile, and among all identifiers
            identifiers(json, profile.identifiers(), isFirst ? customer.cards() : List.of());
            isFirst = false;
            json.writeName("commChannels");
            channels(json, profile.channels());
            json.writeStringProperty("source", profile.key().source());
            if (customer.isRegistered()) {
                json.writeNumberProperty("userId", customer.id());
            }
            json.writeStringProperty("accountId", profile.key().accountId());
            json.writeName("conflictingProfileList");
            conflicts(json, conflicting);
            json.writeStringProperty(
                    "autoUpdateTime", date(profile.attribution().modifiedAt()));
            json.writeName("identifiersAll");
            identifiers(json, all, customer.cards());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// Values of fields by name.
    public static void fields(JsonGenerator json, Fields fields) {
        json.writeStartObject();
        fields.values().forEach((name, value) -> {
            json.writeName(name);
            switch (value) {
                case Long number -> json.writeNumber(number);
                case Integer number -> json.writeNumber(number);
                case BigDecimal number -> json.writeNumber(number);
                case Double number -> json.writeNumber(number);
                case Boolean flag -> json.writeBoolean(flag);
                default -> json.writeString(value.toString());
            }
        });
        json.writeEndObject();
    }

    /// A person as a change set keeps one: what the caller said, without the attribution.
    public static void state(JsonGenerator json, Customer customer) {
        state(json, customer, false);
    }

    private static void state(JsonGenerator json, Customer customer, boolean attributed) {
        json.writeStartObject();
        json.writeStringProperty("loyaltyType", loyaltyType(customer.loyalty()));
        json.writeStringProperty("status", customer.status().status().name());
        text(json, "statusLabel", customer.status().label());
        text(json, "referralCode", customer.referralCode());
        json.writeName("extendedFields");
        fields(json, customer.extendedFields());
        json.writeName("profiles");
        json.writeStartArray();
        for (Profile profile : customer.profiles()) {
            json.writeStartObject();
            json.writeStringProperty("source", profile.key().source());
            json.writeStringProperty("accountId", profile.key().accountId());
            text(json, "firstName", profile.firstName());
            text(json, "lastName", profile.lastName());
            json.writeName("fields");
            fields(json, profile.fields());
            json.writeName("identifiers");
            identifiers(json, profile.identifiers(), List.of());
            json.writeName("commChannels");
            channels(json, profile.channels());
            if (profile.mergedFrom() != null) {
                json.writeNumberProperty("mergedFrom", profile.mergedFrom());
            }
            if (attributed) {
                json.writeStringProperty(
                        "createdOn", profile.attribution().createdAt().toString());
                json.writeNumberProperty("createdBy", profile.attribution().createdBy());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /// The same as text.
    public static String state(Customer customer) {
        return text(customer, false);
    }

    /// The same with who registered each profile when (`createdOn`, `createdBy`: id of the till): all that registering
    /// the person once more, as the same one, takes.
    public static String image(Customer customer) {
        return text(customer, true);
    }

    private static String text(Customer customer, boolean attributed) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            state(json, customer, attributed);
        }
        return text.toString();
    }

    private void attribution(JsonGenerator json, Attribution attribution, boolean attributed) {
        json.writeName("attribution");
        json.writeStartObject();
        attributionMembers(json, attribution, attributed);
        json.writeEndObject();
    }

    /// `createDate`, `createdBy`, `modifiedBy`, `modifiedDate`.
    public void attributionMembers(JsonGenerator json, Attribution attribution, boolean attributed) {
        json.writeStringProperty("createDate", date(attribution.createdAt()));
        till(json, "createdBy", attributed ? tills.get(attribution.createdBy()) : null);
        till(json, "modifiedBy", attributed ? tills.get(attribution.modifiedBy()) : null);
        json.writeStringProperty("modifiedDate", date(attribution.modifiedAt()));
    }

    /// The till's code; empty for a till that is gone.
    public String tillCode(long tillId) {
        Till till = tills.get(tillId);
        return till == null ? "" : till.code();
    }

    /// A till as the reference shows it. Its numbers for time zone, currency and language come from tables that exist
    /// only there; here they are 0.
    private static void till(JsonGenerator json, String member, @Nullable Till till) {
        json.writeName(member);
        json.writeStartObject();
        if (till != null) {
            json.writeNumberProperty("id", till.id());
            json.writeStringProperty("code", till.code());
            json.writeStringProperty("description", "");
            json.writeStringProperty("name", till.name());
            json.writeStringProperty("type", "TILL");
            json.writeStringProperty("adminType", "GENERAL");
            json.writeBooleanProperty("isActive", till.active());
            json.writeBooleanProperty("isOuEnabled", false);
            json.writeNumberProperty("timeZoneId", 0);
            json.writeNumberProperty("currencyId", 0);
            json.writeNumberProperty("languageId", 0);
        }
        json.writeEndObject();
    }

    private static void identifiers(JsonGenerator json, List<Identifier> identifiers, List<HeldCard> cards) {
        json.writeStartArray();
        for (Identifier identifier : identifiers) {
            identifier(json, identifier);
        }
        cards.forEach(card -> card(json, card));
        json.writeEndArray();
    }

    private static void identifier(JsonGenerator json, Identifier identifier) {
        json.writeStartObject();
        json.writeStringProperty("type", identifier.type().wireName());
        json.writeStringProperty("value", identifier.value());
        json.writeEndObject();
    }

    private static void card(JsonGenerator json, HeldCard card) {
        json.writeStartObject();
        json.writeStringProperty("type", IdentifierType.CARD_NUMBER.wireName());
        json.writeStringProperty("value", card.number());
        json.writeStringProperty("seriesCode", card.seriesCode());
        json.writeStringProperty("statusLabel", card.statusLabel());
        text(json, "cardExternalId", card.externalId());
        json.writeName("extendedFields");
        fields(json, card.extendedFields());
        json.writeEndObject();
    }

    private static void channels(JsonGenerator json, List<Channel> channels) {
        json.writeStartArray();
        for (Channel channel : channels) {
            json.writeStartObject();
            json.writeStringProperty("type", channel.type());
            json.writeStringProperty("value", channel.value());
            json.writeBooleanProperty("primary", channel.primary());
            json.writeBooleanProperty("verified", channel.verified());
            if (channel.subscribed() != null) {
                json.writeBooleanProperty("subscribed", channel.subscribed());
            }
            json.writeName("meta");
            json.writeStartObject();
            json.writeBooleanProperty("residence", channel.residence());
            json.writeBooleanProperty("office", channel.office());
            text(json, "lastViewedDate", channel.lastViewedDate());
            json.writeEndObject();
            json.writeName("attributes");
            json.writeRawValue(channel.attributes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void conflicts(JsonGenerator json, List<Match> conflicting) {
        json.writeStartArray();
        for (Match match : conflicting) {
            json.writeStartObject();
            json.writeNumberProperty("userId", match.customerId());
            json.writeStringProperty("source", match.profile().source());
            json.writeStringProperty("accountId", match.profile().accountId());
            json.writeName("identifier");
            identifier(json, match.identifier());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String member, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(member, value);
        }
    }
}
