package io.guildhall.imports.domain;

import io.guildhall.association.domain.Atomicity;
import io.guildhall.association.domain.Batch;
import io.guildhall.association.domain.Operation;
import org.jspecify.annotations.Nullable;

/// How the rows of a file are to be judged: what the query of a bulk call says.
///
/// @param updateExisting `onExisting=update`
/// @param everyProgram `mlp_single_enroll`
/// @param source and
/// @param account of profiles that name none, or null
public record ImportOptions(
        Operation operation,
        Atomicity atomicity,
        boolean dryRun,
        boolean strict,
        boolean updateExisting,
        boolean everyProgram,
        @Nullable String source,
        @Nullable String account) {

    public Batch.Options ofBatch() {
        return new Batch.Options(atomicity, false, strict, updateExisting, everyProgram, false);
    }
}
