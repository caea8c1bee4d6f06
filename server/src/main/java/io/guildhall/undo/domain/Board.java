package io.guildhall.undo.domain;

import io.guildhall.association.domain.PlaceState;
import io.guildhall.card.domain.Card;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.company.domain.CompanyState;
import io.guildhall.customer.domain.PersonState;
import io.guildhall.loyalty.domain.AccountKey;
import io.guildhall.loyalty.domain.AccountKey.Kind;
import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.loyalty.domain.Reversible;
import io.guildhall.undo.domain.Skipped.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which steps are still meant to be taken while a plan is made. Working state of one run of the planner. A step that
/// is once struck off stays so, and that may strike off others: the rules are asked until nothing changes.
final class Board {
    final Steps steps;
    final World world;
    private final Map<EntityKey, Step<?>> active = new HashMap<>();
    private final Map<EntityKey, Skipped> skipped = new TreeMap<>();
    /// Enrolments by person and programme.
    private final Map<Long, Map<Long, EntityKey>> enrolments = new HashMap<>();
    private boolean changed;

    Board(Steps steps, World world) {
        this.steps = steps;
        this.world = world;
        steps.all().forEach(step -> active.put(step.key(), step));
        steps.enrolments().forEach(step -> {
            Enrolment enrolment = step.expected() == null ? step.target() : step.expected();
            if (enrolment != null) {
                enrolments
                        .computeIfAbsent(enrolment.customerId(), _ -> new HashMap<>())
                        .put(enrolment.programId(), step.key());
            }
        });
        steps.erased()
                .forEach(erased -> skipped.put(erased.key(), new Skipped(erased.key(), Reason.ERASED, null, null)));
    }

    boolean isActive(EntityKey key) {
        return active.containsKey(key);
    }

    boolean isActive(Step<?> step) {
        return active.containsKey(step.key());
    }

    <S> List<Step<S>> active(List<Step<S>> all) {
        return all.stream().filter(this::isActive).toList();
    }

    boolean isSkipped(EntityKey key) {
        return skipped.containsKey(key);
    }

    /// Nothing is left to be done about the record.
    void isDone(Step<?> step) {
        active.remove(step.key());
    }

    void skip(Step<?> step, Reason reason, @Nullable EntityKey because) {
        skip(step.key(), reason, because, null);
    }

    void skip(EntityKey key, Reason reason, @Nullable EntityKey because, @Nullable String field) {
        if (active.remove(key) != null) {
            skipped.put(key, new Skipped(key, reason, because, field));
            changed = true;
        }
    }

    /// Whether anything was struck off since this was asked last.
    boolean hasChanged() {
        boolean now = changed;
        changed = false;
        return now;
    }

    Collection<Skipped> skipped() {
        return skipped.values();
    }

    /// Whether the person will be registered.
    boolean isThere(long customerId) {
        Step<PersonState> step = step(EntityType.CUSTOMER, customerId);
        PersonState state = step == null ? world.people().states().get(customerId) : step.target();
        return state instanceof PersonState.Registered;
    }

    /// Where the membership will stand, null for one that is over.
    @Nullable
    PlaceState place(long associationId) {
        Step<PlaceState> step = step(EntityType.ASSOCIATION, associationId);
        if (step != null) {
            return step.target();
        }
        var membership = world.places().memberships().get(associationId);
        return membership == null ? null : membership.place();
    }

    @Nullable
    Card card(long id) {
        Step<Card> step = step(EntityType.CARD, id);
        return step == null ? world.cards().states().get(id) : step.target();
    }

    @Nullable
    Enrolment enrolment(long id) {
        Step<Enrolment> step = step(EntityType.ENROLMENT, id);
        return step == null ? world.loyalty().enrolments().get(id) : step.target();
    }

    @Nullable
    CompanyState company(long id) {
        Step<CompanyState> step = step(EntityType.COMPANY, id);
        return step == null ? world.companies().states().get(id) : step.target();
    }

    @Nullable
    PersonState person(long id) {
        Step<PersonState> step = step(EntityType.CUSTOMER, id);
        return step == null ? world.people().states().get(id) : step.target();
    }

    @SuppressWarnings("unchecked") // of one type of record all steps have one type of state
    private <S> @Nullable Step<S> step(EntityType type, long id) {
        return (Step<S>) active.get(new EntityKey(type, id));
    }

    /// The records that points go back with: the enrolment that brought them, else the people who became one.
    List<EntityKey> causes(Reversible posting) {
        List<EntityKey> causes = new ArrayList<>();
        long program = posting.to().programId();
        for (AccountKey account : List.of(posting.from(), posting.to())) {
            EntityKey enrolment = account.kind() == Kind.CUSTOMER
                    ? enrolments.getOrDefault(account.holderId(), Map.of()).get(program)
                    : null;
            if (enrolment != null) {
                causes.add(enrolment);
            }
        }
        if (causes.isEmpty()) {
            for (AccountKey account : List.of(posting.from(), posting.to())) {
                causes.add(new EntityKey(EntityType.CUSTOMER, account.holderId()));
            }
        }
        return causes;
    }
}
