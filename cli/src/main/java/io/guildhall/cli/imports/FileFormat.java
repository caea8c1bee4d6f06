package io.guildhall.cli.imports;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.ExitCode;
import java.util.Locale;

/// The forms of files that the service takes.
enum FileFormat {
    csv("text/csv"),
    xlsx("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ndjson("application/x-ndjson");

    private final String contentType;

    FileFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /// By the end of the file's name.
    static FileFormat of(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt")) {
            return csv;
        }
        if (name.endsWith(".xlsx")) {
            return xlsx;
        }
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            return ndjson;
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "The name of %s does not tell its format.".formatted(file.equals("-") ? "standard input" : file),
                name.endsWith(".json")
                        ? "--format ndjson if it has one item to a line; guildhall associate takes JSON arrays"
                        : "--format csv, xlsx or ndjson");
    }
}
