package io.guildhall.imports;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.BODY_TOO_SLOW;
import static io.guildhall.error.ErrorCode.IMPORT_NO_FAILED_ROW;
import static io.guildhall.error.ErrorCode.IMPORT_STATE;
import static io.guildhall.error.ErrorCode.NOT_FOUND;
import static io.guildhall.error.ErrorCode.UNAVAILABLE;

import io.guildhall.access.Caller;
import io.guildhall.change.ChangeIds;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.imports.domain.FileFormat;
import io.guildhall.imports.domain.FileRow;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.imports.domain.ImportOptions;
import io.guildhall.imports.domain.ImportState;
import io.guildhall.imports.domain.PreparationStep;
import io.guildhall.imports.domain.RowOutcome;
import io.guildhall.imports.file.Bounded;
import io.guildhall.imports.file.CsvRows;
import io.guildhall.imports.file.FileRows;
import io.guildhall.imports.file.NdjsonRows;
import io.guildhall.imports.file.Workbooks;
import io.guildhall.imports.file.XlsxRows;
import io.guildhall.imports.store.ImportJobs.Arrived;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.postgres.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Takes a file in as it arrives: some thousand rows at a time, each portion committed, none of it longer in
/// memory than that.
@Service
public class Upload {
    private static final Logger log = LoggerFactory.getLogger(Upload.class);
    private static final int PORTION_ROWS = 1_000;
    private static final int PORTION_BYTES = 1 << 20;

    private final TenantTransactions transactions;
    private final ImportStores stores;
    private final Intake intake;
    private final ChangeIds ids;
    private final Clock clock;
    private final Semaphore room;

    /// @param intake knows the settings
    Upload(TenantTransactions transactions, ImportStores stores, Intake intake, ChangeIds ids, Clock clock) {
        this.transactions = transactions;
        this.stores = stores;
        this.intake = intake;
        this.ids = ids;
        this.clock = clock;
        this.room = new Semaphore(intake.settings().uploads());
    }

    /// What is asked for beside the file.
    ///
    /// @param bytes how long the file is, null where nobody has said so
    /// @param mapping names of known columns by name in the file
    /// @param repairs the import whose failed rows these are, or null
    public record Request(
            FileFormat format,
            @Nullable Long bytes,
            ImportOptions options,
            Map<String, String> mapping,
            @Nullable UUID repairs,
            @Nullable String fileName) {}

    /// Stores the file and hands it to the workers.
    ///
    /// @return the import, queued
    /// @throws RequestRefused with 1740, 1741, 1743, 400 or 413 where the file cannot be read, or nothing of
    ///     it; with 404 and 1744 where there is nothing to repair
    /// @throws IOException where there is no place for it
    public UUID receive(Caller caller, Request request, InputStream file) throws IOException {
        // a file takes as long as it takes; that nobody sends it any more shows when it is read
        return ScopedValue.where(Waiting.CURRENT, () -> false).call(() -> inTurn(caller, request, file));
    }

    private UUID inTurn(Caller caller, Request request, InputStream file) throws IOException {
        if (!room.tryAcquire()) {
            throw RequestRefused.because(UNAVAILABLE);
        }
        try {
            checkRepairs(caller, request.repairs());
            Intake.Reading reading = intake.reading(caller.orgId());
            Bounded bounded =
                    new Bounded(file, intake.settings().limits().fileBytes().toBytes());
            try (FileRows rows = open(request, bounded, reading)) {
                return new Arrival(caller, request, rows, bounded, reading.with(request.format(), rows.columns()))
                        .take();
            }
        } finally {
            room.release();
        }
    }

    private void checkRepairs(Caller caller, @Nullable UUID repairs) {
        if (repairs == null) {
            return;
        }
        ImportJob repaired = transactions.read(
                caller.orgId(),
                () -> stores.jobs().find(caller.orgId(), repairs).orElseThrow(() -> RequestRefused.because(NOT_FOUND)));
        if (!repaired.state().isFinal()) {
            throw RequestRefused.because(IMPORT_STATE, repaired.state().shown().name());
        }
    }

