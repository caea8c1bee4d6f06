package io.guildhall.imports.web;

import static io.guildhall.error.ErrorCode.NOT_FOUND;

import io.guildhall.error.RequestRefused;
import java.util.UUID;

/// Addresses of imports.
final class ImportPaths {
    static final String ALL = "/v2/imports";
    static final String ONE = ALL + "/{id}";

    private ImportPaths() {}

    /// What is no id names nothing (`decisions.md` 39).
    static UUID id(String sent) {
        try {
            return UUID.fromString(sent);
        } catch (IllegalArgumentException noId) {
            throw RequestRefused.because(NOT_FOUND);
        }
    }
}
