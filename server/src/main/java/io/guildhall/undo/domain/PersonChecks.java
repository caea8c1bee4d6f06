package io.guildhall.undo.domain;

import io.guildhall.association.domain.Membership;
import io.guildhall.association.domain.PlaceState;
import io.guildhall.card.domain.Card;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.PersonState;
import io.guildhall.customer.domain.PersonState.Merged;
import io.guildhall.customer.domain.PersonState.Registered;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.undo.domain.Skipped.Reason;
import io.guildhall.undo.domain.World.OwnedKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether people can be what they were.
final class PersonChecks {
    private final Board board;
    /// What people who may go have.
    private final Map<Long, Long> placeOf = new HashMap<>();

    private PersonChecks(Board board) {
        this.board = board;
        for (Membership membership : board.world.places().memberships().values()) {
            PlaceState place = membership.place();
            if (place != null) {
                placeOf.put(place.customerId(), membership.id());
            }
        }
    }

    static void check(Board board) {
        PersonChecks checks = new PersonChecks(board);
        Map<Long, Map<Long, Long>> enrolments = new HashMap<>();
        board.world
                .loyalty()
                .enrolments()
                .forEach((id, enrolment) -> enrolments
                        .computeIfAbsent(enrolment.customerId(), _ -> new HashMap<>())
                        .put(id, enrolment.programId()));
        for (Step<PersonState> step : board.active(board.steps.people())) {
            switch (step.target()) {
                case null ->
                    checks.mayGo(
                            step, enrolments.getOrDefault(step.id(), Map.of()).keySet());
                case Registered(var customer) -> checks.hasIdentifiers(step, customer);
                case Merged(var survivor) -> {
                    if (!board.isThere(survivor)) {
                        board.skip(step, Reason.MISSING, new EntityKey(EntityType.CUSTOMER, survivor));
                    }
                }
            }
        }
        for (Step<List<Subscription>> step : board.active(board.steps.subscriptions())) {
            List<Subscription> target = step.target();
            if (target != null && !target.isEmpty() && !board.isThere(step.id())) {
                board.skip(step, Reason.MISSING, new EntityKey(EntityType.CUSTOMER, step.id()));
            }
        }
    }

    /// Nobody goes who has anything that stays.
    private void mayGo(Step<PersonState> step, Set<Long> enrolments) {
        long id = step.id();
        EntityKey staying = staying(id, enrolments);
        if (staying != null) {
            board.skip(step, Reason.DEPENDED_ON, staying);
        }
    }

    private @Nullable EntityKey staying(long id, Set<Long> enrolments) {
        Long association = placeOf.get(id);
        if (association != null) {
            PlaceState place = board.place(association);
            if (place != null && place.customerId() == id) {
                return new EntityKey(EntityType.ASSOCIATION, association);
            }
        }
        for (long card : board.world.cards().held().getOrDefault(id, Set.of())) {
            Card stays = board.card(card);
            if (stays != null && stays.customerId() != null && stays.customerId() == id) {
                return new EntityKey(EntityType.CARD, card);
            }
        }
        for (long enrolment : enrolments) {
            if (board.enrolment(enrolment) != null) {
                return new EntityKey(EntityType.ENROLMENT, enrolment);
            }
        }
        for (long victim : board.world.people().victims().getOrDefault(id, Set.of())) {
            if (board.person(victim) instanceof Merged(var survivor) && survivor == id) {
                return new EntityKey(EntityType.CUSTOMER, victim);
            }
        }
        EntityKey subscriptions = new EntityKey(EntityType.SUBSCRIPTIONS, id);
        boolean subscribed = board.world.people().subscriptions().containsKey(id);
        return subscribed && !board.isActive(subscriptions) ? subscriptions : null;
    }

    private void hasIdentifiers(Step<PersonState> step, Customer target) {
        List<Profile> profiles = target.profiles();
        for (int i = 0; i < profiles.size(); i++) {
            ProfileKey profile = profiles.get(i).key();
            List<Identifier> identifiers = profiles.get(i).identifiers();
            for (int j = 0; j < identifiers.size(); j++) {
                MatchKey key = MatchKey.of(identifiers.get(j));
                Long owner = board.world.people().owners().get(new OwnedKey(key, profile));
                if (owner != null && owner != step.id() && keeps(owner, profile, key)) {
                    EntityKey because = new EntityKey(EntityType.CUSTOMER, owner);
                    String field = "/profiles/" + i + "/identifiers/" + j;
                    board.skip(step.key(), Reason.TAKEN, because, field);
                    return;
                }
            }
        }
    }

    private boolean keeps(long owner, ProfileKey profile, MatchKey key) {
        if (!board.isActive(new EntityKey(EntityType.CUSTOMER, owner))) {
            return true;
        }
        if (!(board.person(owner) instanceof Registered(var customer))) {
            return false;
        }
        Profile kept = customer.profile(profile);
        return kept != null
                && kept.identifiers().stream().anyMatch(own -> MatchKey.of(own).equals(key));
    }
}