    private FileRows open(Request request, InputStream file, Intake.Reading reading) throws IOException {
        boolean repairs = request.repairs() != null;
        var limits = intake.settings().limits();
        return switch (request.format()) {
            case NDJSON -> new NdjsonRows(file, intake.json(), limits, repairs);
            case CSV -> new CsvRows(file, intake.json(), request.mapping(), reading.known(), limits, repairs);
            case XLSX ->
                new XlsxRows(
                        Workbooks.store(file, limits),
                        intake.json(),
                        request.mapping(),
                        reading.known(),
                        limits,
                        repairs);
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// One file on its way in.
    private final class Arrival {
        private final Caller caller;
        private final Request request;
        private final FileRows rows;
        private final Bounded file;
        private final Intake.Reading reading;
        private final UUID id;
        private final Set<Long> repaired = new HashSet<>();
        private @Nullable Problem firstProblem;
        private boolean stored;
        private long total;
        private long unreadable;

        Arrival(Caller caller, Request request, FileRows rows, Bounded file, Intake.Reading reading) {
            this.caller = caller;
            this.request = request;
            this.rows = rows;
            this.file = file;
            this.reading = reading;
            this.id = ids.next(now());
        }

        UUID take() {
            try {
                List<FileRow> portion = new ArrayList<>();
                int bytes = 0;
                for (FileRow row = rows.next(); row != null; row = rows.next()) {
                    portion.add(row);
                    bytes += row.body().length;
                    if (portion.size() == PORTION_ROWS || bytes > PORTION_BYTES) {
                        store(portion);
                        portion = new ArrayList<>();
                        bytes = 0;
                    }
                }
                store(portion);
                refuseUnreadable();
                queue();
                return id;
            } catch (RequestRefused refused) {
                end(total <= PORTION_ROWS, String.valueOf(refused.getMessage()));
                throw refused;
            } catch (SocketTimeoutException nothingMore) {
                end(false, "the file stopped arriving after " + total + " rows");
                throw RequestRefused.because(
                        BODY_TOO_SLOW,
                        Long.toString(intake.settings().uploadPatience().toSeconds()));
            } catch (IOException broken) {
                log.debug("Import {} broke off", id, broken);
                end(false, "the file broke off after " + total + " rows");
                throw RequestRefused.because(BAD_REQUEST, "the file broke off"); // for nobody, as a rule
            } catch (RuntimeException failure) {
                end(false, "the file could not be stored after " + total + " rows");
                throw failure;
            }
        }

        private void store(List<FileRow> portion) throws IOException {
            if (portion.isEmpty() && stored) {
                return;
            }
            long begun = System.nanoTime();
            keep(portion);
            try {
                intake.signal().giveWay(System.nanoTime() - begun);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }

        private void keep(List<FileRow> portion) {
            Instant now = now();
            long org = caller.orgId();
            List<FileRow> checked = repairable(portion);
            Intake.Portion taken = reading.take(checked);
            if (firstProblem == null) {
                firstProblem = taken.firstProblem();
            }
            total += portion.size();
            unreadable += taken.errors().size();
            transactions.write(org, () -> {
                if (!stored) {
                    stores.jobs().insert(org, job(now));
                    stores.queue().add(org, id);
                }
                stores.rows().insertAll(org, id, taken.rows());
                stores.errors().insertAll(org, id, taken.errors());
                if (request.options().dryRun()) {
                    stores.outcomes().insertAll(org, id, unreadable(taken));
                }
                stores.jobs().arrived(org, id, new Arrived(total, unreadable, file.bytesRead()), now);
                return true;
            });
            stored = true;
        }

        private static List<RowOutcome> unreadable(Intake.Portion taken) {
            return taken.errors().keySet().stream()
                    .map(RowOutcome::ofUnreadable)
                    .toList();
        }

        /// What is no failed row of the import that is repaired, or comes twice, is refused.
        private List<FileRow> repairable(List<FileRow> portion) {
            UUID repairs = request.repairs();
            if (repairs == null) {
                return portion;
            }
            List<Long> lines = portion.stream()
                    .map(FileRow::repairs)
                    .filter(java.util.Objects::nonNull)
                    .toList();
            Set<Long> failed =
                    transactions.read(caller.orgId(), () -> stores.errors().failed(caller.orgId(), repairs, lines));
            return portion.stream()
                    .map(row -> row.repairs() == null
                                    || !row.problems().isEmpty()
                                    || failed.contains(row.repairs()) && repaired.add(row.repairs())
                            ? row
                            : row.refused(Problem.of(
                                    IMPORT_NO_FAILED_ROW,
                                    FileRow.place(row.line()),
                                    row.repairs().toString())))
                    .toList();
        }

        private ImportJob job(Instant now) {
            return new ImportJob(
                    id,
                    ImportState.RECEIVING,
                    false,
                    PreparationStep.GROUP,
                    // a workbook has been read before the first of its rows
                    request.format() == FileFormat.XLSX ? null : request.bytes(),
                    0,
                    null,
                    caller.tillId(),
                    caller.tillCode(),
                    request.fileName(),
                    request.format(),
                    request.options(),
                    request.repairs(),
                    rows.columns().headers(),
                    rows.columns().names(),
                    0,
                    0,
                    now,
                    now,
                    null,
                    null);
        }

        private void refuseUnreadable() {
            if (total == unreadable) {
                throw firstProblem == null
                        ? RequestRefused.because(BAD_REQUEST, "the file has no rows")
                        : new RequestRefused(List.of(new Problem(firstProblem.code(), null, firstProblem.arguments())));
            }
        }

        /// Who has been cancelled while the file came is not called back, only tidied up.
        private void queue() {
            transactions.write(caller.orgId(), () -> {
                ImportJob job = stores.jobs().hold(caller.orgId(), id).orElseThrow();
                if (job.state() == ImportState.RECEIVING) {
                    stores.jobs().become(caller.orgId(), id, ImportState.QUEUED);
                }
                stores.queue().add(caller.orgId(), id);
                return true;
            });
            intake.signal().give();
        }

        /// @param traceless whether nothing is to be seen of it: the answer has said why
        private void end(boolean traceless, String reason) {
            if (!stored) {
                return;
            }
            try {
                transactions.write(caller.orgId(), () -> {
                    if (traceless) {
                        stores.rows().removeSome(caller.orgId(), id, true, PORTION_ROWS);
                        stores.jobs().remove(caller.orgId(), id);
                    } else if (stores.jobs()
                            .hold(caller.orgId(), id)
                            .filter(job -> !job.state().isFinal())
                            .isPresent()) {
                        stores.jobs().end(caller.orgId(), id, ImportState.FAILED, reason, now());
                    }
                    return true;
                });
            } catch (RuntimeException alsoBroken) {
                // the workers find a file that nobody sends any more
                log.debug("Import {} could not be ended", id, alsoBroken);
            }
        }
    }
}
