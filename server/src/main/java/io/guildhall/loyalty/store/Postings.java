package io.guildhall.loyalty.store;

import io.guildhall.loyalty.domain.Account;
import io.guildhall.loyalty.domain.AccountKey;
import io.guildhall.loyalty.domain.Entry;
import io.guildhall.loyalty.domain.Movement;
import io.guildhall.loyalty.domain.Posting;
import io.guildhall.postgres.IdBlocks;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The only place that writes into the ledger: a posting always comes with the entries of its holders.
@Repository
class Postings {
    private static final String ID_SEQUENCE = "posting_id";
    private static final Comparator<Entry> KEY_ORDER =
            Comparator.comparingLong(Entry::accountId).thenComparingLong(Entry::seq);

    /// Why points move.
    enum Reason {
        ENROLMENT,
        MERGE,
        /// Takes an [#ENROLMENT] back.
        ENROLMENT_UNDONE,
        /// Takes a [#MERGE] back.
        MERGE_UNDONE;

        /// Why the same points go the other way.
        Reason undone() {
            return switch (this) {
                case ENROLMENT -> ENROLMENT_UNDONE;
                case MERGE -> MERGE_UNDONE;
                case ENROLMENT_UNDONE -> ENROLMENT;
                case MERGE_UNDONE -> MERGE;
            };
        }
    }

    private final JdbcClient jdbc;
    private final IdBlocks ids;

    Postings(JdbcClient jdbc, IdBlocks ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /// Two statements, whatever the number. Who takes points out of a lot holds the lock of the account they are in.
    ///
    /// @param accounts all that the movements name, as they stand
    /// @throws LostRace when a concurrent call has written to one of the accounts in the meantime
    void record(
            long orgId,
            List<Movement> movements,
            Map<AccountKey, Account> accounts,
            Reason reason,
            Instant at,
            UUID changeId) {
        long[] drawn = ids.take(ID_SEQUENCE, movements.size());
        List<Posting> postings = new ArrayList<>(movements.size());
        for (int i = 0; i < drawn.length; i++) {
            Movement movement = movements.get(i);
            postings.add(new Posting(
                    drawn[i],
                    movement.lotId(),
                    Objects.requireNonNull(accounts.get(movement.from())),
                    Objects.requireNonNull(accounts.get(movement.to())),
                    movement.points()));
        }
        insertPostings(orgId, postings, reason, at, changeId);
        insertEntries(orgId, Entry.of(postings).stream().sorted(KEY_ORDER).toList());
    }

    private void insertPostings(long orgId, List<Posting> postings, Reason reason, Instant at, UUID changeId) {
        jdbc.sql("""
                        INSERT INTO posting (org_id, id, lot_id, from_account, to_account, points, reason, at, change_id)
                        SELECT o.org_id, u.id, u.lot_id, u.from_account, u.to_account, u.points, :reason, :at, :change
                          FROM org AS o,
                               unnest(:ids, :lots, :froms, :tos, :points) AS u(id, lot_id, from_account, to_account, points)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("reason", reason.name())
                .param("at", Enrolments.utc(at))
                .param("change", changeId)
                .param("ids", SqlArrays.longs(postings, Posting::id))
                .param("lots", SqlArrays.longs(postings, Posting::lotId))
                .param(
                        "froms",
                        SqlArrays.longs(postings, posting -> posting.from().id()))
                .param("tos", SqlArrays.longs(postings, posting -> posting.to().id()))
                .param("points", SqlArrays.array("numeric", postings, Posting::points))
                .update();
    }

    private void insertEntries(long orgId, List<Entry> entries) {
        int inserted = jdbc.sql("""
                        INSERT INTO points_entry (org_id, account_id, seq, posting_id, lot_id, points, balance_before, balance_after)
                        SELECT o.org_id, u.account_id, u.seq, u.posting_id, u.lot_id, u.points, u.balance_before, u.balance_after
                          FROM org AS o,
                               unnest(:accounts, :seqs, :postings, :lots, :points, :befores, :afters)
                                 AS u(account_id, seq, posting_id, lot_id, points, balance_before, balance_after)
                         WHERE o.org_id = :org
                        ON CONFLICT (org_id, account_id, seq) DO NOTHING
                        """)
                .param("org", orgId)
                .param("accounts", SqlArrays.longs(entries, Entry::accountId))
                .param("seqs", SqlArrays.longs(entries, Entry::seq))
                .param("postings", SqlArrays.longs(entries, Entry::postingId))
                .param("lots", SqlArrays.longs(entries, Entry::lotId))
                .param("points", SqlArrays.array("numeric", entries, Entry::points))
                .param("befores", SqlArrays.array("numeric", entries, Entry::before))
                .param("afters", SqlArrays.array("numeric", entries, Entry::after))
                .update();
        if (inserted < entries.size()) {
            throw new LostRace("points");
        }
    }
}
