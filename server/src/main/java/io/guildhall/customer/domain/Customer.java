package io.guildhall.customer.domain;

import io.guildhall.org.domain.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A person with all profiles.
///
/// @param id [#UNREGISTERED] for a person who is not, or not yet, stored
public record Customer(
        long id, boolean loyalty, @Nullable String referralCode, Fields extendedFields, List<Profile> profiles) {
    public static final long UNREGISTERED = 0;

    public Customer {
        profiles = List.copyOf(profiles);
    }

    public boolean isRegistered() {
        return id != UNREGISTERED;
    }

    public Customer withId(long newId) {
        return new Customer(newId, loyalty, referralCode, extendedFields, profiles);
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
