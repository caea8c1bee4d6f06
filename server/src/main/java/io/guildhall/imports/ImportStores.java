package io.guildhall.imports;

import io.guildhall.imports.store.ImportChunks;
import io.guildhall.imports.store.ImportErrors;
import io.guildhall.imports.store.ImportJobs;
import io.guildhall.imports.store.ImportOutcomes;
import io.guildhall.imports.store.ImportQueue;
import io.guildhall.imports.store.ImportRows;
import org.springframework.stereotype.Component;

/// The tables of imports.
@Component
record ImportStores(ImportJobs jobs, ImportRows rows, ImportChunks chunks, Findings findings, ImportQueue queue) {

    /// What has been found out about rows.
    @Component
    record Findings(ImportErrors errors, ImportOutcomes outcomes) {}

    ImportErrors errors() {
        return findings.errors();
    }

    ImportOutcomes outcomes() {
        return findings.outcomes();
    }
}
