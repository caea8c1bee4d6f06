package io.guildhall.imports;

import static io.guildhall.error.ErrorCode.IMPORT_STATE;
import static io.guildhall.error.ErrorCode.NOT_FOUND;

import io.guildhall.access.Caller;
import io.guildhall.error.RequestRefused;
import io.guildhall.imports.ImportSteps.ImportClock;
import io.guildhall.imports.domain.Counts;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.imports.domain.ImportState;
import io.guildhall.imports.store.ImportChunks.Progress;
import io.guildhall.imports.store.ImportJobs.Last;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.Cursor;
import io.guildhall.wire.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What callers see of imports, and how they steer them.
@Service
public class ImportDesk {
    private static final int MOST_CHANGES = 1_000;
    /// Longer than a call waits for a lock.
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private static final Duration RECENT = Duration.ofSeconds(30);

    private final TenantTransactions transactions;
    private final Setups setups;
    private final ImportStores stores;
    private final ImportClock clock;

    ImportDesk(TenantTransactions transactions, Setups setups, ImportStores stores, ImportClock clock) {
        this.transactions = transactions;
        this.setups = setups;
        this.stores = stores;
        this.clock = clock;
    }

    /// What is being done for an import.
    public enum Phase {
        READING,
        PREPARING,
        WORKING
    }

    /// How an import stands.
    ///
    /// @param rowsPerSecond of the last half minute, or of all the time it took; null where nothing can be said
    /// @param changes its change sets, null where they were not asked for
    /// @param confirmableUntil until when a dry run at its end can be carried out; null where it cannot
    public record View(
            ImportJob job,
            Counts counts,
            @Nullable Double rowsPerSecond,
            @Nullable List<UUID> changes,
            @Nullable Instant confirmableUntil,
            ZoneId zone) {
        public long remaining() {
            return Math.max(job.total() - counts.sum(), 0);
        }

        public @Nullable Phase phase() {
            if (job.state().isFinal()) {
                return null;
            }
            return job.state() == ImportState.RECEIVING
                    ? Phase.READING
                    : job.prepared() ? Phase.WORKING : Phase.PREPARING;
        }

        /// How much of the phase is done; null where nobody knows.
        public @Nullable Integer phasePercent() {
            Phase phase = phase();
            if (phase == null) {
                return null;
            }
            return switch (phase) {
                case READING -> percentRead();
                case PREPARING -> job.preparation().percent();
                case WORKING -> percent(counts.sum(), job.total());
            };
        }

        private @Nullable Integer percentRead() {
            Long bytes = job.fileBytes();
            return bytes == null ? null : percent(job.readBytes(), bytes);
        }

        private static int percent(long done, long of) {
            return of <= 0 ? 0 : Math.clamp(done * 100 / of, 0, 100);
        }

        public @Nullable Long remainingSeconds() {
            if (job.state() != ImportState.RUNNING || rowsPerSecond == null || rowsPerSecond <= 0) {
                return null;
            }
            return (long) Math.ceil(remaining() / rowsPerSecond);
        }
    }

    /// @param cursor of the next page; null on the last one
    public record Listing(
            List<View> views, long total, @Nullable String cursor) {}

    /// @throws RequestRefused with 404
    public View read(long orgId, UUID id, boolean withChanges) {
        return transactions.read(orgId, () -> view(orgId, find(orgId, id), withChanges));
    }

    /// The newest first.
    ///
    /// @throws RequestRefused with 1686 for a cursor of another query
    public Listing list(long orgId, Page page) {
        Cursor.Tie tie = Cursor.tie(orgId, "imports");
        Cursor cursor = tie.read(page.cursor(), 3);
        Last after = cursor == null ? null : new Last(cursor.instant(0), cursor.uuid(1));
        return transactions.read(orgId, () -> {
            Cursor.Part<ImportJob> part =
                    tie.part(stores.jobs().list(orgId, page, after), page.limit(), ImportDesk::end);
            Map<UUID, Progress> progress = progress(orgId, part.rows());
            ZoneId zone = setups.current(orgId).timeZone();
            List<View> views = part.rows().stream()
                    .map(job -> view(job, progress.get(job.id()), null, zone))
                    .toList();
            return new Listing(views, stores.jobs().count(orgId), part.cursor());
        });
    }

    /// What is still to be done.
    ///
    /// @param rows of imports that are prepared
    public record Backlog(long imports, long rows) {}

    public Backlog backlog(long orgId) {
        return transactions.read(orgId, () -> {
            var backlog = stores.jobs().backlog(orgId);
            return new Backlog(backlog.imports(), backlog.rows());
        });
    }

    private static Cursor end(ImportJob last) {
        return Cursor.of(
                Cursor.micros(last.createdAt()),
                last.id().getMostSignificantBits(),
                last.id().getLeastSignificantBits());
    }

