package io.guildhall.person;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import io.guildhall.association.store.LinkReads;
import io.guildhall.association.store.LinkReads.Spell;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.change.domain.Touch;
import io.guildhall.change.domain.Touch.Touched;
import io.guildhall.change.store.Touches;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.StatusEntry;
import io.guildhall.customer.store.Customers;
import io.guildhall.customer.store.StatusLog;
import io.guildhall.error.RequestRefused;
import io.guildhall.loyalty.store.Enrolments;
import io.guildhall.postgres.TenantTransactions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What happened to one person, call by call: the places taken and left, statuses, profiles, cards and points, each
/// with
/// who did it (`spec/beyond.md` rows 7, 8).
@Component
public class PersonTimeline {
    /// Change sets that are looked at for one part.
    private static final int PART = 30;
    /// A status is rare among what changes a person.
    private static final int PART_OF_STATUSES = 200;

    private final TenantTransactions transactions;
    private final Customers customers;
    private final Touches touches;
    private final Pasts pasts;

    PersonTimeline(TenantTransactions transactions, Customers customers, Touches touches, Pasts pasts) {
        this.transactions = transactions;
        this.customers = customers;
        this.touches = touches;
        this.pasts = pasts;
    }

    /// Where the past is kept, beside the log of changes.
    @Component
    static class Pasts {
        private final LinkReads links;
        private final StatusLog statuses;
        private final Enrolments enrolments;

        Pasts(LinkReads links, StatusLog statuses, Enrolments enrolments) {
            this.links = links;
            this.statuses = statuses;
            this.enrolments = enrolments;
        }
    }

    public enum Kind {
        LINK,
        PROFILE,
        STATUS,
        CARD,
        POINTS
    }

    /// From one place to another.
    ///
    /// @param before null for somebody who stood nowhere
    /// @param after null for somebody who left
    public record Move(@Nullable Spell before, @Nullable Spell after) {}

    /// What one call did to the person.
    ///
    /// @param isFirst whether it is the call that registered the person
    public record Entry(Touch touch, Set<Kind> kinds, List<Move> moves, List<StatusEntry> statuses, boolean isFirst) {
        public Entry {
            kinds = Set.copyOf(kinds);
            moves = List.copyOf(moves);
            statuses = List.copyOf(statuses);
        }
    }

    /// @param entries the newest first
    /// @param parents of all places that are named, by id
    /// @param before where the next part begins; null on the last one
    public record Timeline(
            List<Entry> entries,
            Map<Long, Customer> parents,
            @Nullable UUID before) {}

    /// @param kind null for all of them
    /// @param before id of the change set behind which the part begins; null for the newest
    /// @throws RequestRefused with 404/8015 for an unknown person
    public Timeline of(long orgId, long customerId, @Nullable Kind kind, @Nullable UUID before) {
        return transactions.read(orgId, () -> {
            Long id = customers.survivors(orgId, List.of(customerId)).get(customerId);
            Customer person =
                    id == null ? null : customers.findAll(orgId, List.of(id)).get(id);
            if (person == null) {
                throw RequestRefused.because(NO_SUCH_CUSTOMER);
            }
            return part(orgId, person, kind, before == null ? Touches.NEWEST : before);
        });
    }

    private Timeline part(long orgId, Customer person, @Nullable Kind kind, UUID before) {
        Set<Long> ids = new HashSet<>(Set.of(person.id()));
        person.profiles().stream()
                .map(Profile::mergedFrom)
                .filter(Objects::nonNull)
                .forEach(ids::add);
        List<Spell> spells = pasts.links.history(orgId, person.id());
        List<StatusEntry> statuses = pasts.statuses.of(orgId, person.id());
        List<EntityKey> keys = keys(orgId, kind, ids, spells);
        Collection<Long> holders = kind == null || kind == Kind.CARD ? ids : List.of();
        int size = kind == Kind.STATUS ? PART_OF_STATUSES : PART;
        // one more than asked for tells whether there is a next part
        List<Touch> found = touches.of(orgId, keys, holders, before, size + 1);
        List<Touch> looked = found.size() > size ? found.subList(0, size) : found;
        List<Entry> entries = looked.stream()
                .map(touch -> entry(touch, spells, statuses))
                .filter(entry -> kind == null || entry.kinds().contains(kind))
                .toList();
        return new Timeline(
                entries,
                customers.findAll(orgId, parents(entries)),
                found.size() > size ? looked.getLast().set().id() : null);
    }

