package io.guildhall.association.domain;

import static io.guildhall.error.ErrorCode.CUSTOMER_DELETED;
import static io.guildhall.error.ErrorCode.DELETED_CANNOT_RETURN;
import static io.guildhall.error.ErrorCode.MERGE_ALREADY_DONE;
import static io.guildhall.error.ErrorCode.PROFILE_TAKEN;

import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may be one person: a profile of each source and account at most, one membership, nobody deleted
/// (`spec/associate.md` §6 rows 2c and 2e).
final class JoiningRules {
    private final Collection<Long> people;
    private final Snapshot known;

    /// @param people the registered people who would be one
    JoiningRules(Collection<Long> people, Snapshot known) {
        this.people = people;
        this.known = known;
    }

    /// Refuses whatever joins what cannot be joined; true when that was anything. People who lead to each other only
    /// over a merge that is impossible are not to blame for it.
    boolean refuse(List<Bridge> together) {
        boolean refused = false;
        boolean takenOverMerge = false;
        for (Bridge bridge : together) {
            for (Naming naming : bridge.isOfNewcomers() ? List.copyOf(bridge.namings()) : List.<Naming>of()) {
                Profile taken = taken(naming, bridge.reach());
                if (taken != null) {
                    naming.refuse(taken(taken, naming.draft.at()));
                    refused = true;
                }
                takenOverMerge |= taken == null && taken(naming, Set.copyOf(people)) != null;
            }
        }
        return refused || refuseMerge(together, takenOverMerge);
    }

    /// A profile of one of these people that the mention would bring, too.
    private @Nullable Profile taken(Naming naming, Set<?> among) {
        for (ProfileKey slot : naming.slots()) {
            for (Long id : people) {
                Profile stored = among.contains(id) ? customer(id).profile(slot) : null;
                if (stored != null) {
                    return stored;
                }
            }
        }
        return null;
    }

    static Problem taken(Profile profile, Pointer at) {
        return profile.mergedFrom() == null
                ? Problem.of(PROFILE_TAKEN, at, "source " + profile.key().source() + " knows another one")
                : Problem.of(MERGE_ALREADY_DONE, at, Long.toString(profile.mergedFrom()));
    }

    private boolean refuseMerge(List<Bridge> together, boolean takenOverMerge) {
        boolean anyDeleted = people.size() > 1
                && people.stream().anyMatch(id -> customer(id).status().isDeleted());
        long memberships = people.stream().filter(id -> known.link(id) != null).count();
        Profile collision = collision(people.stream().map(this::customer).toList());
        boolean isImpossible =
                takenOverMerge || anyDeleted || memberships > 1 || collision != null || newcomersCollide(together);
        boolean refused = false;
        for (Bridge bridge : together) {
            if (isImpossible && bridge.isMerge()) {
                for (Naming naming : bridge.culprits(Bridge::isMerge)) {
                    refuseMerge(naming, anyDeleted, collision);
                    refused = true;
                }
            }
        }
        return refused;
    }

    private static void refuseMerge(Naming naming, boolean anyDeleted, @Nullable Profile collision) {
        if (anyDeleted) {
            naming.refuse(deleted(naming));
        } else if (collision != null) {
            naming.refuse(taken(collision, naming.draft.at()));
        } else {
            naming.refuse(Problem.of(PROFILE_TAKEN, naming.draft.at(), "a profile or a place would be there twice"));
        }
    }

    private static Problem deleted(Naming naming) {
        return Problem.of(naming.isLinking() ? CUSTOMER_DELETED : DELETED_CANNOT_RETURN, naming.draft.at());
    }

    /// A profile that two of these people have, that of a former merge before others.
    static @Nullable Profile collision(List<Customer> people) {
        Map<ProfileKey, Profile> slots = new HashMap<>();
        Profile found = null;
        for (Customer person : people) {
            for (Profile profile : person.profiles()) {
                Profile other = slots.putIfAbsent(profile.key(), profile);
                if (other != null && (found == null || found.mergedFrom() == null)) {
                    found = other.mergedFrom() == null ? profile : other;
                }
            }
        }
        return found;
    }

    private static boolean newcomersCollide(List<Bridge> together) {
        Set<ProfileKey> slots = new HashSet<>();
        for (Bridge bridge : together) {
            if (bridge.isOfNewcomers()) {
                Set<ProfileKey> own = new HashSet<>();
                bridge.namings().forEach(naming -> own.addAll(naming.slots()));
                if (!own.stream().allMatch(slots::add)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Customer customer(long id) {
        return Objects.requireNonNull(known.customer(id), "a matched customer is loaded");
    }
}