    /// @throws RequestRefused with 404, with 1744 where it has come to its end
    public View cancel(long orgId, UUID id) {
        return steer(orgId, id, job -> {
            if (job.state().isFinal()) {
                throw wrong(job);
            }
            stores.jobs().end(orgId, id, ImportState.CANCELLED, null, clock.now());
            stores.queue().add(orgId, id); // there is something to tidy up
        });
    }

    /// @throws RequestRefused with 404, with 1744 where it is not waiting or running
    public View pause(long orgId, UUID id) {
        return steer(orgId, id, job -> {
            if (!job.state().isWorkedOn()) {
                throw wrong(job);
            }
            stores.jobs().become(orgId, id, ImportState.PAUSED);
            stores.queue().remove(orgId, id);
        });
    }

    /// @throws RequestRefused with 404, with 1744 where it is not paused
    public View resume(long orgId, UUID id) {
        View view = steer(orgId, id, job -> {
            if (job.state() != ImportState.PAUSED) {
                throw wrong(job);
            }
            stores.jobs().become(orgId, id, job.prepared() ? ImportState.RUNNING : ImportState.QUEUED);
            stores.queue().add(orgId, id);
        });
        clock.support().signal().give();
        return view;
    }

    /// Carries a dry run out that has come to its end: its rows, decided anew, in the name of who confirms. What the
    /// dry
    /// run found out is forgotten, except for rows that cannot be read.
    ///
    /// @throws RequestRefused with 404, with 1744 where it is none, has not come to its end or is too old
    public View confirm(Caller caller, UUID id) {
        View view = steer(caller.orgId(), id, job -> {
            Instant until = confirmableUntil(job, clock.settings());
            if (until == null || !clock.now().isBefore(until)) {
                throw wrong(job);
            }
            stores.chunks().removeAll(caller.orgId(), id);
            stores.jobs().carryOut(caller.orgId(), id, caller.tillId());
            stores.queue().add(caller.orgId(), id);
        });
        clock.support().signal().give();
        return view;
    }

    /// Until when the rows of an import are kept to be carried out; null where it is no dry run that has come to its
    /// end.
    static @Nullable Instant confirmableUntil(ImportJob job, ImportSettings settings) {
        Instant finished = job.finishedAt();
        boolean decided = job.state() == ImportState.SUCCEEDED || job.state() == ImportState.COMPLETED_WITH_ERRORS;
        return job.options().dryRun() && decided && finished != null ? finished.plus(settings.dryRunsKept()) : null;
    }

    /// Waits for chunks that are under way: once this is answered nothing more is written.
    private View steer(long orgId, UUID id, Consumer<ImportJob> step) {
        transactions.write(orgId, () -> {
            stores.queue().hold(orgId, id, clock.now().plus(LONGEST_STOP));
            return true;
        });
        return transactions.write(orgId, () -> {
            ImportJob job = stores.jobs().hold(orgId, id).orElseThrow(ImportDesk::unknown);
            step.accept(job);
            return view(orgId, find(orgId, id), true);
        });
    }

    private static RequestRefused wrong(ImportJob job) {
        return RequestRefused.because(IMPORT_STATE, job.state().shown().name());
    }

    private ImportJob find(long orgId, UUID id) {
        return stores.jobs().find(orgId, id).orElseThrow(ImportDesk::unknown);
    }

    private static RequestRefused unknown() {
        return RequestRefused.because(NOT_FOUND);
    }

    private View view(long orgId, ImportJob job, boolean withChanges) {
        List<UUID> changes = withChanges ? stores.chunks().changes(orgId, job.id(), MOST_CHANGES) : null;
        Progress progress = progress(orgId, List.of(job)).get(job.id());
        return view(job, progress, changes, setups.current(orgId).timeZone());
    }

    private Map<UUID, Progress> progress(long orgId, List<ImportJob> jobs) {
        return stores.chunks()
                .progress(
                        orgId,
                        jobs.stream().map(ImportJob::id).toList(),
                        clock.now().minus(RECENT));
    }

    private View view(ImportJob job, @Nullable Progress progress, @Nullable List<UUID> changes, ZoneId zone) {
        Counts counts = (progress == null ? Counts.NONE : progress.counts()).andFailed(job.unreadable());
        Instant until = confirmableUntil(job, clock.settings());
        boolean kept = until != null && clock.now().isBefore(until);
        return new View(job, counts, rate(job, counts, progress), changes, kept ? until : null, zone);
    }

    private @Nullable Double rate(ImportJob job, Counts counts, @Nullable Progress progress) {
        Instant started = job.startedAt();
        if (started == null || progress == null) {
            return null;
        }
        Instant finished = job.finishedAt();
        if (finished != null) {
            return perSecond(counts.sum() - job.unreadable(), Duration.between(started, finished));
        }
        Duration since = Duration.between(started, clock.now());
        return job.state() == ImportState.RUNNING
                ? perSecond(progress.recent(), since.compareTo(RECENT) < 0 ? since : RECENT)
                : null;
    }

    private static double perSecond(long rows, Duration time) {
        double seconds = Math.max(time.toMillis(), 1) / 1_000.0;
        return Math.round(rows / seconds * 10) / 10.0;
    }
}
