package io.guildhall.customer.wire;

import static io.guildhall.error.ErrorCode.DATE_INVALID;
import static io.guildhall.error.ErrorCode.DUPLICATE_PROFILE;
import static io.guildhall.error.ErrorCode.IDENTIFIER_NOT_UPDATABLE;
import static io.guildhall.error.ErrorCode.INVALID_LOYALTY_TYPE;
import static io.guildhall.error.ErrorCode.LIST_TOO_LONG;
import static io.guildhall.error.ErrorCode.NO_VALID_IDENTIFIER;
import static io.guildhall.error.ErrorCode.STATUS_LABEL_INVALID;
import static io.guildhall.error.ErrorCode.TEXT_CUT;
import static io.guildhall.error.ErrorCode.TILL_INVALID;
import static io.guildhall.error.ErrorCode.UNKNOWN_CUSTOM_FIELD;
import static io.guildhall.error.ErrorCode.UNKNOWN_EXTENDED_FIELD;

import io.guildhall.customer.domain.CardWish;
import io.guildhall.customer.domain.Channel;
import io.guildhall.customer.domain.CustomerStatus;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.ProfileDraft;
import io.guildhall.customer.domain.ProfileDraft.DraftIdentifier;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.wire.WirePerson.WireProfile;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.FieldDefinition.Entity;
import io.guildhall.org.domain.FieldValues;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Till;
import io.guildhall.wire.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns what JSON said about a person into a checked and normalised draft, or into all the reasons why it cannot be
/// used (`spec/associate.md` §2 and §7, steps 2 to 4).
public final class PersonParser {
    /// Longest first and last name, in Unicode code points.
    static final int MAX_NAME = 100;

    private static final int MAX_REFERRAL_CODE = 255;
    private static final int MAX_PROFILES = 20;
    private static final int MAX_IDENTIFIERS = 50;
    private static final int MAX_CHANNELS = 50;

    private final OrganisationSetup setup;
    private final ProfileSources sources;
    private final IdentifierParser identifiers;
    private final ChannelParser channels;
    private final EnrolmentParser enrolments;
    private final SubscriptionParser subscriptions;
    private final Instant now;

    /// @param sources which source and account a profile belongs to
    public PersonParser(OrganisationSetup setup, ProfileSources sources, Instant now) {
        this.setup = setup;
        this.sources = sources;
        MobileNumbers mobiles = new MobileNumbers(setup.baseCountry());
        this.identifiers = new IdentifierParser(setup, mobiles);
        this.channels = new ChannelParser(mobiles);
        this.enrolments = new EnrolmentParser(now);
        this.subscriptions = new SubscriptionParser(sources);
        this.now = now;
    }

    public PersonDraft parse(WirePerson wire) {
        return parse(wire, null);
    }

    /// @param addressed id of the person whom the call's path names: identifiers are then not needed and, where there
    ///     are some, change nothing; null where they say who is meant
    public PersonDraft parse(WirePerson wire, @Nullable Long addressed) {
        Findings found = new Findings(addressed != null);
        found.errors.addAll(wire.malformed());
        refuseLongLists(wire, found);
        List<ProfileDraft> profiles = profiles(wire, found);
        FieldValues.Checked extended = FieldValues.check(
                wire.extendedFields(),
                setup.extendedFields(Entity.CUSTOMER),
                wire.at().child("extendedFields"),
                UNKNOWN_EXTENDED_FIELD,
                setup.settings().rejectEmptyExtendedFields());
        found.take(extended);
        Boolean loyalty = loyalty(wire, found);
        Instant createdAt = createdAt(wire, found);
        Long createdBy = createdBy(wire, found);
        String referralCode =
                cut(wire.referralCode(), MAX_REFERRAL_CODE, wire.at().child("referralCode"), "referralCode", found);
        if (found.isAddressed) {
            found.cards.forEach(card -> found.warn(IDENTIFIER_NOT_UPDATABLE, card.at(), "cardnumber"));
            found.cards.clear();
        }
        ProfileKey first = profiles.isEmpty() ? null : profiles.getFirst().key();
        return new PersonDraft(
                wire.at(),
                addressed,
                profiles,
                extended.accepted(),
                loyalty,
                referralCode,
                createdAt,
                createdBy,
                status(wire, found),
                found.cards,
                enrolments.parse(wire.enrolments(), found),
                subscriptions.parse(wire.subscriptions(), first, found),
                found.errors,
                found.warnings,
                found.missing);
    }

    /// What a walk through one person has brought to light.
    static final class Findings {
        final List<Problem> errors = new ArrayList<>(0);
        final List<Problem> warnings = new ArrayList<>(0);
        final List<Problem> missing = new ArrayList<>(0);
        /// Cards among the identifiers, whichever the profile.
        final List<CardWish> cards = new ArrayList<>(0);
        /// Whether somebody else than the identifiers says who is meant.
        final boolean isAddressed;

        Findings(boolean isAddressed) {
            this.isAddressed = isAddressed;
        }

        void refuse(ErrorCode code, Pointer at, String... arguments) {
            errors.add(Problem.of(code, at, arguments));
        }

        void warn(ErrorCode code, Pointer at, String... arguments) {
            warnings.add(Problem.of(code, at, arguments));
        }

        void take(FieldValues.Checked fields) {
            warnings.addAll(fields.warnings());
            missing.addAll(fields.missing());
        }
    }

    /// Nobody has that many; without a limit one person could cost as much as a whole call.
    private static void refuseLongLists(WirePerson wire, Findings found) {
        List<WireProfile> profiles = sent(wire);
        refuseLong(profiles, MAX_PROFILES, wire.at().child("profiles"), "profiles", found);
        for (WireProfile profile : profiles) {
            refuseLong(profile.identifiers(), MAX_IDENTIFIERS, profile.at().child("identifiers"), "identifiers", found);
            refuseLong(profile.channels(), MAX_CHANNELS, profile.at().child("commChannels"), "channels", found);
        }
    }

