package io.guildhall.customer.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes one person of what several sources know of them (`spec/associate.md` §6 row 2c, `decisions.md` 1 and 34).
///
/// Nothing is lost and nothing overwritten: profiles are handed over whole, and of what a person has once (fields,
/// referral code) the survivor's own counts and the others fill what is open.
public final class Merge {
    private Merge() {}

    /// The survivor with everything that was the victims'.
    ///
    /// @param victims no two of all these people have a profile of the same source and account
    public static Customer of(Customer survivor, List<Customer> victims) {
        Customer merged = survivor;
        for (Customer victim : victims) {
            merged = joined(merged, victim);
        }
        return merged;
    }

    private static Customer joined(Customer survivor, Customer victim) {
        List<Profile> profiles = new ArrayList<>(survivor.profiles());
        for (Profile profile : victim.profiles()) {
            if (survivor.profile(profile.key()) != null) {
                throw new IllegalArgumentException("Two profiles of one source and account cannot be merged");
            }
            profiles.add(handedOver(profile, victim.id()));
        }
        List<HeldCard> cards = new ArrayList<>(survivor.cards());
        cards.addAll(victim.cards());
        return new Customer(
                survivor.id(),
                survivor.loyalty() || victim.loyalty(),
                survivor.status(),
                firstOf(survivor.referralCode(), victim.referralCode()),
                victim.extendedFields().with(survivor.extendedFields()),
                profiles,
                cards);
    }

    private static Profile handedOver(Profile profile, long victim) {
        return new Profile(
                profile.key(),
                profile.firstName(),
                profile.lastName(),
                profile.identifiers(),
                profile.channels(),
                profile.fields(),
                profile.attribution(),
                victim);
    }

    /// The profiles that a description brings and the person has not: those with an identifier.
    public static List<ProfileDraft> further(Set<ProfileKey> stored, PersonDraft draft) {
        return draft.profiles().stream()
                .filter(profile -> !profile.identifiers().isEmpty())
                .filter(profile -> !stored.contains(profile.key()))
                .toList();
    }

    /// The person with the further profiles that these descriptions bring. Of what the person has once they fill what
    /// is open, and a loyalty customer they may make.
    ///
    /// @param drafts the weightiest first
    /// @param caller id of the calling till
    public static Customer withFurther(Customer stored, List<PersonDraft> drafts, long caller, Instant now) {
        Set<ProfileKey> own = new HashSet<>();
        stored.profiles().forEach(profile -> own.add(profile.key()));
        List<PersonDraft> joining =
                drafts.stream().filter(draft -> !further(own, draft).isEmpty()).toList();
        if (joining.isEmpty()) {
            return stored;
        }
        Customer sent = Registration.of(joining, caller, now);
        List<Profile> profiles = new ArrayList<>(stored.profiles());
        sent.profiles().stream()
                .filter(profile ->
                        !own.contains(profile.key()) && !profile.identifiers().isEmpty())
                .forEach(profiles::add);
        boolean becomesLoyal = joining.stream().anyMatch(draft -> Boolean.TRUE.equals(draft.loyalty()));
        return new Customer(
                stored.id(),
                stored.loyalty() || becomesLoyal,
                stored.status(),
                firstOf(stored.referralCode(), sent.referralCode()),
                sent.extendedFields().with(stored.extendedFields()),
                profiles,
                stored.cards());
    }

    private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
