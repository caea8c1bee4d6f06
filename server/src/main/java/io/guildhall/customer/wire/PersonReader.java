package io.guildhall.customer.wire;

import io.guildhall.customer.wire.WirePerson.WireCard;
import io.guildhall.customer.wire.WirePerson.WireChannel;
import io.guildhall.customer.wire.WirePerson.WireEnrolment;
import io.guildhall.customer.wire.WirePerson.WireIdentifier;
import io.guildhall.customer.wire.WirePerson.WireProfile;
import io.guildhall.customer.wire.WirePerson.WireSubscription;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.wire.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one person from JSON: JSON types are checked here, meanings later.
///
/// For an object that says more than a person (an item of a bulk call, a child), offer every member to [#member] first
/// and read what it does not take.
public final class PersonReader {
    private final JsonCursor cursor;
    private final BenefitReader benefits;
    private final Pointer at;
    private @Nullable List<WireProfile> profiles;
    private Map<String, @Nullable Object> extendedFields = Map.of();
    private @Nullable String loyaltyType;
    private @Nullable String referralCode;
    private @Nullable String associatedWith;
    private @Nullable String createDate;
    private @Nullable String statusLabel;
    private List<WireEnrolment> enrolments = List.of();
    private List<WireSubscription> subscriptions = List.of();

    /// @param at where the person stands
    public PersonReader(JsonCursor cursor, Pointer at) {
        this.cursor = cursor;
        this.benefits = new BenefitReader(cursor);
        this.at = at;
    }

    /// Reads the member if it is one of a person's.
    public boolean member(String name) {
        Pointer place = at.child(name);
        switch (name) {
            case "profiles" -> profiles = profiles(place);
            case "extendedFields" -> extendedFields = cursor.map(place);
            case "loyaltyInfo" -> loyaltyInfo(place);
            case "referralCode" -> referralCode = cursor.text(place);
            case "associatedWith" -> associatedWith = cursor.text(place);
            case "createDate" -> createDate = cursor.text(place);
            case "statusLabel" -> statusLabel = cursor.text(place);
            case "loyaltyProgramEnrollments" -> enrolments = benefits.enrolments(place);
            case "subscriptionInfo" -> subscriptions = benefits.subscriptionInfo(place);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// What has been read.
    ///
    /// @param malformed the problems of this person that the cursor met
    public WirePerson person(List<Problem> malformed) {
        return new WirePerson(
                at,
                profiles,
                extendedFields,
                loyaltyType,
                referralCode,
                associatedWith,
                createDate,
                statusLabel,
                enrolments,
                subscriptions,
                malformed);
    }

    private void loyaltyInfo(Pointer place) {
        if (!cursor.enterObject(place)) {
            return;
        }
        for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
            if (name.equals("loyaltyType")) {
                loyaltyType = cursor.text(place.child(name));
            } else {
                cursor.skip();
            }
        }
    }

    private List<WireProfile> profiles(Pointer place) {
        List<WireProfile> read = new ArrayList<>(1);
        if (cursor.enterArray(place)) {
            for (int i = 0; cursor.nextElement(); i++) {
                Pointer element = place.child(i);
                if (cursor.enterElement(element)) {
                    read.add(profile(element));
                }
            }
        }
        return read;
    }

    private WireProfile profile(Pointer place) {
        String firstName = null;
        String lastName = null;
        List<WireIdentifier> identifiers = List.of();
        List<WireChannel> channels = List.of();
        Map<String, @Nullable Object> fields = Map.of();
        String source = null;
        String accountId = null;
        String created = null;
        for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
            Pointer member = place.child(name);
            switch (name) {
                // the reference's tables write Firstname, its samples firstName
                case "firstName", "Firstname" -> firstName = cursor.text(member);
                case "lastName", "Lastname" -> lastName = cursor.text(member);
                case "identifiers" -> identifiers = identifiers(member);
                case "commChannels" -> channels = channels(member);
                case "fields" -> fields = cursor.map(member);
                case "source" -> source = cursor.text(member);
                case "accountId" -> accountId = cursor.text(member);
                case "createDate" -> created = cursor.text(member);
                case "attribution" -> created = attribution(member, created);
                default -> cursor.skip();
            }
        }
        return new WireProfile(place, firstName, lastName, identifiers, channels, fields, source, accountId, created);
    }

