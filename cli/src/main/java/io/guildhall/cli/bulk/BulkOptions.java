package io.guildhall.cli.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of both bulk commands.
final class BulkOptions {
    /// What a failure undoes.
    enum Atomicity {
        item,
        tree,
        batch
    }

    /// Which items are shown.
    enum Show {
        all,
        problems,
        none
    }

    @Option(
            names = "--dry-run",
            description = "Judge every item and write nothing. A till with the role READ may do so.")
    boolean dryRun;

    @Option(
            names = "--atomicity",
            paramLabel = "WHAT",
            description =
                    "What a failure undoes: item, tree (with its children) or batch (all; the file then has to fit"
                            + " into one batch). Default: item.")
    @Nullable
    Atomicity atomicity;

    @Option(names = "--strict", description = "Refuse an item of which something would be dropped or overlooked.")
    boolean strict;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "Source of profiles that name none. Default: the profile's, else INSTORE.")
    @Nullable
    String source;

    @Option(names = "--account", paramLabel = "ID", description = "Account of profiles that name none.")
    @Nullable
    String account;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Items in a call, at most 1000. Batches that the organisation finds too large are halved."
                    + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "1000")
    int batchSize = 1000;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description =
                    "How often a batch is sent again to a service that is busy or gone. Default: ${DEFAULT-VALUE}.",
            defaultValue = "8")
    int retries = 8;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description =
                    "Start of the keys of all batches, at most 200 characters. With the key of a run that broke off, the"
                            + " same file goes on where that one was. Default: a random one.")
    @Nullable
    String key;

    @Option(
            names = "--show",
            paramLabel = "WHICH",
            description = "Items to show: all, problems (errors and warnings) or none. Default: problems, in JSON all.")
    @Nullable
    Show show;

    String keyOfRun() {
        return key == null ? UUID.randomUUID().toString() : key;
    }

    Show show(boolean json) {
        if (show != null) {
            return show;
        }
        return json ? Show.all : Show.problems;
    }

    /// @param usualSource of the profile
    Map<String, String> query(@Nullable String usualSource) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("view", "compact");
        put(query, "source", source == null ? usualSource : source);
        put(query, "accountId", account);
        put(query, "atomicity", atomicity == null ? null : atomicity.name());
        put(query, "strict", strict ? "true" : null);
        put(query, "dryRun", dryRun ? "true" : null);
        return query;
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
