package io.guildhall.limit.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something of which there is only so much, shared out between parties who ask for parts of it.
///
/// Next is the party that holds least, and of those that hold the same, the one that has waited longest since it was
/// last given something; within a party, whoever came first. Nobody overtakes the next one because a smaller part
/// would fit: the large ones would wait for ever. A party that holds something already leaves a reserve, so that
/// another one finds some at once. For one thread at a time.
public final class FairShare {
    private final long capacity;
    private final long reserve;
    private final Map<Long, Party> parties = new HashMap<>();
    private long free;
    private long given;

    /// @param reserve what nobody takes who holds something already
    public FairShare(long capacity, long reserve) {
        this.capacity = capacity;
        this.reserve = reserve;
        this.free = capacity;
    }

    /// What one asker wants, and perhaps has.
    public static final class Share {
        private final long party;
        private final long amount;
        private boolean granted;

        private Share(long party, long amount) {
            this.party = party;
            this.amount = amount;
        }

        public boolean isGranted() {
            return granted;
        }
    }

    private static final class Party {
        private final Deque<Share> waiting = new ArrayDeque<>();
        private long held;
        private long lastGiven;
    }

    /// @param amount more than there is altogether counts as all of it
    /// @return granted at once, or later by [#giveBack] of another one
    public Share ask(long party, long amount) {
        Share share = new Share(party, Math.min(amount, capacity));
        parties.computeIfAbsent(party, _ -> new Party()).waiting.addLast(share);
        grant();
        return share;
    }

    /// Also for those who will wait no longer.
    ///
    /// @return who is granted theirs now
    public List<Share> giveBack(Share share) {
        Party party = parties.get(share.party);
        if (party == null) {
            return List.of();
        }
        if (share.granted) {
            free += share.amount;
            party.held -= share.amount;
        } else {
            party.waiting.remove(share);
        }
        List<Share> granted = grant();
        if (party.held == 0 && party.waiting.isEmpty()) {
            parties.remove(share.party);
        }
        return granted;
    }

    public int waiting(long party) {
        Party known = parties.get(party);
        return known == null ? 0 : known.waiting.size();
    }

    public int waiting() {
        return parties.values().stream().mapToInt(party -> party.waiting.size()).sum();
    }

    public long held() {
        return capacity - free;
    }

    private List<Share> grant() {
        List<Share> granted = new ArrayList<>();
        for (Party next = next(); next != null && fits(next); next = next()) {
            Share share = next.waiting.removeFirst();
            share.granted = true;
            free -= share.amount;
            next.held += share.amount;
            next.lastGiven = ++given;
            granted.add(share);
        }
        return granted;
    }

    private @Nullable Party next() {
        return parties.values().stream()
                .filter(party -> !party.waiting.isEmpty())
                .min(Comparator.<Party>comparingLong(party -> party.held).thenComparingLong(party -> party.lastGiven))
                .orElse(null);
    }

    private boolean fits(Party party) {
        long rest = free - party.waiting.getFirst().amount;
        return rest >= (party.held == 0 ? 0 : reserve);
    }
}
