package io.guildhall.imports.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An import as stored.
///
/// @param prepared whether its rows have been cut into chunks
/// @param preparation how far that is
/// @param fileBytes how long the file is said to be, null where that does not say how much of it has been read
/// @param reason why it failed, null unless it did
/// @param repairs the import whose failed rows it corrects, or null
/// @param headers names of the columns in the file, empty in NDJSON
/// @param columns what each of them stands for, empty texts where nothing
/// @param total rows of the file
/// @param unreadable those of them that could not be read
public record ImportJob(
        UUID id,
        ImportState state,
        boolean prepared,
        PreparationStep preparation,
        @Nullable Long fileBytes,
        long readBytes,
        @Nullable String reason,
        long tillId,
        @Nullable String tillCode,
        @Nullable String fileName,
        FileFormat format,
        ImportOptions options,
        @Nullable UUID repairs,
        List<String> headers,
        List<String> columns,
        long total,
        long unreadable,
        Instant createdAt,
        Instant touchedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    public ImportJob {
        headers = List.copyOf(headers);
        columns = List.copyOf(columns);
    }

    @Override
    public String toString() {
        return "ImportJob[" + id + " " + state + "]"; // names of files and columns stay out of logs
    }
}
