package io.guildhall.customer.domain;

import io.guildhall.customer.domain.ProfileDraft.DraftIdentifier;
import io.guildhall.org.domain.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a new person of everything that one call says about them.
public final class Registration {
    private Registration() {}

    /// @param drafts every mention of the person, the weightiest first: where two contradict each other the first
    ///     wins, where one is silent the next may speak; identifiers of all of them count
    /// @param caller id of the calling till
    public static Customer of(List<PersonDraft> drafts, long caller, Instant now) {
        Map<ProfileKey, List<ProfileDraft>> byProfile = new LinkedHashMap<>();
        Fields extendedFields = Fields.NONE;
        Boolean loyalty = null;
        String referralCode = null;
        CustomerStatus status = null;
        for (PersonDraft draft : drafts) {
            for (ProfileDraft profile : draft.profiles()) {
                byProfile
                        .computeIfAbsent(profile.key(), _ -> new ArrayList<>(1))
                        .add(profile);
            }
            extendedFields = draft.extendedFields().with(extendedFields);
            loyalty = firstOf(loyalty, draft.loyalty());
            referralCode = firstOf(referralCode, draft.referralCode());
            status = firstOf(status, draft.status());
        }
        Attribution attribution = attribution(drafts, caller, now);
        List<Profile> profiles = new ArrayList<>(byProfile.size());
        byProfile.forEach((key, parts) -> profiles.add(profile(key, parts, attribution)));
        return new Customer(
                Customer.UNREGISTERED,
                loyalty == null || loyalty,
                status == null ? CustomerStatus.ACTIVE : status,
                referralCode,
                extendedFields,
                profiles,
                List.of());
    }

    private static Attribution attribution(List<PersonDraft> drafts, long caller, Instant now) {
        Instant createdAt = null;
        Long createdBy = null;
        for (PersonDraft draft : drafts) {
            createdAt = firstOf(createdAt, draft.createdAt());
            createdBy = firstOf(createdBy, draft.createdBy());
        }
        return new Attribution(
                createdAt == null ? now : createdAt, createdBy == null ? caller : createdBy, caller, now);
    }

    private static Profile profile(ProfileKey key, List<ProfileDraft> parts, Attribution attribution) {
        String firstName = null;
        String lastName = null;
        Fields fields = Fields.NONE;
        Map<MatchKey, Identifier> identifiers = new LinkedHashMap<>();
        List<Channel> channels = new ArrayList<>();
        Set<String> spokenFor = new LinkedHashSet<>();
        for (ProfileDraft part : parts) {
            firstName = firstOf(firstName, part.firstName());
            lastName = firstOf(lastName, part.lastName());
            fields = part.fields().with(fields);
            for (DraftIdentifier draft : part.identifiers()) {
                identifiers.putIfAbsent(MatchKey.of(draft.identifier()), draft.identifier());
            }
            List<Channel> further = part.channels().stream()
                    .filter(channel -> !spokenFor.contains(channel.type()))
                    .toList();
            channels.addAll(further);
            further.forEach(channel -> spokenFor.add(channel.type()));
        }
        return new Profile(
                key, firstName, lastName, List.copyOf(identifiers.values()), channels, fields, attribution, null);
    }

    private static <T> @Nullable T firstOf(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }
}
