package io.guildhall.loyalty.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a posting does to the balance of one holder.
///
/// @param seq number in the account's chain, from 1
/// @param points signed
public record Entry(
        long accountId, long seq, long postingId, long lotId, BigDecimal points, BigDecimal before, BigDecimal after) {

    /// Continues the chains of all accounts that have one; an account may be named by any number of postings.
    public static List<Entry> of(List<Posting> postings) {
        Map<Long, Entry> last = new HashMap<>();
        List<Entry> entries = new ArrayList<>(postings.size());
        for (Posting posting : postings) {
            add(posting, posting.from(), posting.points().negate(), last, entries);
            add(posting, posting.to(), posting.points(), last, entries);
        }
        return entries;
    }

    private static void add(
            Posting posting, Account account, BigDecimal points, Map<Long, Entry> last, List<Entry> entries) {
        if (account.key().kind().hasHolder()) {
            Entry previous = last.get(account.id());
            long seq = previous == null ? account.lastSeq() : previous.seq();
            BigDecimal before = previous == null ? account.balance() : previous.after();
            Entry entry =
                    new Entry(account.id(), seq + 1, posting.id(), posting.lotId(), points, before, before.add(points));
            last.put(account.id(), entry);
            entries.add(entry);
        }
    }
}
