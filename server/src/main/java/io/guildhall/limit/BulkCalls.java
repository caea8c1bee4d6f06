package io.guildhall.limit;

import io.guildhall.limit.domain.FairShare;
import io.guildhall.limit.domain.FairShare.Share;
import io.guildhall.postgres.DatabaseSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Calls that may carry much take turns, fairly between organisations (ADR 16).
///
/// First for memory: a heap that is exhausted would fail all of them, and their neighbours with them. Only then is the
/// body read, and only with the body there does the call take one of the places at the database, of which there are
/// fewer than connections, so that other calls always find one. Whoever sends slowly holds up nobody's work, and who
/// has a place never waits for memory.
@Component
public class BulkCalls implements MeterBinder {
    /// What a call takes in memory at its worst, in bytes of its body: the body, what is read and planned from it, its
    /// change records, the arrays of a statement. Measured (docs/performance.md).
    private static final int MEMORY_PER_BYTE = 12;
    /// What the service itself keeps in memory.
    private static final long OWN_MEMORY = 64L << 20;
    /// Up to here a body is small: as many as there are connections to the database fit beside the large ones.
    private static final int SMALL = 64 << 10;
    /// Connections that bulk calls leave to all others at the least.
    private static final int CONNECTIONS_LEFT = 2;

    private final int largest;
    private final Gate memory;
    private final Gate places;

    @Autowired
    BulkCalls(LimitSettings settings, DatabaseSettings database) {
        this(
                settings.bulkBytes() > 0
                        ? settings.bulkBytes()
                        : roomIn(Runtime.getRuntime().maxMemory()),
                placesAt(settings.bulkCalls(), database.poolSize()),
                settings.bodyBytes(),
                settings.bulkWaiting(),
                settings.bulkWait());
    }

    /// @param room for bodies, in bytes
    /// @param places how many calls are worked on at once
    BulkCalls(int room, int places, int largest, int mostWaiting, Duration patience) {
        this.largest = largest;
        this.memory = new Gate(new FairShare(room, room / 4), mostWaiting, patience);
        this.places = new Gate(new FairShare(places, places > 1 ? 1 : 0), mostWaiting, patience);
    }

    /// @param heap in bytes, as all others
    static int roomIn(long heap) {
        return Math.clamp((heap - OWN_MEMORY) / MEMORY_PER_BYTE, SMALL, Integer.MAX_VALUE);
    }

    /// @param wanted 0: half the connections
    static int placesAt(int wanted, int connections) {
        int places = wanted > 0 ? Math.min(wanted, connections - CONNECTIONS_LEFT) : connections / 2;
        return Math.max(1, places);
    }

    /// Waits for memory for a call whose body has not been read yet.
    ///
    /// @param announced bytes of the body; negative where it comes in chunks, and may become as large as any
    /// @throws RequestRefused with 429 when many of this organisation wait already, with 503 when the wait
    ///     is too long
    public BulkCall enter(long orgId, long announced) {
        long size = announced < 0 ? largest : Math.min(announced, largest);
        return new BulkCall(orgId, size <= SMALL ? null : memory.take(orgId, size));
    }

    /// Waits for a place at the database, for work whose body is small whatever it makes.
    ///
    /// @throws RequestRefused like [#enter]
    public Place work(long orgId) {
        return new Place(places.take(orgId, 1));
    }

    /// The same for a call about one person, who may bring thousands of children: where the body is small, nobody
    /// waits.
    ///
    /// @param bytes of the body
    /// @throws RequestRefused like [#enter]
    public Place workOn(long orgId, int bytes) {
        return bytes <= SMALL ? new Place(null) : work(orgId);
    }

    /// One call's memory, until it is closed.
    public final class BulkCall implements AutoCloseable {
        private final long orgId;
        private final @Nullable Share share;

        private BulkCall(long orgId, @Nullable Share share) {
            this.orgId = orgId;
            this.share = share;
        }

        /// Waits for a place at the database; to be closed before the answer is sent, which may take its time.
        ///
        /// @throws RequestRefused like [#enter]
        public Place work() {
            return BulkCalls.this.work(orgId);
        }

        @Override
        public void close() {
            if (share != null) {
                memory.giveBack(share);
            }
        }
    }

    /// A place at the database, until it is closed.
    public final class Place implements AutoCloseable {
        private final @Nullable Share share;

        private Place(@Nullable Share share) {
            this.share = share;
        }

        @Override
        public void close() {
            if (share != null) {
                places.giveBack(share);
            }
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("guildhall.bulk.running", places, Gate::held)
                .description("Bulk calls that are worked on")
                .register(registry);
        Gauge.builder("guildhall.bulk.waiting", this, calls -> calls.memory.waiting() + calls.places.waiting())
                .description("Bulk calls that wait for memory or for a place at the database")
                .register(registry);
    }
}
