package io.guildhall.imports;

import io.guildhall.imports.file.FileLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of imports; `application.yaml` names the environment variable of each.
///
/// @param workers how many chunks this instance works on at once; 0 leaves the work to other instances
/// @param chunkPeople how many people a chunk names: the unit of work, of locks and of change sets
/// @param kept how long imports are kept after their end
/// @param dryRunsKept how long the rows of a dry run are kept after its end, so that it can be carried out
/// @param listeners how many may follow imports at once
/// @param uploads how many files may arrive at once
/// @param uploadPatience after so long without another row a file counts as broken off
@ConfigurationProperties("guildhall.imports")
public record ImportSettings(
        @DefaultValue("2") int workers,
        @DefaultValue("250") int chunkPeople,
        @DefaultValue("30d") Duration kept,
        @DefaultValue("1d") Duration dryRunsKept,
        @DefaultValue("100") int listeners,
        @DefaultValue("4") int uploads,
        @DefaultValue("2m") Duration uploadPatience,
        @DefaultValue FileLimits limits) {}
