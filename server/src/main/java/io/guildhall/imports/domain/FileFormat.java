package io.guildhall.imports.domain;

import java.util.Locale;

public enum FileFormat {
    NDJSON("application/x-ndjson"),
    CSV("text/csv"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String mediaType;

    FileFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /// As requests, answers and file names have it.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
