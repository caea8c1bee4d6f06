package io.guildhall.change.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One writing call: who, when, by which method and path.
///
/// @param tillId the till in whose name it was made; null for the operator
/// @param client who logged in, where that was not the till itself
/// @param path the canonical path: aliases are one path
public record ChangeSet(
        UUID id,
        Instant at,
        @Nullable Long tillId,
        @Nullable String client,
        String method,
        String path) {
    public ChangeSet(UUID id, Instant at, @Nullable Long tillId, String method, String path) {
        this(id, at, tillId, null, method, path);
    }
}
