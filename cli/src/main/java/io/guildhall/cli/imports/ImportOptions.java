package io.guildhall.cli.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What an import is told beside its file.
final class ImportOptions {
    /// Which of the bulk calls the rows are.
    enum Operation {
        associate,
        update
    }

    /// What a failure undoes.
    enum Atomicity {
        item,
        tree
    }

    /// What becomes of a registered person who is sent without a place.
    enum OnExisting {
        fail,
        update
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, xlsx or ndjson. Default: what the file's name tells.")
    @Nullable
    FileFormat format;

    @Option(
            names = "--operation",
            paramLabel = "WHAT",
            description = "associate (register and tie) or update (change and move). Default: associate.")
    @Nullable
    Operation operation;

    @Option(names = "--dry-run", description = "Judge every row and write nothing.")
    boolean dryRun;

    @Option(
            names = "--atomicity",
            paramLabel = "WHAT",
            description = "What a failure undoes: item, or tree (with its children). Default: item.")
    @Nullable
    Atomicity atomicity;

    @Option(names = "--strict", description = "Refuse a row of which something would be dropped or overlooked.")
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
            names = "--on-existing",
            paramLabel = "WHAT",
            description = "What becomes of registered people sent without a place: fail or update. Default: fail.")
    @Nullable
    OnExisting onExisting;

    @Option(
            names = "--map",
            paramLabel = "NAME=COLUMN",
            description = "A column of the file by its own name; NAME= overlooks it. May be given several times.")
    List<String> mapping = List.of();

    @Option(
            names = "--repairs",
            paramLabel = "IMPORT",
            description = "The import whose failed rows the file corrects, or last.")
    @Nullable
    String repairs;

    /// @param usualSource of the profile
    Map<String, String> query(@Nullable String usualSource) {
        Map<String, String> query = new LinkedHashMap<>();
        put(query, "operation", operation);
        put(query, "atomicity", atomicity);
        put(query, "source", source == null ? usualSource : source);
        put(query, "accountId", account);
        put(query, "onExisting", onExisting);
        put(query, "strict", strict ? "true" : null);
        put(query, "dryRun", dryRun ? "true" : null);
        put(query, "mapping", mapping.isEmpty() ? null : String.join(",", mapping));
        return query;
    }

    private static void put(Map<String, String> query, String name, @Nullable Object value) {
        if (value != null) {
            query.put(name, value.toString());
        }
    }
}
