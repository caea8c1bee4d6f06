package io.guildhall.association.domain;

import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.PersonDraft.Claim;
import io.guildhall.customer.domain.ProfileDraft;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.error.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One place where a batch names a person: an item's own, a child, or a parent. Working state of [Joining].
final class Naming {
    final Unit unit;
    final PersonDraft draft;
    /// Registered people found in the very profiles that are named.
    final Set<Long> own = new TreeSet<>();
    /// Registered people found in whatever profile.
    final Set<Long> all = new TreeSet<>();
    /// How they were found.
    final List<Match> matches = new ArrayList<>();
    /// Whether it counts for who belongs together: what is refused joins nobody.
    boolean counts;
    /// Why it cannot be carried out.
    @Nullable
    Problem refusal;

    Naming(Unit unit, PersonDraft draft, Snapshot known, boolean mayUpdate) {
        this.unit = unit;
        this.draft = draft;
        for (Claim claim : draft.claims()) {
            for (Match match : known.matches(claim.key())) {
                matches.add(match);
                all.add(match.customerId());
                if (claim.profile().equals(ProfileKey.ANY) || claim.profile().equals(match.profile())) {
                    own.add(match.customerId());
                }
            }
        }
        // somebody sent once more in the same source is refused (8006), so nobody is joined for that
        boolean isRepetition = !isLinking() && own.size() == 1 && !mayUpdate;
        counts = unit.isAlive() && !draft.claims().isEmpty() && !isRepetition;
    }

    boolean isParent() {
        return draft != unit.draft;
    }

    /// Whether somebody is to be linked, rather than only registered.
    boolean isLinking() {
        return isParent() || unit.isChild() || unit.item.link() != null;
    }

    /// Whether its profiles are new, to a new person or to somebody registered.
    boolean isNewProfile() {
        return own.isEmpty();
    }

    /// Identifiers in the profile they are claimed for.
    Set<ProfileClaim> claims() {
        Set<ProfileClaim> claims = new HashSet<>();
        draft.claims().forEach(claim -> claims.add(new ProfileClaim(claim.key(), claim.profile())));
        return claims;
    }

    /// The profiles it would bring.
    Set<ProfileKey> slots() {
        Set<ProfileKey> slots = new HashSet<>();
        for (ProfileDraft profile : draft.profiles()) {
            if (!profile.identifiers().isEmpty()) {
                slots.add(profile.key());
            }
        }
        return slots;
    }

    void refuse(Problem problem) {
        counts = false;
        refusal = problem;
    }

    /// "This identifier, in this profile."
    record ProfileClaim(MatchKey key, ProfileKey profile) {}
}
