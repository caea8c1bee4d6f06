package io.guildhall.imports.file;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much of a file is taken.
///
/// @param rowBytes the longest row; a longer one fails by itself
/// @param fileBytes the longest file of NDJSON or CSV
/// @param workbookBytes the longest XLSX file, which has to be kept beside the database until it is read
/// @param unpackedBytes how much an XLSX file may unpack to
/// @param sharedTextBytes how much of that may be the table of texts, which is held in memory
public record FileLimits(
        @DefaultValue("1MB") DataSize rowBytes,
        @DefaultValue("100GB") DataSize fileBytes,
        @DefaultValue("200MB") DataSize workbookBytes,
        @DefaultValue("4GB") DataSize unpackedBytes,
        @DefaultValue("32MB") DataSize sharedTextBytes) {}
