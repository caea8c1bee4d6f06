package io.guildhall.customer.domain;

import io.guildhall.org.domain.Fields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one source knows a person.
///
/// @param mergedFrom the person whose profile this was before a merge; null for an own one
public record Profile(
        ProfileKey key,
        @Nullable String firstName,
        @Nullable String lastName,
        List<Identifier> identifiers,
        List<Channel> channels,
        Fields fields,
        Attribution attribution,
        @Nullable Long mergedFrom) {

    public Profile {
        identifiers = List.copyOf(identifiers);
        channels = List.copyOf(channels);
    }

    /// The same profile, changed by this till at this instant.
    public Profile touched(long till, Instant at) {
        Attribution changed = new Attribution(attribution.createdAt(), attribution.createdBy(), till, at);
        return new Profile(key, firstName, lastName, identifiers, channels, fields, changed, mergedFrom);
    }

    public Profile attributed(Attribution other) {
        return new Profile(key, firstName, lastName, identifiers, channels, fields, other, mergedFrom);
    }

    public Profile withIdentifiers(List<Identifier> other) {
        return new Profile(key, firstName, lastName, other, channels, fields, attribution, mergedFrom);
    }

    public boolean hasIdentifier(Identifier identifier) {
        return identifiers.stream().anyMatch(own -> MatchKey.of(own).equals(MatchKey.of(identifier)));
    }

    @Override
    public String toString() {
        return "Profile[" + key + "]"; // personal data stays out of logs
    }
}
