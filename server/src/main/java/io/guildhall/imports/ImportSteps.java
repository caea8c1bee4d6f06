package io.guildhall.imports;

import static io.guildhall.error.ErrorCode.CONCURRENT_CHANGE;
import static io.guildhall.error.ErrorCode.INTERNAL_ERROR;

import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.imports.Intake.ImportSupport;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.imports.domain.ImportState;
import io.guildhall.imports.store.ImportChunks.Choice;
import io.guildhall.imports.store.ImportChunks.Chunk;
import io.guildhall.imports.store.ImportQueue.Entry;
import io.guildhall.postgres.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/// The next thing to be done for an import, whatever it is; each is one short step, so that others get their
/// turn.
@Service
class ImportSteps {
    private static final Logger log = LoggerFactory.getLogger(ImportSteps.class);
    private static final int REMOVED_AT_ONCE = 10_000;
    /// So often a chunk waits for people whom others hold, twice as long each time, before it is split.
    private static final int PATIENT_ATTEMPTS = 6;
    /// So often somebody may die with a chunk before it is taken to be the reason. One row is given more: it
    /// would be lost.
    private static final int DEADLY_ATTEMPTS = 4;

    private static final int DEADLY_ATTEMPTS_OF_ONE = 12;
    /// So often a single row is tried that fails for no reason of its own.
    private static final int ATTEMPTS_OF_ONE = 4;

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);

    private final TenantTransactions transactions;
    private final ImportStores stores;
    private final Preparation preparation;
    private final ChunkWork work;
    private final ImportClock support;

    ImportSteps(
            TenantTransactions transactions,
            ImportStores stores,
            Preparation preparation,
            ChunkWork work,
            ImportClock support) {
        this.transactions = transactions;
        this.stores = stores;
        this.preparation = preparation;
        this.work = work;
        this.support = support;
    }

    @org.springframework.stereotype.Component
    record ImportClock(ImportSupport support, Clock clock) {
        Instant now() {
            return clock.instant();
        }

        ImportSettings settings() {
            return support.settings();
        }
    }

    Instant now() {
        return support.now();
    }

    private sealed interface Step {
        record Nothing() implements Step {}

        record Prepare() implements Step {}

        record Work(Choice choice) implements Step {}

        record Finish() implements Step {}

        record Done() implements Step {}
    }

    /// @return whether anything was done
    boolean next(Entry entry) {
        long org = entry.orgId();
        UUID id = entry.importId();
        Step step = transactions.write(org, () -> choose(org, id));
        return switch (step) {
            case Step.Nothing() -> false;
            case Step.Done() -> true;
            case Step.Prepare() -> preparation.prepare(org, id);
            case Step.Work(var choice) -> {
                work(org, id, choice);
                yield true;
            }
            case Step.Finish() -> finish(org, id);
        };
    }

    private Step choose(long org, UUID id) {
        ImportJob job = stores.jobs().find(org, id).orElse(null);
        if (job == null) {
            stores.queue().remove(org, id);
            return new Step.Nothing();
        }
        Instant now = support.now();
        return switch (job.state()) {
            case RECEIVING -> {
                boolean abandoned =
                        job.touchedAt().isBefore(now.minus(support.settings().uploadPatience()));
                if (abandoned) {
                    stores.jobs().end(org, id, ImportState.FAILED, "the file broke off", now);
                }
                yield abandoned ? new Step.Done() : new Step.Nothing();
            }
            case QUEUED, RUNNING -> job.prepared() ? chooseChunk(org, id, now) : new Step.Prepare();
            case PAUSED -> {
                stores.queue().remove(org, id);
                yield new Step.Nothing();
            }
            case SUCCEEDED, COMPLETED_WITH_ERRORS, CANCELLED, FAILED -> tidy(org, job);
        };
    }

    private Step chooseChunk(long org, UUID id, Instant now) {
        Optional<Choice> choice = stores.chunks().choose(org, id, now);
        if (choice.isPresent()) {
            stores.queue().served(org, id, now);
            return new Step.Work(choice.get());
        }
        return stores.chunks().hasOpen(org, id) ? new Step.Nothing() : new Step.Finish();
    }

    /// Personal data goes as soon as nobody needs it.
    private Step tidy(long org, ImportJob job) {
        Instant until = ImportDesk.confirmableUntil(job, support.settings());
        if (until != null && support.now().isBefore(until)) {
            stores.queue().hold(org, job.id(), until); // then its rows go
            return new Step.Nothing();
        }
        boolean all = job.state() == ImportState.FAILED;
        if (stores.rows().removeSome(org, job.id(), all, REMOVED_AT_ONCE) == 0) {
            stores.queue().remove(org, job.id());
            return new Step.Nothing();
        }
        return new Step.Done();
    }

    private boolean finish(long org, UUID id) {
        return transactions.write(org, () -> {
            Optional<ImportJob> job =
                    stores.jobs().tryHold(org, id).filter(found -> found.state().isWorkedOn() && found.prepared());
            if (job.isEmpty() || stores.chunks().hasOpen(org, id)) {
                return false;
            }
            ImportState state =
                    stores.errors().any(org, id) ? ImportState.COMPLETED_WITH_ERRORS : ImportState.SUCCEEDED;
            stores.jobs().end(org, id, state, null, support.now());
            return true;
        });
    }

    private void work(long org, UUID id, Choice choice) {
        int number = choice.number();
        int most = PATIENT_ATTEMPTS + (choice.isOne() ? DEADLY_ATTEMPTS_OF_ONE : DEADLY_ATTEMPTS);
        if (choice.attempts() > most) {
            // workers die with it again and again
            takeApart(org, id, number, Problem.of(INTERNAL_ERROR, null));
            return;
        }
        try {
            work.run(org, id, number);
        } catch (RequestRefused refused) {
            if (!refused.isFor(CONCURRENT_CHANGE)) {
                throw refused;
            }
            blocked(org, id, number);
        } catch (RuntimeException poison) {
            if (isOutage(poison)) {
                throw poison; // nothing is known about the rows; the workers try again after a while
            }
            log.error("A chunk of import {} fails and is taken apart", id, poison);
            if (choice.isOne() && choice.attempts() < ATTEMPTS_OF_ONE) {
                // it may have been the moment and not the row
                postpone(org, id, number, choice.attempts());
            } else {
                takeApart(org, id, number, Problem.of(INTERNAL_ERROR, null));
            }
        }
    }

    /// Whether it is the database, or the way to it, that failed.
    private static boolean isOutage(RuntimeException failure) {
        return switch (failure) {
            case DataAccessResourceFailureException _,
                    TransientDataAccessException _,
                    RecoverableDataAccessException _,
                    TransactionException _ -> true;
            default -> false;
        };
    }

    private boolean splitOrGiveUp(long org, UUID id, Chunk chunk, Problem problem) {
        if (chunk.lines().size() > 1) {
            stores.chunks().split(org, id, chunk);
        } else {
            work.giveUp(org, id, chunk, problem);
        }
        return true;
    }

    private void postpone(long org, UUID id, int number, int attempts) {
        transactions.write(org, () -> {
            stores.chunks().postpone(org, id, number, afterWait(attempts));
            return true;
        });
    }

    private Instant afterWait(int attempts) {
        return support.now().plus(FIRST_WAIT.multipliedBy(1L << attempts));
    }

    private void takeApart(long org, UUID id, int number, Problem problem) {
        withChunk(org, id, number, chunk -> splitOrGiveUp(org, id, chunk, problem));
    }

    /// Holds a chunk of an import that goes on: once it is paused or cancelled, nothing more is written.
    private void withChunk(long org, UUID id, int number, Predicate<Chunk> step) {
        transactions.write(
                org,
                () -> stores.jobs()
                        .share(org, id)
                        .filter(job -> job.state().isWorkedOn())
                        .flatMap(_ -> stores.chunks().hold(org, id, number))
                        .map(step::test)
                        .orElse(false));
    }

    /// Others hold the same people: again after a while, and in the end in smaller parts.
    private void blocked(long org, UUID id, int number) {
        withChunk(org, id, number, chunk -> {
            if (chunk.attempts() < PATIENT_ATTEMPTS) {
                stores.chunks().postpone(org, id, number, afterWait(chunk.attempts()));
                return true;
            }
            return splitOrGiveUp(org, id, chunk, Problem.of(CONCURRENT_CHANGE, null));
        });
    }
}
