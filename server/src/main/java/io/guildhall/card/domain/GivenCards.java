package io.guildhall.card.domain;

import io.guildhall.customer.domain.HeldCard;
import io.guildhall.org.domain.CardSeries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a batch has given so far, on top of what is stored.
final class GivenCards {
    private final CardSnapshot known;
    private final CardLabels labels;
    private final Map<String, Owner> ownerByNumber = new HashMap<>();
    private final Map<String, Owner> ownerByExternalId = new HashMap<>();
    private final Map<String, CardGrant> byExternalId = new HashMap<>();
    private final Map<Long, Long> drawn = new HashMap<>();
    private final Map<Long, Owner> registered = new HashMap<>();

    GivenCards(CardSnapshot known, CardLabels labels) {
        this.known = known;
        this.labels = labels;
    }

    /// Somebody the batch concerns; two owners are the same person only when they are the same object.
    static final class Owner {
        private final @Nullable Long customerId;
        private @Nullable CardGrant granted;

        private Owner(@Nullable Long customerId) {
            this.customerId = customerId;
        }

        boolean is(@Nullable Long otherId) {
            return customerId != null && customerId.equals(otherId);
        }
    }

    /// @param customerId null for somebody yet to be registered
    Owner owner(@Nullable Long customerId) {
        return customerId == null ? new Owner(null) : registered.computeIfAbsent(customerId, Owner::new);
    }

    boolean isOfAnother(Owner owner, String number) {
        Owner taker = ownerByNumber.get(number);
        Card stored = known.numbered(number);
        boolean held = stored != null && !stored.isFree() && !owner.is(stored.customerId());
        return held || taker != null && taker != owner;
    }

    boolean isGiven(String number) {
        return ownerByNumber.containsKey(number);
    }

    /// A card that was deleted is nobody's any more, though it still tells whose it was.
    boolean isOwn(Owner owner, String number) {
        Card stored = known.numbered(number);
        boolean holds = stored != null && owner.is(stored.customerId()) && stored.status() != CardStatus.DELETED;
        return holds || ownerByNumber.get(number) == owner;
    }

    boolean isTitledBy(Owner owner, @Nullable String externalId) {
        return externalId != null && ownerByExternalId.get(externalId) == owner;
    }

    /// What was given earlier in the batch under this external id.
    @Nullable
    CardGrant titled(@Nullable String externalId) {
        return externalId == null ? null : byExternalId.get(externalId);
    }

    boolean hasGivenTo(Owner owner) {
        return owner.granted != null;
    }

    long remaining(long seriesId) {
        return known.remaining(seriesId) - drawn.getOrDefault(seriesId, 0L);
    }

    /// A label that has left the document counts: rather one card too few.
    int activeOf(Owner owner, CardSeries series) {
        long stored = held(owner).stream()
                .filter(card -> card.seriesCode().equals(series.code()))
                .filter(card -> labels.statusOf(card.statusLabel())
                        .map(CardStatus::isActive)
                        .orElse(true))
                .count();
        return (int) stored + (owner.granted != null && seriesId(owner.granted) == series.id() ? 1 : 0);
    }

    int heldBy(Owner owner) {
        long stored = held(owner).stream()
                .filter(card -> labels.statusOf(card.statusLabel())
                        .map(CardStatus::isHeld)
                        .orElse(true))
                .count();
        return (int) stored + (owner.granted != null ? 1 : 0);
    }

    private List<HeldCard> held(Owner owner) {
        return known.heldBy(owner.customerId);
    }

    void give(Owner owner, CardGrant grant) {
        owner.granted = grant;
        String number = numberOf(grant);
        if (number != null) {
            ownerByNumber.put(number, owner);
        }
        if (grant.externalId() != null) {
            ownerByExternalId.put(grant.externalId(), owner);
            byExternalId.put(grant.externalId(), grant);
        }
        if (grant instanceof CardGrant.Draw draw) {
            drawn.merge(draw.series().id(), 1L, Long::sum);
        }
    }

    void takeBack(Owner owner, CardGrant grant) {
        owner.granted = null;
        String number = numberOf(grant);
        if (number != null) {
            ownerByNumber.remove(number);
        }
        if (grant.externalId() != null) {
            ownerByExternalId.remove(grant.externalId());
            byExternalId.remove(grant.externalId());
        }
        if (grant instanceof CardGrant.Draw draw) {
            drawn.merge(draw.series().id(), -1L, Long::sum);
        }
    }

    static @Nullable String numberOf(CardGrant grant) {
        return switch (grant) {
            case CardGrant.Draw _ -> null;
            case CardGrant.Create create -> create.number();
            case CardGrant.Link link -> link.card().number();
        };
    }

    private static long seriesId(CardGrant grant) {
        return switch (grant) {
            case CardGrant.Draw draw -> draw.series().id();
            case CardGrant.Create create -> create.series().id();
            case CardGrant.Link link -> link.card().seriesId();
        };
    }
}