    private static void refuseLong(List<?> list, int limit, Pointer at, String what, Findings found) {
        if (list.size() > limit) {
            found.refuse(LIST_TOO_LONG, at, Integer.toString(limit), what);
        }
    }

    private static List<WireProfile> sent(WirePerson wire) {
        return wire.profiles() == null ? List.of() : wire.profiles();
    }

    private List<ProfileDraft> profiles(WirePerson wire, Findings found) {
        List<WireProfile> sent = sent(wire);
        if (sent.isEmpty() && wire.malformed().isEmpty() && !found.isAddressed) {
            found.refuse(NO_VALID_IDENTIFIER, wire.at());
        }
        List<ProfileDraft> drafts = new ArrayList<>(sent.size());
        Set<ProfileKey> keys = new HashSet<>();
        for (WireProfile profile : sent) {
            ProfileKey key = sources.keyOf(profile, found);
            if (key == null) {
                key = new ProfileKey(profile.source() == null ? "" : profile.source(), "");
            } else if (!keys.add(key)) {
                found.refuse(DUPLICATE_PROFILE, profile.at());
            }
            drafts.add(profile(profile, key, wire.malformed().isEmpty(), found));
        }
        return drafts;
    }

    private ProfileDraft profile(WireProfile wire, ProfileKey key, boolean wellFormed, Findings found) {
        int errorsBefore = found.errors.size();
        int cardsBefore = found.cards.size();
        List<DraftIdentifier> valid = identifiers.parse(wire.identifiers(), found);
        boolean hasCard =
                found.cards.subList(cardsBefore, found.cards.size()).stream().anyMatch(card -> card.number() != null);
        if (valid.isEmpty() && !hasCard && wellFormed && !found.isAddressed && found.errors.size() == errorsBefore) {
            found.refuse(NO_VALID_IDENTIFIER, wire.at().child("identifiers"));
        }
        List<Channel> usable = channels.parse(wire.channels(), found);
        FieldValues.Checked fields = FieldValues.check(
                wire.fields(),
                setup.customFields(),
                wire.at().child("fields"),
                UNKNOWN_CUSTOM_FIELD,
                setup.settings().rejectEmptyExtendedFields());
        found.take(fields);
        Fields accepted = fields.accepted();
        String firstName = name(wire.firstName(), wire.at().child("firstName"), "firstName", found);
        String lastName = name(wire.lastName(), wire.at().child("lastName"), "lastName", found);
        return new ProfileDraft(key, firstName, lastName, valid, usable, accepted);
    }

    private static @Nullable String name(@Nullable String sent, Pointer at, String member, Findings found) {
        return cut(sent == null ? null : sent.strip(), MAX_NAME, at, member, found);
    }

    private static @Nullable String cut(
            @Nullable String text, int maxCodePoints, Pointer at, String member, Findings found) {
        if (text == null || text.length() <= maxCodePoints || text.codePointCount(0, text.length()) <= maxCodePoints) {
            return text;
        }
        found.warn(TEXT_CUT, at, member, Integer.toString(maxCodePoints));
        return text.substring(0, text.offsetByCodePoints(0, maxCodePoints));
    }

    private static @Nullable Boolean loyalty(WirePerson wire, Findings found) {
        if (wire.loyaltyType() == null) {
            return null;
        }
        return switch (wire.loyaltyType().strip().toLowerCase(Locale.ROOT)) {
            case "loyalty" -> true;
            case "non_loyalty", "non-loyalty" -> false;
            default -> {
                found.refuse(
                        INVALID_LOYALTY_TYPE, wire.at().child("loyaltyInfo").child("loyaltyType"), wire.loyaltyType());
                yield null;
            }
        };
    }

    /// The first of the three places that says something (`spec/associate.md` §2, createDate).
    private @Nullable Instant createdAt(WirePerson wire, Findings found) {
        if (wire.createDate() != null) {
            return registrationDate(wire.createDate(), wire.at().child("createDate"), found);
        }
        if (wire.profiles() != null) {
            for (WireProfile profile : wire.profiles()) {
                if (profile.createDate() != null) {
                    return registrationDate(profile.createDate(), profile.at().child("createDate"), found);
                }
            }
        }
        return null;
    }

    private @Nullable Instant registrationDate(String sent, Pointer at, Findings found) {
        Instant date = Timestamps.parse(sent).orElse(null);
        if (date == null || date.isAfter(now)) {
            found.refuse(DATE_INVALID, at);
            return null;
        }
        return date;
    }

    /// The status that the label stands for (8086 where it is none of the organisation's); null where none was sent.
    private @Nullable CustomerStatus status(WirePerson wire, Findings found) {
        String label = wire.statusLabel();
        if (label == null || label.isBlank()) {
            return null;
        }
        String status = setup.customerLabels().statusOf(label.strip()).orElse(null);
        if (status == null || !CustomerStatus.isOne(status)) {
            found.refuse(STATUS_LABEL_INVALID, wire.at().child("statusLabel"), label);
            return null;
        }
        return new CustomerStatus(CustomerStatus.Status.valueOf(status), label.strip());
    }

    private @Nullable Long createdBy(WirePerson wire, Findings found) {
        String code = wire.associatedWith();
        if (code == null || code.isBlank()) {
            return null;
        }
        Till till = setup.activeTill(code.strip());
        if (till == null) {
            found.warn(TILL_INVALID, wire.at().child("associatedWith"), code);
            return null;
        }
        return till.id();
    }
}