    private @Nullable String attribution(Pointer place, @Nullable String created) {
        String found = created;
        if (cursor.enterObject(place)) {
            for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
                if (name.equals("createDate")) {
                    String sent = cursor.text(place.child(name));
                    found = found == null ? sent : found;
                } else {
                    cursor.skip();
                }
            }
        }
        return found;
    }

    /// An array of identifiers, whatever it belongs to.
    public List<WireIdentifier> identifiers(Pointer place) {
        List<WireIdentifier> read = new ArrayList<>(4);
        if (cursor.enterArray(place)) {
            for (int i = 0; cursor.nextElement(); i++) {
                Pointer element = place.child(i);
                if (cursor.enterElement(element)) {
                    read.add(identifier(element));
                }
            }
        }
        return read;
    }

    private WireIdentifier identifier(Pointer place) {
        String type = null;
        String value = null;
        Long seriesId = null;
        String seriesCode = null;
        String label = null;
        String externalId = null;
        Map<String, @Nullable Object> fields = Map.of();
        for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
            Pointer member = place.child(name);
            switch (name) {
                case "type" -> type = cursor.text(member);
                case "value" -> value = cursor.text(member);
                case "seriesId" -> seriesId = cursor.wholeNumber(member);
                case "seriesCode" -> seriesCode = cursor.text(member);
                case "statusLabel" -> label = cursor.text(member);
                case "cardExternalId" -> externalId = cursor.text(member);
                case "extendedFields" -> fields = cursor.map(member);
                default -> cursor.skip();
            }
        }
        boolean plain = seriesId == null && seriesCode == null && label == null && externalId == null;
        WireCard card = plain && fields.isEmpty()
                ? WireCard.NONE
                : new WireCard(seriesId, seriesCode, label, externalId, fields);
        return new WireIdentifier(place, type, value, card);
    }

    private List<WireChannel> channels(Pointer place) {
        List<WireChannel> read = new ArrayList<>(2);
        if (cursor.enterArray(place)) {
            for (int i = 0; cursor.nextElement(); i++) {
                Pointer element = place.child(i);
                if (cursor.enterElement(element)) {
                    read.add(channel(element));
                }
            }
        }
        return read;
    }

    private WireChannel channel(Pointer place) {
        String type = null;
        String value = null;
        Boolean primary = null;
        Boolean verified = null;
        Boolean subscribed = null;
        ChannelMeta meta = ChannelMeta.NONE;
        Map<String, @Nullable Object> attributes = Map.of();
        for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
            Pointer member = place.child(name);
            switch (name) {
                case "type" -> type = cursor.text(member);
                case "value" -> value = cursor.text(member);
                case "primary" -> primary = cursor.flag(member);
                case "verified" -> verified = cursor.flag(member);
                case "subscribed" -> subscribed = cursor.flag(member);
                case "meta" -> meta = meta(member);
                case "attributes" -> attributes = cursor.map(member);
                default -> cursor.skip();
            }
        }
        return new WireChannel(
                place,
                type,
                value,
                primary,
                verified,
                subscribed,
                meta.residence(),
                meta.office(),
                meta.lastViewedDate(),
                attributes);
    }

    private record ChannelMeta(
            boolean residence, boolean office, @Nullable String lastViewedDate) {
        static final ChannelMeta NONE = new ChannelMeta(false, false, null);
    }

    private ChannelMeta meta(Pointer place) {
        if (!cursor.enterObject(place)) {
            return ChannelMeta.NONE;
        }
        boolean residence = false;
        boolean office = false;
        String lastViewedDate = null;
        for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
            Pointer member = place.child(name);
            switch (name) {
                case "residence" -> residence = Boolean.TRUE.equals(cursor.flag(member));
                case "office" -> office = Boolean.TRUE.equals(cursor.flag(member));
                case "lastViewedDate" -> lastViewedDate = cursor.text(member);
                default -> cursor.skip();
            }
        }
        return new ChannelMeta(residence, office, lastViewedDate);
    }
}
