package io.guildhall.postgres;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Ids fetched ahead in blocks, so that a call knows the ids of its rows before it writes the first one.
///
/// A block is what one value of a sequence made with `INCREMENT BY 1000` stands for: the value and the 999 after it.
/// Gaps are normal (a restart forgets the rest of a block), order across instances is not promised.
///
/// Values of sequences are no more durable than the transaction that draws them: a database that dies before it has
/// written its log goes back, and gives the same values again. So what is kept for later calls has been drawn in a
/// transaction of its own, which has been written.
@Component
public class IdBlocks {
    public static final int BLOCK = 1_000;
    private static final int LOW_WATER = 10 * BLOCK;

    private static final Logger log = LoggerFactory.getLogger(IdBlocks.class);

    private final JdbcTemplate jdbc;
    private final Map<String, Supply> supplies = new ConcurrentHashMap<>();

    public IdBlocks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Takes ids that nobody else gets.
    ///
    /// @param sequence name of a sequence with `INCREMENT BY 1000`
    public long[] take(String sequence, int count) {
        Supply supply = supplies.computeIfAbsent(sequence, Supply::new);
        return supply.take(count);
    }

    private final class Supply {
        private final String sequence;
        private final Deque<long[]> ranges = new ArrayDeque<>();
        private final AtomicBoolean refilling = new AtomicBoolean();
        private long available;

        Supply(String sequence) {
            this.sequence = sequence;
        }

        long[] take(int count) {
            long[] taken = new long[count];
            int filled = drain(taken, 0);
            if (filled < count) {
                fill(taken, filled);
            }
            refillAhead();
            return taken;
        }

        /// By blocks that this call draws, perhaps in its transaction, and that go with it: the rest of the last one is
        /// given up.
        private void fill(long[] taken, int from) {
            List<Long> starts =
                    draw("SELECT nextval(CAST(? AS regclass)) FROM generate_series(1, ?)", taken.length - from);
            for (int i = from; i < taken.length; i++) {
                taken[i] = starts.get((i - from) / BLOCK) + (i - from) % BLOCK;
            }
        }

        private synchronized int drain(long[] taken, int from) {
            int filled = from;
            while (filled < taken.length && !ranges.isEmpty()) {
                long[] range = ranges.getFirst(); // next id, end (exclusive)
                int part = (int) Math.min(range[1] - range[0], taken.length - filled);
                for (int i = 0; i < part; i++) {
                    taken[filled++] = range[0]++;
                }
                available -= part;
                if (range[0] == range[1]) {
                    ranges.removeFirst();
                }
            }
            return filled;
        }

        private synchronized void add(Iterable<Long> starts) {
            for (long start : starts) {
                ranges.addLast(new long[] {start, start + BLOCK});
                available += BLOCK;
            }
        }

        private synchronized boolean isLow() {
            return available < LOW_WATER;
        }

        private List<Long> draw(String sql, int ids) {
            return jdbc.query(sql, (rs, _) -> rs.getLong(1), sequence, (ids + BLOCK - 1) / BLOCK);
        }

        /// Drawing alone does not always write anything that a commit would wait for; the message does.
        private void fetch(int ids) {
            add(draw("""
                    SELECT nextval(CAST(? AS regclass)), pg_logical_emit_message(true, 'guildhall', '')
                      FROM generate_series(1, ?)
                    """, ids));
        }

        /// On a thread of its own: no call waits for ids, and none of its statements is spent on them.
        private void refillAhead() {
            if (isLow() && refilling.compareAndSet(false, true)) {
                Thread.ofVirtual().name("ids-" + sequence).start(() -> {
                    try {
                        fetch(2 * LOW_WATER);
                    } catch (DataAccessException unavailable) {
                        log.debug("Fetching ids ahead failed, the next call fetches its own", unavailable);
                    } finally {
                        refilling.set(false);
                    }
                });
            }
        }
    }
}
