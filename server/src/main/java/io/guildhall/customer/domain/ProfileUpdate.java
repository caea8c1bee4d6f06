package io.guildhall.customer.domain;

import io.guildhall.org.domain.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an update makes of a registered person (`spec/associate.md` §4, §10.5).
///
/// What was not sent stays. Names and fields that were sent replace the stored ones one by one; the channels of each
/// type that was sent replace all stored channels of that type. Identifiers never change here (§6 row 16).
public final class ProfileUpdate {
    private static final ProfileKey IN_STORE = new ProfileKey("INSTORE", "");

    private ProfileUpdate() {}

    /// @return the person afterwards; equal to `stored` when nothing changes
    public static Customer apply(Customer stored, PersonDraft draft, long caller, Instant now) {
        List<Profile> profiles = new ArrayList<>(stored.profiles().size());
        for (Profile profile : stored.profiles()) {
            profiles.add(draft.profiles().stream()
                    .filter(sent -> meant(stored, sent).equals(profile.key()))
                    .findFirst()
                    .map(sent -> profile(profile, sent))
                    .orElse(profile));
        }
        boolean loyalty = stored.loyalty() || Boolean.TRUE.equals(draft.loyalty());
        String referralCode = sentOr(draft.referralCode(), stored.referralCode());
        Fields extendedFields = stored.extendedFields().with(draft.extendedFields());
        CustomerStatus status = sentOr(draft.status(), stored.status());
        Customer updated =
                new Customer(stored.id(), loyalty, status, referralCode, extendedFields, profiles, stored.cards());
        return updated.equals(stored) ? stored : modified(stored, updated, caller, now);
    }

    /// Which profile an update means: the one it names; where it was looked up in every source, INSTORE's, else the one
    /// that an identifier was found in (`spec/associate.md` §6 row 25).
    private static ProfileKey meant(Customer stored, ProfileDraft sent) {
        if (!sent.key().equals(ProfileKey.ANY)) {
            return sent.key();
        }
        if (stored.profile(IN_STORE) != null) {
            return IN_STORE;
        }
        return stored.profiles().stream()
                .filter(profile ->
                        sent.identifiers().stream().anyMatch(draft -> profile.hasIdentifier(draft.identifier())))
                .map(Profile::key)
                .findFirst()
                .orElse(sent.key());
    }

    private static Profile profile(Profile stored, ProfileDraft sent) {
        return new Profile(
                stored.key(),
                sentOr(sent.firstName(), stored.firstName()),
                sentOr(sent.lastName(), stored.lastName()),
                stored.identifiers(),
                channels(stored.channels(), sent.channels()),
                stored.fields().with(sent.fields()),
                stored.attribution(),
                stored.mergedFrom());
    }

    private static List<Channel> channels(List<Channel> stored, List<Channel> sent) {
        if (sent.isEmpty() || stored.containsAll(sent) && sent.size() == sameTypes(stored, sent)) {
            return stored;
        }
        Set<String> types = sent.stream().map(Channel::type).collect(Collectors.toSet());
        List<Channel> merged = new ArrayList<>();
        stored.stream().filter(channel -> !types.contains(channel.type())).forEach(merged::add);
        merged.addAll(sent);
        return merged;
    }

    private static long sameTypes(List<Channel> stored, List<Channel> sent) {
        Set<String> types = sent.stream().map(Channel::type).collect(Collectors.toSet());
        return stored.stream().filter(channel -> types.contains(channel.type())).count();
    }

    /// The profiles that changed, or all of them where only the person as a whole did, carry who changed it and when.
    private static Customer modified(Customer stored, Customer updated, long caller, Instant now) {
        boolean onlyPerson = stored.profiles().equals(updated.profiles());
        List<Profile> profiles = new ArrayList<>(updated.profiles().size());
        for (int i = 0; i < updated.profiles().size(); i++) {
            Profile before = stored.profiles().get(i);
            Profile after = updated.profiles().get(i);
            profiles.add(onlyPerson || !before.equals(after) ? after.touched(caller, now) : after);
        }
        return updated.withProfiles(profiles);
    }

    private static <T extends @Nullable Object> T sentOr(@Nullable T sent, T stored) {
        return sent == null ? stored : sent;
    }
}
