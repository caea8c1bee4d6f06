package io.guildhall.cli.bulk;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.progress.Progress;
import io.guildhall.cli.work.InputFile;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Sends a file of items through one of the bulk calls.
abstract class BulkCommand extends ServiceCommand {
    private static final int LARGEST_BATCH = 1000;
    private static final int LONGEST_KEY = 200;

    @Parameters(
            paramLabel = "FILE",
            description = "A JSON array of items, or one item to a line (NDJSON); - is standard input.")
    private String file = "";

    @Mixin
    private final BulkOptions options = new BulkOptions();

    private final Environment environment;
    private final String method;

    BulkCommand(Environment environment, String method) {
        super(environment);
        this.environment = environment;
        this.method = method;
    }

    /// What the one command has and the other has not.
    Map<String, String> furtherQuery() {
        return Map.of();
    }

    @Override
    protected final ExitCode run(Workplace place) throws InterruptedException {
        requireUsable();
        try (InputFile input = InputFile.of(environment, file)) {
            int total = ItemFile.count(input);
            if (total == 0) {
                throw new CommandFailure(ExitCode.USAGE, "%s holds no item.".formatted(input.title()));
            }
            boolean oneBatch = options.atomicity == BulkOptions.Atomicity.batch;
            if (oneBatch && total > options.batchSize) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "%s has %d items, but what stands or falls together has to fit into one batch of %d."
                                .formatted(input.title(), total, options.batchSize),
                        "--atomicity item or tree");
            }
            return send(place, input, total, oneBatch);
        }
    }

    private ExitCode send(Workplace place, InputFile input, int total, boolean oneBatch) throws InterruptedException {
        String key = options.keyOfRun();
        Map<String, String> query = options.query(place.service().settings().source());
        query.putAll(furtherQuery());
        BatchSender sender = new BatchSender(
                place.service(), place.output(), method, query, key, options.retries, options.batchSize);
        BulkReport report = new BulkReport(place.output(), place.json(), options.show(place.json()), options.dryRun);
        Progress progress = Progress.of(place.output(), total, total > options.batchSize);
        try (ItemFile items = ItemFile.open(input)) {
            for (List<Item> batch = batch(items, sender.batchSize());
                    !batch.isEmpty();
                    batch = batch(items, sender.batchSize())) {
                sender.send(batch, !oneBatch, report::add);
                progress.clear();
                report.endOfBatch();
                progress.show(report.done());
            }
        } catch (CommandFailure failure) {
            progress.clear();
            report.endOfBatch();
            throw brokenOff(report, key, failure);
        }
        progress.clear();
        report.summarise();
        return report.someFailed() ? ExitCode.PARTLY : ExitCode.DONE;
    }

    private static List<Item> batch(ItemFile items, int size) {
        List<Item> batch = new ArrayList<>();
        while (batch.size() < size) {
            Item item = items.next();
            if (item == null) {
                break;
            }
            batch.add(item);
        }
        return batch;
    }

    /// What came before is in the books; the same file under the same key goes on from there.
    private CommandFailure brokenOff(BulkReport report, String key, CommandFailure failure) {
        boolean unsure = failure.code() == ExitCode.CONNECTION;
        if (report.done() > 0) {
            report.summarise();
        }
        if (options.dryRun || report.done() == 0 && !unsure) {
            return failure;
        }
        return new CommandFailure(
                failure.code(),
                "%s\nItems from %d on are left.".formatted(failure.sentence(), report.done()),
                "the same command with --idempotency-key %s goes on there; within 24 hours nothing is done twice"
                        .formatted(key),
                failure);
    }

    private void requireUsable() {
        require(options.batchSize >= 1 && options.batchSize <= LARGEST_BATCH, "--batch-size has to be 1 to 1000.");
        require(options.retries >= 0, "--retries cannot be negative.");
        require(
                options.key == null || options.key.matches("[ -~]{1," + LONGEST_KEY + "}"),
                "--idempotency-key has to be 1 to 200 printable characters.");
    }

    private static void require(boolean usable, String otherwise) {
        if (!usable) {
            throw new CommandFailure(ExitCode.USAGE, otherwise);
        }
    }
}
