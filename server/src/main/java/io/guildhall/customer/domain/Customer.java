package io.guildhall.customer.domain;

import io.guildhall.org.domain.Fields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A person with all profiles.
///
/// @param id [#UNREGISTERED] for a person who is not, or not yet, stored
/// @param cards those linked to the person, in the order they were issued
public record Customer(
        long id,
        boolean loyalty,
        CustomerStatus status,
        @Nullable String referralCode,
        Fields extendedFields,
        List<Profile> profiles,
        List<HeldCard> cards) {
    public static final long UNREGISTERED = 0;

    public Customer {
        profiles = List.copyOf(profiles);
        cards = List.copyOf(cards);
    }

    public boolean isRegistered() {
        return id != UNREGISTERED;
    }

    public Customer withId(long newId) {
        return new Customer(newId, loyalty, status, referralCode, extendedFields, profiles, cards);
    }

    public Customer withProfiles(List<Profile> other) {
        return new Customer(id, loyalty, status, referralCode, extendedFields, other, cards);
    }

    public Customer withCards(List<HeldCard> held) {
        return new Customer(id, loyalty, status, referralCode, extendedFields, profiles, held);
    }

    public Customer withStatus(CustomerStatus other) {
        return new Customer(id, loyalty, other, referralCode, extendedFields, profiles, cards);
    }

    /// The same person, with every profile changed by this till at this instant.
    public Customer touched(long till, Instant at) {
        return withProfiles(
                profiles.stream().map(profile -> profile.touched(till, at)).toList());
    }

    public boolean holdsCard(String number) {
        return cards.stream().anyMatch(card -> card.number().equals(number));
    }

    public @Nullable Profile profile(ProfileKey key) {
        for (Profile profile : profiles) {
            if (profile.key().equals(key)) {
                return profile;
            }
        }
        return null;
    }

    /// All identifiers across the profiles, each once, in order.
    public List<Identifier> allIdentifiers() {
        if (profiles.size() == 1) {
            return profiles.getFirst().identifiers();
        }
        Map<MatchKey, Identifier> distinct = new LinkedHashMap<>();
        for (Profile profile : profiles) {
            for (Identifier identifier : profile.identifiers()) {
                distinct.putIfAbsent(MatchKey.of(identifier), identifier);
            }
        }
        return List.copyOf(distinct.values());
    }

    @Override
    public String toString() {
        return "Customer[" + id + "]"; // personal data stays out of logs
    }
}