    private List<EntityKey> keys(long orgId, @Nullable Kind kind, Set<Long> ids, List<Spell> spells) {
        List<EntityKey> keys = new ArrayList<>();
        if (kind == null || kind == Kind.LINK) {
            spells.stream()
                    .map(Spell::associationId)
                    .distinct()
                    .forEach(association -> keys.add(new EntityKey(EntityType.ASSOCIATION, association)));
        }
        if (kind == null || kind == Kind.PROFILE || kind == Kind.STATUS) {
            ids.forEach(id -> keys.add(new EntityKey(EntityType.CUSTOMER, id)));
        }
        if (kind == null || kind == Kind.PROFILE) {
            ids.forEach(id -> keys.add(new EntityKey(EntityType.SUBSCRIPTIONS, id)));
        }
        if (kind == null || kind == Kind.POINTS) {
            pasts.enrolments
                    .ids(orgId, ids)
                    .forEach(enrolment -> keys.add(new EntityKey(EntityType.ENROLMENT, enrolment)));
        }
        return keys;
    }

    private static Entry entry(Touch touch, List<Spell> spells, List<StatusEntry> statuses) {
        List<Move> moves = moves(touch, spells);
        List<StatusEntry> given = statuses.stream()
                .filter(status -> status.at().equals(touch.set().at()))
                .toList();
        boolean isFirst = touch.records().contains(new Touched(EntityType.CUSTOMER, Action.CREATE));
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Touched record : touch.records()) {
            switch (record.type()) {
                case ASSOCIATION -> kinds.add(Kind.LINK);
                case CARD -> kinds.add(Kind.CARD);
                case ENROLMENT -> kinds.add(Kind.POINTS);
                case SUBSCRIPTIONS -> kinds.add(Kind.PROFILE);
                case CUSTOMER -> kinds.add(given.isEmpty() || isFirst ? Kind.PROFILE : Kind.STATUS);
                case COMPANY, HIERARCHY, CARD_SERIES, CARD_LABELS, GROUP -> {} // nobody asked for them
            }
        }
        return new Entry(touch, kinds, moves, given, isFirst);
    }

    private static List<Move> moves(Touch touch, List<Spell> spells) {
        List<Move> moves = new ArrayList<>();
        for (Spell spell : spells) {
            if (spell.changeId().equals(touch.set().id())) {
                moves.add(new Move(adjoining(spells, spell, true), spell));
            } else if (touch.set().at().equals(spell.to()) && adjoining(spells, spell, false) == null) {
                moves.add(new Move(spell, null));
            }
        }
        return moves;
    }

    /// The spell of the same membership that ends where this one begins, or begins where it ends.
    private static @Nullable Spell adjoining(List<Spell> spells, Spell spell, boolean isEarlier) {
        return spells.stream()
                .filter(other -> other.associationId() == spell.associationId())
                .filter(other -> isEarlier
                        ? spell.from().equals(other.to())
                        : other.from().equals(spell.to()))
                .findFirst()
                .orElse(null);
    }

    private static Set<Long> parents(List<Entry> entries) {
        Set<Long> ids = new HashSet<>();
        entries.stream()
                .flatMap(entry -> entry.moves().stream())
                .flatMap(move -> Stream.of(move.before(), move.after()))
                .filter(Objects::nonNull)
                .map(Spell::parentCustomerId)
                .filter(Objects::nonNull)
                .forEach(ids::add);
        return ids;
    }
}
